import { konbitVocabulary } from '@konbit/criteria';
import { enrolmentBranches } from './branches.js';
import { editOnce } from './edits.js';
import { Seeded } from './seeded.js';
import type { TableFile } from './table-file.js';

/** As many branches of one service as asked, made from the twelve written by hand: 40 % copies, the rest with one to three edits. */
export function corpus(seed: number, count: number): TableFile[] {
  const random = new Seeded(seed);
  const written = Object.values(enrolmentBranches);
  return Array.from({ length: count }, (_, at) => {
    let file = written[at % written.length]!;
    const edits = random.has(0.4) ? 0 : random.between(1, 3);
    for (let edit = 0; edit < edits; edit += 1) ({ file } = editOnce(random, konbitVocabulary.facts, file));
    return file;
  });
}
