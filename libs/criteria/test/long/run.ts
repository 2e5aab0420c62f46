import { Seeded, Z3Oracle } from '@konbit/testing';
import { agreement } from './agreement.js';
import { allPairs } from './all-pairs.js';
import { edits, nearest, rewrites } from './changes.js';
import { type Check, vocabulary } from './check.js';
import { partial } from './partial.js';

const checks: Record<string, { what: string; check: Check }> = {
  G1: { what: 'all pairs against the diagram', check: allPairs },
  G1s: { what: 'a sample against Z3 and SAT, witnesses replayed', check: agreement },
  G2: { what: 'one-change pairs', check: edits },
  G3: { what: 'rewrites', check: rewrites },
  G4: { what: 'nearest person against Z3', check: nearest },
  G14: { what: 'half-known persons', check: partial },
};
const usage = 'node libs/criteria/dist-test/long/run.js [--seed S] [--share 0.05] [--goal G2] [--json]';

/** The engine against engines of other makers: a line for each goal, the exit code 1 where one of them disagrees. */
async function run(args: readonly string[]): Promise<void> {
  const valueOf = (name: string, otherwise: string): string => (args.includes(name) ? args[args.indexOf(name) + 1] ?? '' : otherwise);
  const [seed, share, goal] = [Number(valueOf('--seed', String(Date.now() % 2 ** 31))), Number(valueOf('--share', '1')), valueOf('--goal', '')];
  if (!Number.isInteger(seed) || !(share > 0 && share <= 1) || (goal !== '' && !checks[goal])) throw new Error(usage);
  console.log(`seed ${seed}, share ${share}`);
  const z3 = await Z3Oracle.start(vocabulary);
  const results: Record<string, unknown> = {};
  try {
    for (const [name, { what, check }] of Object.entries(checks).filter(([one]) => goal === '' || one === goal)) {
      const started = performance.now();
      const { count, mismatches, more = {} } = await check({ random: new Seeded(seed), seed, share, z3 });
      const seconds = Math.round((performance.now() - started) / 100) / 10;
      console.log(`${name} ${what}: ${count} checked, ${mismatches.length} mismatches, ${seconds} s${Object.entries(more).map(([key, value]) => `, ${key} ${value}`).join('')}`);
      for (const mismatch of mismatches.slice(0, 5)) console.log(`  ${mismatch}`);
      if (mismatches.length > 0) process.exitCode = 1;
      results[name] = { count, mismatches: mismatches.length, seconds, ...more };
    }
  } finally {
    await z3.stop();
  }
  if (args.includes('--json')) console.log(JSON.stringify({ seed, share, ...results }));
}

await run(process.argv.slice(2));
