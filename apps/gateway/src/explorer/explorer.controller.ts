import { Controller, Get, Header } from '@nestjs/common';
import { csrfHeader } from '../api/api-context.js';
import { graphqlPath } from '../api/graphql-options.js';
import { schemaText } from '../api/schema-text.js';

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>GraphiQL · Konbit</title><link rel="stylesheet" href="/graphiql/explorer.css"></head>
<body><main><section><label for="query">Document (Ctrl+Enter runs it)</label><textarea id="query" spellcheck="false">query {
  viewer { name roles branches { name } }
}
</textarea><label for="variables">Variables</label><textarea id="variables" spellcheck="false">{}</textarea><button id="run">Run</button></section>
<section><label for="answer">Answer</label><pre id="answer" tabindex="0"></pre></section>
<section><label for="schema">Schema</label><pre id="schema" tabindex="0"></pre></section></main><script src="/graphiql/explorer.js"></script></body></html>
`;

const script = `const at = (id) => document.getElementById(id);
async function run() {
  const body = JSON.stringify({ query: at('query').value, variables: JSON.parse(at('variables').value || '{}') });
  const answer = await fetch('${graphqlPath}', { method: 'POST', headers: { 'content-type': 'application/json', '${csrfHeader}': '1' }, body });
  at('answer').textContent = JSON.stringify(await answer.json(), null, 2);
}
const shown = (error) => { at('answer').textContent = String(error); };
at('run').addEventListener('click', () => run().catch(shown));
document.addEventListener('keydown', (event) => { if (event.ctrlKey && event.key === 'Enter') run().catch(shown); });
fetch('/graphiql/schema.graphql').then((answer) => answer.text()).then((text) => { at('schema').textContent = text; });
`;

const style = `body { margin: 0; font: 16px/1.5 system-ui, sans-serif; }
main { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 1rem; padding: 1rem; height: 100vh; box-sizing: border-box; }
section { display: flex; flex-direction: column; gap: 0.5rem; min-height: 0; }
textarea, pre { flex: 1; margin: 0; padding: 0.5rem; font: 14px/1.4 monospace; border: 1px solid #6B7784; overflow: auto; }
#variables { flex: 0 0 6rem; }
`;

/** A page to try documents on, served with KONBIT_DEV=1 alone; all of it from here. */
@Controller('graphiql')
export class ExplorerController {
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  page(): string {
    return page;
  }

  @Get('explorer.js')
  @Header('content-type', 'text/javascript; charset=utf-8')
  script(): string {
    return script;
  }

  @Get('explorer.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return style;
  }

  @Get('schema.graphql')
  @Header('content-type', 'text/plain; charset=utf-8')
  schema(): string {
    return schemaText();
  }
}
