import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { konbitVocabulary } from '@konbit/criteria';
import { criteriaCommand } from './criteria.js';
import { jsonBreak } from './json-place.js';

const root = resolve(fileURLToPath(import.meta.url), '../../../../..');
const example = (name: string): string => join(root, 'docs/how-to/criteria', name);

async function run(args: readonly string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const [output, errors] = [new PassThrough(), new PassThrough()];
  const [out, err] = [text(output), text(errors)];
  const code = await criteriaCommand({ input: Readable.from([input]), output, errors }, args);
  output.end();
  errors.end();
  return { code, out: await out, err: await err };
}

async function json(args: readonly string[]): Promise<{ code: number; answer: Record<string, unknown> }> {
  const { code, out } = await run([...args, '--json']);
  return { code, answer: JSON.parse(out) as Record<string, unknown> };
}

describe('the page about comparing criteria', () => {
  const page = readFileSync(join(root, 'docs/how-to/compare-criteria.md'), 'utf8');
  const shown = [...page.matchAll(/```console\n\$ npx konbit criteria (.*)\n([\s\S]*?)```/g)].map(([, command, printed]) => ({ command: command!, printed: printed! }));

  it('shows every question', () => {
    expect(new Set(shown.map(({ command }) => command.split(' ')[0]))).toEqual(new Set(['diff', 'health', 'evaluate', 'classes']));
  });

  it.each(shown)('shows what is printed: $command', async ({ command, printed }) => {
    const args = command.split(' ').map((arg) => (arg.startsWith('docs/') ? join(root, arg) : arg));
    expect((await run(args)).out).toBe(printed);
  });
});

describe('konbit criteria', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konbit-criteria-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  const file = (name: string, content: unknown): string => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const [north, south, east] = ['cesfam-norte.json', 'cesfam-sur.json', 'cesfam-oriente.json'].map(example) as [string, string, string];
  const everybody = (outcome: string): unknown => ({ rules: [], otherwise: { outcome } });

  it('names every fact of the person whom two tables treat differently, in the order of the vocabulary', async () => {
    const { code, answer } = await json(['diff', north, south]);
    expect(code).toBe(1);
    expect(Object.keys(answer)).toEqual(['verdict', 'level', 'direction', 'regions', 'isComplete', 'witness', 'movedFrom']);
    expect(answer).toMatchObject({
      verdict: 'different', level: 'hard', direction: 'stricter', isComplete: true, movedFrom: { typical: 'adult_irregular_passport', facts: [] },
      witness: { a: { rules: ['sin-cedula'], effects: [{ outcome: 'ACCEPT_PROV' }] }, b: { rules: ['otherwise'], effects: [{ outcome: 'REJECT' }] } },
    });
    expect(Object.keys((answer['witness'] as { facts: object }).facts)).toEqual(konbitVocabulary.facts.map(({ key }) => key));
  });

  it('ends with 0 when two are proven equal and with 3 when the budget ends first', async () => {
    expect(await json(['diff', north, east])).toMatchObject({ code: 0, answer: { verdict: 'equal', level: null, witness: null, movedFrom: null } });
    expect(await json(['diff', north, south, '--budget', '1'])).toMatchObject({ code: 3, answer: { verdict: 'undecided', isComplete: false } });
  });

  it('answers a whole person with one answer', async () => {
    const person = file('p.json', konbitVocabulary.typicalPersons[0]!.facts);
    expect(await json(['evaluate', south, '--person', person])).toEqual({ code: 0, answer: { isDecided: true, isComplete: true, answers: [{ rules: ['otherwise'], effects: [{ outcome: 'REJECT' }] }] } });
  });

  it('tells a healthy table from one that must be mended, rule by rule', async () => {
    expect(await json(['health', south])).toMatchObject({ code: 0, answer: { isHealthy: true } });
    const { code, answer } = await json(['health', example('cesfam-poniente.json')]);
    expect({ code, answer }).toMatchObject({ code: 1, answer: { isHealthy: false, masked: [{ rule: 3, id: 'vencida', because: 'earlier', by: [{ rule: 1, id: 'con-cedula' }] }] } });
    expect([answer['gaps'], answer['crossing']].map((found) => (found as unknown[]).length > 0)).toEqual([true, true]);
  });

  it('groups what answers alike, and says which pair the budget left open', async () => {
    for (const [name, outcome] of [['b', 'ACCEPT'], ['a', 'ACCEPT'], ['c', 'REJECT']] as const) file(`${name}.json`, everybody(outcome));
    expect(await json(['classes', folder])).toEqual({ code: 0, answer: { classes: [['a.json', 'b.json'], ['c.json']], undecided: [] } });
    file('d.json', { rules: [{ when: [{ fact: 'age', from: 18 }], effect: { outcome: 'REJECT' } }], otherwise: { outcome: 'ACCEPT' } });
    file('e.json', { rules: [{ when: [{ fact: 'age', to: 17 }], effect: { outcome: 'ACCEPT' } }], otherwise: { outcome: 'REJECT' } });
    expect(await json(['classes', folder, '--budget', '1'])).toMatchObject({ code: 3 });
  });

  it('answers each line of a batch in order, the bad ones with their place', async () => {
    const pair = (id: number, b: unknown): string => JSON.stringify({ id, a: { ...(everybody('ACCEPT') as object), note: 'dos\u2028líneas' }, b });
    const wrong = { rules: [{ when: [{ fact: 'age', from: 1 }, { fact: 'nationality', in: ['x'] }], effect: { outcome: 'ACCEPT' } }], otherwise: { outcome: 'REJECT' } };
    const { code, out } = await run(['diff', '--batch', '-'], `${pair(7, everybody('ACCEPT'))}\r\n\n${pair(8, wrong)}\n{"a":\n${pair(9, everybody('REJECT'))}`);
    expect(code).toBe(2);
    expect(out.trimEnd().split('\n').map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: 7, verdict: 'equal' },
      { id: 8, error: { code: 'UNKNOWN_FACT', line: 3, problems: [{ side: 'b', rule: 1, condition: 2, what: 'nationality' }] } },
      { error: { code: 'INVALID_JSON', line: 4, problems: [{ what: '1:6' }] } },
      { id: 9, verdict: 'different', level: 'hard' },
    ]);
  });

  it.each<[string, unknown, object]>([
    ['a file that is no JSON', '{ "rules": [,] }', { code: 'INVALID_JSON', what: '1:13' }],
    ['a retired or unknown fact', { rules: [{ when: [{ fact: 'x', in: [1] }], effect: { outcome: 'ACCEPT' } }], otherwise: { outcome: 'REJECT' } }, { code: 'UNKNOWN_FACT', rule: 1, condition: 1 }],
    ['a value out of range', { rules: [{ when: [{ fact: 'age', to: 200 }], effect: { outcome: 'ACCEPT' } }], otherwise: { outcome: 'REJECT' } }, { code: 'VALUE_OUT_OF_RANGE', what: 'age: 200' }],
    ['a dated value without its number', { rules: [{ when: [{ fact: 'income_kclp', parameter: { code: 'IMM', times: 2, bound: 'to' } }], effect: { outcome: 'ACCEPT' } }], otherwise: { outcome: 'REJECT' } }, { code: 'UNKNOWN_PARAMETER', rule: 1, condition: 1, what: 'IMM' }],
    ['a date that does not exist', { rules: [], otherwise: { outcome: 'ACCEPT' }, validFrom: '2026-13-01' }, { code: 'WRONG_TERM', what: 'validFrom' }],
    ['a table that is none', [1], { code: 'INVALID_FILE' }],
  ])('refuses %s by its code and place, on the output with --json and in words beside it', async (_, content, problem) => {
    const path = file('t.json', content);
    const { code, answer } = await json(['health', path]);
    expect({ code, answer }).toMatchObject({ code: 2, answer: { error: { problems: [{ file: path, ...problem }] } } });
    const said = await run(['health', path]);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toMatch(new RegExp(`^${path}: .*\\.\n$`));
  });

  it('refuses a person who cannot be, and names the faults of both files', async () => {
    const nobody = file('p.json', { facts: { unaccompanied_minor: true, age: 30 } });
    expect(await json(['evaluate', south, '--person', nobody])).toMatchObject({ code: 2, answer: { error: { code: 'IMPOSSIBLE_PERSON', problems: [{ file: nobody, what: 'I03: definition of minor' }] } } });
    const { answer } = await json(['evaluate', join(folder, 'none.json'), '--person', file('q.json', { age: 200 })]);
    expect((answer['error'] as { problems: { code: string }[] }).problems.map(({ code }) => code)).toEqual(['FILE_NOT_FOUND', 'VALUE_OUT_OF_RANGE']);
  });

  it.each([[['diff', 'a.json']], [['guess']], [['toString', 'a.json']], [['health', 'a.json', '--words', 'fr']], [['health', 'a.json', '--budget', '0']], [['health', 'a.json', '--fast']], [['evaluate', 'a.json']]])('explains itself after %j', async (args) => {
    const said = await run(args);
    expect(said).toMatchObject({ code: 2, out: '' });
    expect(said.err).toContain('Uso: npx konbit criteria');
  });

  it('explains itself when asked nothing', async () => {
    expect(await run([])).toMatchObject({ code: 0, err: '' });
  });
});

describe('the place where a text stops being JSON', () => {
  it.each([['{"a":1}x', '1:8'], ['{\n "a": [1,\n 2}', '3:3'], ['{"a" 1}', '1:6'], ['', '1:1'], ['["\t"]', '1:2'], ['{"a":1,}', '1:8']])('%j: %s', (source, place) => expect(jsonBreak(source)).toBe(place));
});
