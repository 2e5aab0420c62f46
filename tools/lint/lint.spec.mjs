import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { restrictions } from './restrictions.mjs';

const here = import.meta.dirname;
const bad = join(here, 'bad');
const examples = readdirSync(bad, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** Published rules the house relies on; the rest are its own. */
const published = {
  'no-explicit-any': '@typescript-eslint/no-explicit-any',
  'no-floating-promises': '@typescript-eslint/no-floating-promises',
  'switch-exhaustiveness-check': '@typescript-eslint/switch-exhaustiveness-check',
  'max-lines': 'max-lines',
  'max-lines-per-function': 'max-lines-per-function',
  'no-inline-config': null,
};
const ruleOf = (name) => (name in published ? published[name] : `konbit/${name}`);

/** How many places of each example its rule must name: every way around a rule has its own line. */
const places = {
  'comments-for-readers': 2, 'data-in-tenant': 5, 'environment-in-config': 2, 'format-in-one-place': 3, 'gateway-only-tails': 2, 'max-lines': 1, 'max-lines-per-function': 2,
  'named-doors': 1, 'no-explicit-any': 1, 'no-floating-promises': 1, 'no-inline-config': 1, 'no-kafka-transport': 3, 'no-sleep-in-tests': 2,
  'outbox-by-commit': 3, 'switch-exhaustiveness-check': 1, 'together-in-transactions': 2,
};

describe('lint rules', () => {
  const found = JSON.parse(execFileSync(process.execPath, [join(here, 'lint-tree.mjs'), ...examples.map((name) => join(bad, name))], { encoding: 'utf8', maxBuffer: 1e8 }));

  it('have one bad example for each restriction of the house', () => {
    expect(examples.toSorted()).toEqual([...Object.keys(restrictions), ...Object.keys(published)].toSorted());
  });

  it.each(examples)('%s reports each place of its bad example', (name) => {
    const reported = found[join(bad, name)].filter(({ rule }) => rule === ruleOf(name));
    expect(reported).toHaveLength(places[name]);
  });

  it('cannot be switched off by a comment', () => {
    expect(found[join(bad, 'no-inline-config')][0].message).toContain('noInlineConfig');
  });
});
