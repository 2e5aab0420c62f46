import { boxOfPerson, classes, diagram, type Diagram, diff, type Fact, konbitVocabulary, mass, nextQuestion, type PartialPerson, type Person, possible, type Table, type Value, type Vocabulary } from '@konbit/criteria';
import { compiled, corpus, editOnce, forkingEvaluate, type Seeded, smallPersons, smallTable, smallVocabulary as vocabulary, type TableFile } from '@konbit/testing';
import { inWorlds } from './worlds.js';

const everybody = smallPersons.filter(({ isPossible }) => isPossible).map(({ person }) => person);
const forked = (file: TableFile, person: Person): string => forkingEvaluate(file, person).join();
const isDistinct = (file: TableFile, other: TableFile): boolean => everybody.some((person) => forked(file, person) !== forked(other, person));

/** Tables of one service: most of them came from another by one change. */
function someService(random: Seeded): TableFile[] {
  const files = [smallTable(random), smallTable(random)];
  while (files.length < 6) files.push(random.has(0.2) ? random.pick(files) : editOnce(random, vocabulary.facts, random.pick(files)).file);
  return files;
}

const tablesOf = (files: readonly TableFile[], of: Vocabulary = vocabulary): Table[] => files.map((file) => compiled(of, file));

function built(tables: readonly Table[]): Diagram {
  const found = diagram(tables);
  if (found.kind === 'over-budget') throw new Error('over budget');
  return found;
}

describe('the tables of a service', () => {
  it('fall into one class exactly when nobody is treated differently, with a diagram and without', () => {
    inWorlds('classes', 40, (random) => {
      const files = someService(random);
      const wanted: number[][] = [];
      files.forEach((file, at) => {
        const alike = wanted.find(([first]) => !isDistinct(files[first!]!, file));
        if (alike) alike.push(at);
        else wanted.push([at]);
      });
      const tables = tablesOf(files);
      expect(classes(diagram(tables))).toEqual({ classes: wanted, undecided: [] });
      expect(classes({ kind: 'over-budget', tables })).toEqual({ classes: wanted, undecided: [] });
    });
  });

  it('are never joined where a small budget leaves them undecided', () => {
    inWorlds('small budgets', 40, (random) => {
      const files = someService(random);
      const found = classes({ kind: 'over-budget', tables: tablesOf(files) }, { budget: random.below(8) });
      const firsts = found.classes.map(([first]) => first!);
      for (const [first, ...others] of found.classes) for (const other of others) expect(isDistinct(files[first!]!, files[other]!)).toBe(false);
      const apart = firsts.flatMap((a) => firsts.filter((b) => a < b).map((b): [number, number] => [a, b]));
      const equal = apart.filter(([a, b]) => !isDistinct(files[a]!, files[b]!));
      expect(found.undecided).toEqual(expect.arrayContaining(equal));
    });
  });

  it('have the same root exactly when they are equal, where there are no relations', () => {
    inWorlds('roots', 40, (random) => {
      const tables = tablesOf(someService(random), { ...vocabulary, relations: [] });
      const { roots } = built(tables);
      for (const [at, table] of tables.entries()) expect(roots[at] === roots[0]).toBe(diff(table, tables[0]!).verdict === 'equal');
    });
  });

  it('differ by the mass of the persons who are treated differently, where there are no relations', () => {
    const all = vocabulary.facts.reduce<Person[]>((persons, fact) => persons.flatMap((person) => valuesOf(fact).map((value) => ({ ...person, [fact.key]: value }))), [{}]);
    const possibleOnes = all.filter(({ ill, age }) => !(ill === true && (age as number) <= 1));
    inWorlds('mass', 30, (random) => {
      const files = someService(random).slice(0, 2);
      const tables = tablesOf(files, { ...vocabulary, relations: [] });
      const weights = Object.fromEntries(vocabulary.facts.map((fact) => [fact.key, valuesOf(fact).map(() => random.next() + 0.1)]));
      const weight = (person: Person): number => vocabulary.facts.reduce((product, fact) => product * weights[fact.key]![valuesOf(fact).indexOf(person[fact.key]!)]!, 1);
      const sum = (persons: readonly Person[]): number => persons.reduce((total, person) => total + weight(person), 0);
      const differing = possibleOnes.filter((person) => forked(files[0]!, person) !== forked(files[1]!, person));
      expect(mass(built(tables), 0, 1, { weights })).toBeCloseTo(sum(differing) / sum(possibleOnes), 9);
    });
  });

  it('are decided when every next question has been answered', () => {
    inWorlds('next question', 30, (random) => {
      const tables = tablesOf(someService(random).slice(0, 3));
      const person = random.pick(everybody);
      const known: Record<string, Value> = {};
      for (let fact = nextQuestion(tables, known); fact; fact = nextQuestion(tables, known)) {
        expect(known).not.toHaveProperty(fact);
        known[fact] = person[fact]!;
      }
      expect(tables.map((table) => answersTo(table, known))).toEqual(tables.map(() => 1));
    });
  });

  it('are asked the fact that leaves the fewest answers on average', () => {
    const open = vocabulary.facts.filter(({ isInt }) => !isInt);
    inWorlds('fewest answers', 40, (random) => {
      const tables = tablesOf(someService(random));
      const { stay, age, share } = random.pick(everybody.filter(({ ill }) => ill));
      const known = { stay, age, share } as PartialPerson;
      const answers = (more: PartialPerson): number => tables.reduce((total, table) => total + answersTo(table, { ...known, ...more }), 0);
      const left = open.map(({ key, values }) => values!.map((value) => answers({ [key]: value })));
      const averages = left.map((counts) => counts.reduce((total, count) => total + count, 0) / counts.length);
      const changing = [...open.keys()].filter((at) => left[at]!.some((count) => count < answers({})));
      const best = changing.sort((a, b) => averages[a]! - averages[b]! || a - b)[0];
      if (best !== undefined) expect(nextQuestion(tables, known)).toBe(open[best]!.key);
    });
  });
});

describe('sixty branches that enrol for primary care', () => {
  it('are told apart by the diagram exactly as pair by pair', () => {
    const tables = corpus(7, 60).map((file) => compiled(konbitVocabulary, file));
    const found = classes(built(tables));
    expect(found.undecided).toEqual([]);
    for (const [at, [first, ...others]] of found.classes.entries()) {
      expect(others.map((other) => diff(tables[first!]!, tables[other]!, { mode: 'first' }).verdict)).toEqual(others.map(() => 'equal'));
      const later = found.classes.slice(at + 1).map(([other]) => other!);
      expect(later.map((other) => diff(tables[first!]!, tables[other]!, { mode: 'first' }).verdict)).toEqual(later.map(() => 'different'));
    }
  });
});

function valuesOf({ values, min, max }: Fact): Value[] {
  return values ? [...values] : Array.from({ length: max - min + 1 }, (_, at) => min + at);
}

function answersTo(table: Table, known: PartialPerson): number {
  return possible(table, boxOfPerson(vocabulary, known)).length;
}
