import { diff, evaluate, konbitVocabulary as vocabulary, type Person, pointOf, possible, boxOfPerson } from '@konbit/criteria';
import { compiled, corpus, editKinds, editOnce, effectText, enrolmentBranches, enrolmentNorm, forgetting, forkingEvaluate, isPossiblePerson, rewrite, rewriteKinds, type Seeded, somePerson, type TableFile, valueConditions } from '@konbit/testing';
import { inWorlds } from './worlds.js';

const branches = Object.values(enrolmentBranches);
const answers = (file: TableFile, person: Person): string => forkingEvaluate(file, person).join();

/** Persons for whom a row of either table is likely to speak, some of them in regions that chance would never meet. */
const persons = (random: Seeded, files: readonly TableFile[], each: number): Person[] =>
  files.flatMap(({ rules }) => rules.flatMap(({ when }) => Array.from({ length: each }, () => somePerson(random, vocabulary, when)).filter((person) => person !== null)));

describe('branches that enrol for primary care', () => {
  it('are twelve of 6 to 10 rules, of which one is the norm in other words', () => {
    expect(branches.map(({ rules }) => rules.length).filter((count) => count < 6 || count > 10)).toEqual([]);
    const same = Object.entries(enrolmentBranches).filter(([, file]) => diff(compiled(vocabulary, enrolmentNorm), compiled(vocabulary, file)).verdict === 'equal');
    expect(same.map(([name]) => name)).toEqual(['aromos']);
  });

  it('follow from their seed, four of ten as they were written', () => {
    expect(corpus(7, 300)).toEqual(corpus(7, 300));
    const copies = corpus(7, 300).filter((file, at) => file === branches[at % branches.length]).length;
    expect(copies / 300).toBeCloseTo(0.4, 1);
  });
});

describe('one change of a table', () => {
  it.each(editKinds)('(%s) is found when anybody is treated differently, and the person named is possible and treated so', (kind) => {
    inWorlds(`edit ${kind}`, 30, (random) => {
      const file = random.pick(branches);
      const edited = editOnce(random, vocabulary.facts, file, kind).file;
      const { verdict, witness } = diff(compiled(vocabulary, file), compiled(vocabulary, edited));
      if (witness) {
        expect(isPossiblePerson(vocabulary, witness.facts)).toBe(true);
        expect(answers(file, witness.facts)).not.toBe(answers(edited, witness.facts));
      } else {
        expect(verdict).toBe('equal');
        expect(persons(random, [file, edited], 5).filter((person) => answers(file, person) !== answers(edited, person))).toEqual([]);
      }
    });
  });
});

describe('the same table in other rows', () => {
  it.each(rewriteKinds)('(%s) is proven equal', (kind) => {
    inWorlds(`rewrite ${kind}`, 40, (random) => {
      const file = random.pick(corpus(random.below(1000), 12));
      const prepared = (kind === 'merge' ? rewrite(random, vocabulary.facts, file, 'split')?.file : file) ?? file;
      const rewritten = rewrite(random, vocabulary.facts, prepared, kind);
      if (rewritten) expect([rewritten.what, diff(compiled(vocabulary, file), compiled(vocabulary, rewritten.file)).verdict]).toEqual([rewritten.what, 'equal']);
    });
  });
});

describe('a person of the 26 facts', () => {
  it('is answered as by a reader who follows every decision of an officer', () => {
    inWorlds('evaluate 26', 30, (random) => {
      const file = random.pick(corpus(random.below(1000), 12));
      const table = compiled(vocabulary, file);
      const answered = (person: Person): string => evaluate(table, pointOf(vocabulary, person)).effect.effects.map(effectText).sort().join();
      expect(persons(random, [file], 2).filter((person) => answered(person) !== answers(file, person))).toEqual([]);
    });
  });

  it('of whom little is known is told the answer of every completion that is met', () => {
    inWorlds('possible 26', 60, (random) => {
      const file = random.pick(branches);
      const known = forgetting(random, somePerson(random, vocabulary)!, random.pick([0.2, 0.4, 0.6]));
      const told = possible(compiled(vocabulary, file), boxOfPerson(vocabulary, known)).map(({ effect }) => effect.effects.map(effectText).sort().join());
      for (const { when } of file.rules) {
        const person = somePerson(random, vocabulary, [...when, ...valueConditions(known)]);
        if (person) expect(told).toContain(answers(file, person));
      }
    });
  });
});
