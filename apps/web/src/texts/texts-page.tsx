import { useState, type ReactNode } from 'react';
import { languageInfo } from '@konbit/contracts/format';
import { sentence } from '../errors/sentence.js';
import type { TextListQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useCommand } from '../shell/use-command.js';
import { useUrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { ChoiceChips, Pager, PartKeys } from '../ui/filters.js';
import { Columns, Row, Section, Stack } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Tag } from '../ui/tag.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { TextDialog } from './text-dialog.js';
import { MoveText, TextList } from './texts.graphql.js';
import { presentText, type TextCommand, type TextRow } from './text-presenter.js';
import { textStateWords, textWords } from './text-words.js';

type PersonText = TextListQuery['texts']['edges'][number]['node'];
const schema = { idioma: ['ht', 'pt', 'en'], estado: ['', 'missing', 'draft', 'reviewed', 'approved'], desde: 'page', hasta: 'page' } as const;

/** Texts for persons side by side with their Spanish: what the desk asked for first, then what is missing or not approved. */
export function Component(): ReactNode {
  const t = useT();
  const url = useUrlState(schema);
  const { idioma, estado } = url.values;
  const query = useData(TextList, { language: idioma, state: estado || undefined, ...pageArgs(url.values) }, { topics: ['text'], keep: true });
  const languages = schema.idioma.map((one) => ({ to: url.address({ idioma: one }), text: <span lang={languageInfo[one].html}>{languageInfo[one].name}</span>, current: one === idioma }));
  const states = schema.estado.map((one) => ({ to: url.address({ estado: one }), text: <T of={one === '' ? textWords.all : textStateWords[one]} />, current: one === estado }));
  return (
    <WorklistPage title={t(textWords.title)} chips={<><ChoiceChips label={t(textWords.language)} choices={languages} /><ChoiceChips label={t(textWords.state)} choices={states} /></>}>
      <p className="muted"><T of={textWords.lead} /></p>
      <Loaded query={query}>
        {({ texts: { edges, waiting, pageInfo } }) => (
          <>
            <p role="status"><strong><T of={textWords.waiting(waiting)} /></strong></p>
            {edges.length === 0 && <EmptyState title={<T of={textWords.empty} />}><p><T of={textWords.emptyHelp} /></p></EmptyState>}
            {edges.map(({ node }) => <OneText key={node.id} text={node} />)}
            {edges.length > 0 && <Pager fact={<T of={textWords.onThisPage(edges.length)} />} {...pageLinks(pageInfo, url.address)} keys={<PartKeys />} />}
          </>
        )}
      </Loaded>
    </WorklistPage>
  );
}

function OneText({ text }: { text: PersonText }): ReactNode {
  const row = presentText(text, useFormat());
  return (
    <Section row title={<>{row.used ? <T of={row.used} /> : text.usedIn} · <code>{text.key}</code></>} fact={<Tag tone={row.tone}>{row.state ? <T of={row.state} /> : text.state}</Tag>}>
      <Columns kind="even">
        <Stack gap="tight"><p className="small muted"><T of={textWords.spanish} /></p><p lang="es">{text.source}</p></Stack>
        <Stack gap="tight"><p className="small muted" lang={row.html}>{row.language}</p>{text.body ? <p lang={row.html}>{text.body}</p> : <p className="muted"><T of={textWords.none} /></p>}</Stack>
      </Columns>
      {row.told.length > 0 && <p className="small muted">{row.told.map((sentence) => <span key={sentence.of.id} className="line"><T {...sentence} /></span>)}</p>}
      <Decide text={text} row={row} />
    </Section>
  );
}

function Decide({ text, row }: { text: PersonText; row: TextRow }): ReactNode {
  const t = useT();
  const [open, setOpen] = useState<'propose' | 'back' | null>(null);
  const command = useCommand({
    execute: (move: 'review' | 'approve', commandId) => request(MoveText, { input: { commandId, textId: text.id, expectedVersion: text.version, command: move } }),
    touches: ['text'], onDone: () => announce(t(textWords.done)),
  });
  const press = (chosen: TextCommand): void => {
    if (chosen === 'propose' || chosen === 'back') setOpen(chosen);
    else void command.run(chosen);
  };
  return (
    <>
      {row.isOwn && <p className="small"><T of={textWords.own} /></p>}
      {command.error && <Notice kind="error" status><p>{sentence(command.error.code, { VERSION_CONFLICT: textWords.conflict, INVALID_TRANSITION: textWords.conflict })}</p></Notice>}
      <Row>{row.buttons.map((one) => <Button key={one.command} kind={one.risk ? 'risk' : 'alt'} busy={command.busy} onClick={() => press(one.command)}><T of={one.words} /></Button>)}</Row>
      {open && <TextDialog text={{ ...text, html: row.html }} command={open} onClose={() => setOpen(null)} />}
    </>
  );
}
