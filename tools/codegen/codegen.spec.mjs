import { mkdtempSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema } from 'graphql';
import { z } from 'zod';
import { repo } from '../repo-files.mjs';
import { printed, schemaOf } from './api.mjs';
import { eventHistory, loadContracts } from './contracts.mjs';
import { moveInputsSdl } from './move-inputs.mjs';
import { Outputs } from './outputs.mjs';

const scalars = 'scalar UUID scalar Instant scalar Day enum Do { YES } type Query { ok: Boolean }';

describe('inputs of moveReferral', () => {
  const schemas = {
    claim: z.object({}),
    ask_info: z.object({ missing: z.array(z.enum(['contact', 'document'])).optional(), text: z.string() }),
    schedule: z.object({ startsAt: z.iso.datetime(), appointmentId: z.uuid(), outputs: z.array(z.object({ kind: z.string() })) }),
  };
  const sdl = moveInputsSdl(Object.keys(schemas), (command) => z.toJSONSchema(schemas[command]));

  it('are valid SDL with one member for each command, and the one value for a command without data', () => {
    const fields = buildSchema(`${scalars}\n${sdl}`).getType('MoveInput').getFields();
    expect(Object.fromEntries(Object.values(fields).map((field) => [field.name, String(field.type)]))).toEqual({ claim: 'Do', ask_info: 'AskInfoInput', schedule: 'ScheduleInput' });
  });

  it('keep what is required, and the scalars of the API', () => {
    expect(sdl).toContain('  missing: [String!]\n  text: String!');
    expect(sdl).toContain('  startsAt: Instant!\n  appointmentId: UUID!\n  outputs: [OutputInput!]!');
  });

  it('refuse a shape that SDL cannot say', () => {
    expect(() => moveInputsSdl(['odd'], () => ({ type: 'object', properties: { value: { anyOf: [] } } }))).toThrow(/"Value".*SDL cannot say/);
  });
});

describe('outputs', () => {
  const root = mkdtempSync(join(tmpdir(), 'konbit-outputs-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('report a stale or missing committed file and write nothing when checking', () => {
    new Outputs(root, { check: false }).committed('a/kept.txt', 'one');
    const checking = new Outputs(root, { check: true });
    checking.committed('a/kept.txt', 'one');
    checking.committed('a/changed.txt', 'two');
    checking.only('a', new Set());
    expect(checking.stale).toEqual(['a/changed.txt', 'a/kept.txt (nothing makes it)']);
    expect(existsSync(join(root, 'a/changed.txt'))).toBe(false);
  });

  it('write git-ignored files also when checking, so that a fresh clone builds', () => {
    new Outputs(root, { check: true }).ignored('b/typed.ts', 'x');
    expect(readFileSync(join(root, 'b/typed.ts'), 'utf8')).toBe('x');
  });
});

describe('committed contracts', () => {
  const history = join(repo, 'libs/contracts/history');

  it('have a sample that their own event still reads, for every release', async () => {
    const { eventContracts } = await loadContracts(repo);
    const schemas = new Map(eventContracts.map(({ type, schema }) => [type, schema]));
    const samples = readdirSync(history, { recursive: true }).filter((file) => file.endsWith('sample.json'));
    expect(samples.length).toBeGreaterThanOrEqual(eventContracts.length);
    const unread = samples.filter((file) => !schemas.get(file.split('/')[0])?.safeParse(JSON.parse(readFileSync(join(history, file), 'utf8'))).success);
    expect(unread).toEqual([]);
  });

  it('describe closed objects; those about persons have no free text and no name', async () => {
    const files = eventHistory(await loadContracts(repo), '0.1.0').filter(([file]) => file.endsWith('schema.json'));
    const open = files.filter(([, text]) => JSON.parse(text).additionalProperties !== false).map(([file]) => file);
    expect(open).toEqual([]);
    const telling = files.filter(([file]) => !file.startsWith('konbit.directory.')).flatMap(([file, text]) => Object.keys(JSON.parse(text).properties).filter((name) => /name|text|phone|address|value|birth/i.test(name)).map((name) => `${file}: ${name}`));
    expect(telling).toEqual([]);
  });

  it('print the schema in one order, whatever the order of its parts', () => {
    const one = printed(buildSchema('type Query { b: Int a: Int } type Z { x: Int } type A { x: Int }'));
    const other = printed(buildSchema('type A { x: Int } type Z { x: Int } type Query { a: Int b: Int }'));
    expect(one).toBe(other);
    expect(() => schemaOf(repo, [])).toThrow();
  });
});
