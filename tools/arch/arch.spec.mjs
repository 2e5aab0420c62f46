import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const here = import.meta.dirname;
const rules = [...new Set(createRequire(import.meta.url)('./dependency-cruiser.cjs').forbidden.map(({ name }) => name))];
const examples = readdirSync(join(here, 'bad'));

/** Violations per root, read in a process of its own as `npm run arch` does. */
function cruise(...roots) {
  try {
    return JSON.parse(execFileSync(process.execPath, [join(here, 'arch.mjs'), '--json', ...roots], { encoding: 'utf8', maxBuffer: 1e8 }));
  } catch (error) {
    return JSON.parse(error.stdout);
  }
}

describe('architecture rules', () => {
  const found = cruise(...examples.map((name) => join(here, 'bad', name)));

  it('have one bad example each, and no example without a rule', () => {
    expect(examples.toSorted()).toEqual(rules.toSorted());
  });

  it.each(examples)('%s is reported on its bad example, and no other rule is', (name) => {
    const { violations } = found[join(here, 'bad', name)];
    const reported = violations.filter(({ rule }) => rule === name);
    expect(reported.length).toBeGreaterThan(0);
    expect([...new Set(violations.map(({ rule }) => rule))].filter((rule) => rule !== name && rule !== 'no-unresolved')).toEqual([]);
  });

  it('report each way around a library door, a layer and an app', () => {
    const offenders = (name) => new Set(found[join(here, 'bad', name)].violations.filter(({ rule }) => rule === name).map(({ from }) => from)).size;
    expect(Object.fromEntries(['lib-doors-only', 'layers-point-down', 'no-app-to-app', 'no-lib-to-app', 'oracles-only-in-tests', 'pure-core', 'service-below-edges', 'testing-only-in-tests'].map((name) => [name, offenders(name)])))
      .toEqual({ 'lib-doors-only': 2, 'layers-point-down': 2, 'no-app-to-app': 2, 'no-lib-to-app': 2, 'oracles-only-in-tests': 2, 'pure-core': 3, 'service-below-edges': 2, 'testing-only-in-tests': 2 });
  });

  it('hold on the real tree, which is really read', () => {
    const [result] = Object.values(cruise());
    expect(result.violations).toEqual([]);
    expect(result.modules).toBeGreaterThan(30);
  });
});
