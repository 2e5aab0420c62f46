import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { paths, publishedReleases } from '../codegen.config.mjs';
import { repo } from '../repo-files.mjs';
import { breaksBetween, contractBreaks, explain, rules } from './compatibility.mjs';
import { changedSince, digestOf, eventHistory, historyBreaks, loadContracts, publishedFiles } from './contracts.mjs';

const type = 'konbit.cases.need.added.v1';
const bad = join(import.meta.dirname, 'bad');
const examples = readdirSync(bad).map((file) => file.replace('.json', ''));
const schemaOf = (shape) => z.toJSONSchema(z.strictObject(shape), { io: 'output' });
const rulesBroken = (earlier, now) => breaksBetween(schemaOf(earlier), schemaOf(now)).map(({ rule, where }) => `${rule} ${where}`);

/** What the step of `npm run codegen` finds on one bad example. */
function found({ before, after, fingerprint }) {
  const published = [{ type, release: '0.1.0', name: 'schema.json', text: JSON.stringify(before) }];
  const today = after === null ? [] : [[`${type}/0.2.0/schema.json`, JSON.stringify(after)]];
  return historyBreaks(published, today, { '0.1.0': fingerprint ?? digestOf(published) });
}

describe('rules of a contract inside its version', () => {
  it('have one bad example each, and no example without a rule', () => expect(examples.toSorted()).toEqual(Object.keys(rules).toSorted()));

  it.each(examples)('%s is reported on its bad example alone, and says what to do', (rule) => {
    const breaks = found(JSON.parse(readFileSync(join(bad, `${rule}.json`), 'utf8')));
    expect(breaks.map((broken) => broken.rule)).toEqual([rule]);
    expect(explain(breaks[0])).toMatch(/^\S+.*, compared with 0\.1\.0: .+ \(.+\)\.\n {4}\S/);
  });

  it('name the place, the difference and the next version', () => {
    const broken = found(JSON.parse(readFileSync(join(bad, 'made-required.json'), 'utf8')))[0];
    expect(explain(broken)).toBe('konbit.cases.need.added.v1 at branch, compared with 0.1.0: the property was optional and is required (made-required).\n'
      + '    keep it optional, since old bodies may lack it, or declare konbit.cases.need.added.v2');
  });

  it.each([
    ['a renamed property', { a: z.uuid() }, { b: z.uuid() }, ['property-removed a', 'required-added b']],
    ['another unit', { waitedDays: z.int().min(0) }, { waitedHours: z.int().min(0) }, ['property-removed waitedDays', 'required-added waitedHours']],
    ['a value more inside a list of lists', { a: z.array(z.array(z.enum(['x']))) }, { a: z.array(z.array(z.enum(['x', 'y']))) }, ['value-added a[][]']],
    ['a value more in a part', { basis: z.strictObject({ kind: z.enum(['x']) }) }, { basis: z.strictObject({ kind: z.enum(['x', 'y']) }) }, ['value-added basis.kind']],
    ['a value more beside a list', { from: z.enum(['x']) }, { from: z.union([z.enum(['x']), z.literal('new')]) }, ['value-added from']],
    ['a closed list that opens', { a: z.enum(['x']) }, { a: z.union([z.enum(['x']), z.string()]) }, ['value-added a']],
    ['an open list that closes', { a: z.union([z.enum(['x']), z.string()]) }, { a: z.enum(['x']) }, ['type-changed a']],
    ['a text that becomes a list', { a: z.string() }, { a: z.enum(['x']) }, ['type-changed a']],
    ['a value beside ids', { a: z.uuid() }, { a: z.union([z.uuid(), z.literal('home')]) }, ['value-added a']],
    ['a value beside numbers', { a: z.int() }, { a: z.union([z.int(), z.literal('unknown')]) }, ['value-added a']],
    ['a value less beside ids', { a: z.union([z.enum(['x']), z.uuid()]) }, { a: z.uuid() }, ['value-removed a']],
    ['a list where nothing was told', { a: z.null() }, { a: z.enum(['x']).nullable() }, ['value-added a']],
    ['a value that may be null', { a: z.int() }, { a: z.int().nullable() }, ['type-changed a']],
    ['a bound where none was', { a: z.array(z.uuid()) }, { a: z.array(z.uuid()).max(9) }, ['bound-narrowed a']],
    ['a higher floor', { a: z.string().min(2) }, { a: z.string().min(3) }, ['bound-narrowed a']],
    ['a part that is open', { a: z.strictObject({ b: z.uuid() }) }, { a: z.looseObject({ b: z.uuid() }) }, ['object-open a']],
  ])('refuse %s', (_, earlier, now, broken) => expect(rulesBroken(earlier, now)).toEqual(broken));

  it.each([
    ['an optional property more', { a: z.uuid() }, { a: z.uuid(), b: z.uuid().optional() }],
    ['wider bounds', { a: z.string().min(2).max(20), b: z.int().min(1).max(9) }, { a: z.string().max(60), b: z.int().min(0).max(99) }],
    ['a dropped format', { a: z.uuid() }, { a: z.string() }],
    ['a value more in an open list', { a: z.union([z.enum(['x']), z.string().max(40)]) }, { a: z.union([z.enum(['x', 'y']), z.string().max(40)]) }],
    ['another order of properties and values', { a: z.enum(['x', 'y']), b: z.uuid() }, { b: z.uuid(), a: z.enum(['y', 'x']) }],
  ])('allow %s', (_, earlier, now) => expect(rulesBroken(earlier, now)).toEqual([]));

  it('refuse in a type that no release has yet what could not be compared later', () => {
    const broken = contractBreaks([], new Map([[type, schemaOf({ codes: z.record(z.string(), z.int()) })]]));
    expect(broken.map(({ rule, where }) => `${rule} ${where}`)).toEqual(['keyword-unknown codes']);
  });

  it('hold against every release, not only the last', () => {
    const release = (name, shape) => ({ type, release: name, schema: schemaOf(shape) });
    const published = [release('0.1.0', { a: z.string().max(60) }), release('0.2.0', { a: z.string().max(40) })];
    expect(contractBreaks(published, new Map([[type, schemaOf({ a: z.string().max(50) })]])).map((broken) => broken.release)).toEqual(['0.1.0']);
  });
});

describe('the published releases', () => {
  const published = publishedFiles(join(repo, paths.history), Object.keys(publishedReleases));

  it('each hold a schema and a sample of every type of that time, and today breaks none of them', async () => {
    expect(Object.keys(publishedReleases)[0]).toBe('0.1.0');
    const first = published.filter(({ release }) => release === '0.1.0');
    expect(first.filter(({ name }) => name === 'schema.json')).toHaveLength(first.length / 2);
    expect(first.length).toBeGreaterThanOrEqual(2 * 57);
    expect(historyBreaks(published, eventHistory(await loadContracts(repo), 'next'), publishedReleases).map(explain)).toEqual([]);
  });

  it('are written again only where a contract has changed since', () => {
    const before = [{ type, release: '0.1.0', name: 'schema.json', text: 'one' }, { type, release: '0.1.0', name: 'sample.json', text: 'two' }];
    const today = [[`${type}/0.2.0/schema.json`, 'other'], [`${type}/0.2.0/sample.json`, 'two'], ['konbit.cases.need.split.v1/0.2.0/schema.json', 'new']];
    expect(changedSince(before, today).map(([file]) => file)).toEqual([`${type}/0.2.0/schema.json`, 'konbit.cases.need.split.v1/0.2.0/schema.json']);
  });
});
