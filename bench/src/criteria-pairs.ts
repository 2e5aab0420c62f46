import { compile, diff, konbitVocabulary, readCriterion } from '@konbit/criteria';
import type { PairsDone } from './criteria.js';

/** Told the files of some tables, compares each with each and answers how long that took and the most memory it held. */
process.once('message', (files) => {
  const started = performance.now();
  const tables = (files as unknown[]).map((file) => compile(konbitVocabulary, readCriterion(konbitVocabulary, file)));
  let different = 0;
  for (const [at, a] of tables.entries()) {
    for (let other = at + 1; other < tables.length; other += 1) if (diff(a, tables[other]!, { mode: 'first', typical: [] }).verdict === 'different') different += 1;
  }
  const done: PairsDone = { seconds: (performance.now() - started) / 1000, megabytes: process.resourceUsage().maxRSS / 1024, different };
  process.send!(done);
});
