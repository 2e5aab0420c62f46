import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repo, repoFiles } from './repo-files.mjs';

const text = (file) => readFileSync(join(repo, file), 'utf8');
const pages = repoFiles().filter((file) => file.endsWith('.md'));

describe('the glossary', () => {
  const page = text('docs/glossary.md');

  it('has a line for each state, command, role and need of the contracts', async () => {
    const { referralStates, moveCommands, roles, needCodes } = await import(pathToFileURL(join(repo, 'libs/contracts/dist/index.js')));
    const missing = [...referralStates, ...moveCommands, ...roles, ...needCodes].filter((word) => !page.includes(`| \`${word}\` |`));
    expect(missing).toEqual([]);
  });
});

describe('decision records', () => {
  const records = readdirSync(join(repo, 'docs/adr')).filter((file) => file.endsWith('.md') && file !== 'README.md').toSorted();

  it('are numbered without a gap and listed', () => {
    expect(records.map((file) => Number(file.slice(0, 4)))).toEqual(records.map((_, index) => index + 1));
    expect(records.filter((file) => !text('docs/adr/README.md').includes(`(${file})`))).toEqual([]);
  });

  it.each(records)('%s says context, options, decision, consequences and date, on one page', (file) => {
    const body = text(`docs/adr/${file}`);
    for (const part of ['## Context', '## Options', '## Decision', '## Consequences']) expect(body).toContain(part);
    expect(body).toMatch(/^Date: \d{4}-\d{2}-\d{2}/m);
    expect(body.split('\n').length).toBeLessThanOrEqual(60);
  });
});

describe('the page of settings', () => {
  // The lint rule `environment-in-config` keeps readers in these files; names of one service stand for all.
  const readers = repoFiles().filter((file) => /^(apps\/(?!web)|libs\/(?!testing)|infra\/)[^/]+\/src\/.*(config|context)\.ts$/.test(file));
  const nameInCode = /(?:env\['|env, '|(?:^|[{,])\s*|env, `)((?:[A-Z]+|\$\{[^}]+\})(?:_[A-Z]+)+)(?=['`\]:])/gm;
  const forAll = (name) => name.replace(/^(\$\{[^}]+\}|CASES|REFERRALS|DIRECTORY|GATEWAY)_/, '<SERVICE>_');
  const read = readers.flatMap((file) => [...text(file).matchAll(nameInCode)].map(([, name]) => forAll(name)));
  const told = [...text('docs/reference/configuration.md').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name);

  it('names each variable that the code reads, and no other', () => {
    expect(told.length).toBeGreaterThan(25);
    expect(told.toSorted()).toEqual([...new Set(read)].toSorted());
  });
});

describe('links between pages', () => {
  const broken = pages.flatMap((page) => [...text(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(repo, dirname(page), target)))
    .map((target) => `${page} → ${target}`));

  it('lead somewhere', () => expect(broken).toEqual([]));
});

describe('files that the pages name', () => {
  const named = pages.flatMap((page) => [...text(page).matchAll(/`((?:apps|libs|tools|infra|docs|e2e|bench|chaos)\/[\w./-]+\.(?:ts|tsx|mjs|cjs|md|json|graphql))`/g)].map(([, file]) => `${page} → ${file}`));

  it('exist', () => expect(named.filter((entry) => !existsSync(join(repo, entry.split(' → ')[1])))).toEqual([]));
});

describe('tests that a page names', () => {
  const rows = pages.flatMap((page) => text(page).split('\n').filter((line) => line.startsWith('|')).map((line) => ({ page, line })));
  /** A title stands in the file that was named last before it. */
  const named = rows.flatMap(({ page, line }) => {
    let file = null;
    return [...line.matchAll(/`([\w./-]+(?:spec|e2e|conformance)\.ts)`|\*([^*]+)\*/g)].flatMap(([, path, title]) => {
      if (path) file = path;
      return title && file ? [{ page, file, title }] : [];
    });
  });

  it('exist under that title', () => {
    expect(named.length).toBeGreaterThan(30);
    const has = ({ file, title }) => ['it', 'itWithOwnKafka', 'test', ')'].some((call) => text(file).includes(`${call}('${title}'`));
    expect(named.filter((each) => !has(each))).toEqual([]);
  });
});

describe('the failure scenarios', () => {
  const lines = text('docs/reference/failure-scenarios.md').split('\n').filter((line) => /^\| \d+ \|/.test(line));

  it('are 33, each with a test or called open', () => {
    expect(lines.map((line) => Number(line.split('|')[1]))).toEqual(Array.from({ length: 33 }, (_, index) => index + 1));
    expect(lines.filter((line) => !/\.ts` \*[^*]+\*/.test(line) && !/\| open: /.test(line))).toEqual([]);
  });
});
