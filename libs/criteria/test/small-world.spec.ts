import { boxOfPerson, diff, type Difference, evaluate, type PartialPerson, type Person, pointOf, possible, type Region, type Table } from '@konbit/criteria';
import { compiled, editOnce, effectText, forkingEvaluate, rewrite, type Seeded, smallPersons, smallTable, smallVocabulary as vocabulary, type TableFile } from '@konbit/testing';
import { inWorlds } from './worlds.js';

const everybody = smallPersons.filter(({ isPossible }) => isPossible).map(({ person }) => person);
const pointOfEach = new Map(everybody.map((person) => [person, pointOf(vocabulary, person)]));
const answerOf = (table: Table, person: Person): string => evaluate(table, pointOfEach.get(person)!).effect.effects.map(effectText).sort().join();
const forked = (file: TableFile, person: Person): string => forkingEvaluate(file, person).join();

interface Pair { files: [TableFile, TableFile]; tables: [Table, Table] }

/** Two tables that have much in common, or nothing. */
function somePair(random: Seeded): Pair {
  const file = smallTable(random);
  const other = random.has(0.3) ? smallTable(random) : random.has(0.6) ? editOnce(random, vocabulary.facts, file).file : rewrite(random, vocabulary.facts, file)?.file ?? file;
  return { files: [file, other], tables: [compiled(vocabulary, file), compiled(vocabulary, other)] };
}

const differing = ([a, b]: [TableFile, TableFile]): Person[] => everybody.filter((person) => forked(a, person) !== forked(b, person));
const holds = (box: Int32Array, point: Int32Array): boolean =>
  vocabulary.facts.every(({ isInt }, f) => (isInt ? point[f]! >= box[2 * f]! && point[f]! <= box[2 * f + 1]! : (box[2 * f]! & (1 << point[f]!)) !== 0));
const isIn = (box: Int32Array, person: Person): boolean => holds(box, pointOfEach.get(person)!);

describe('in a world where everybody can be asked', () => {
  it('a compiled table answers each person as a reader who follows every decision of an officer', () => {
    inWorlds('evaluate', 30, (random) => {
      const file = smallTable(random);
      const table = compiled(vocabulary, file);
      expect(everybody.filter((person) => answerOf(table, person) !== forked(file, person))).toEqual([]);
    });
  });

  it('two tables are called equal exactly when nobody is treated differently', () => {
    inWorlds('verdict', 80, (random) => {
      const { files, tables } = somePair(random);
      expect(diff(...tables).verdict).toBe(differing(files).length > 0 ? 'different' : 'equal');
      expect(diff(...tables, { mode: 'first' }).verdict).toBe(differing(files).length > 0 ? 'different' : 'equal');
    });
  });

  it('the regions hold everybody who is treated differently once, by the effects they name, and nobody else', () => {
    inWorlds('regions', 30, (random) => {
      const { files, tables } = somePair(random);
      const { regions } = diff(...tables);
      const wrong = everybody.filter((person) => {
        const around = regions.filter(({ box }) => isIn(box, person)).map(({ a, b }) => [a, b].map(({ effect }) => effect.effects.map(effectText).sort().join()).join(' / '));
        const said = files.map((file) => forked(file, person));
        return around.join(' and ') !== (said[0] === said[1] ? '' : said.join(' / '));
      });
      expect(wrong).toEqual([]);
    });
  });

  it('nobody who is treated differently is nearer to a typical person than the one who is named', () => {
    inWorlds('nearest', 60, (random) => {
      const { files, tables } = somePair(random);
      const { witness } = diff(...tables);
      const persons = differing(files);
      const moves = (person: Person): number => Math.min(...vocabulary.typicalPersons.map(({ facts }) => Object.keys(facts).filter((key) => facts[key] !== person[key]).length));
      expect(witness?.moved.length ?? null).toBe(persons.length === 0 ? null : Math.min(...persons.map(moves)));
      if (witness) expect(persons).toContainEqual(witness.facts);
    });
  });

  it('a half-known person is told every answer that a completion gets, and no other', () => {
    inWorlds('possible', 150, (random) => {
      const file = smallTable(random);
      const known = half(random);
      const completions = everybody.filter((person) => agrees(known, person));
      const answers = (): string[] => possible(compiled(vocabulary, file), boxOfPerson(vocabulary, known)).map(({ effect }) => effect.effects.map(effectText).sort().join());
      if (completions.length === 0) expect(answers).toThrow('IMPOSSIBLE_PERSON');
      else expect(answers().sort()).toEqual([...new Set(completions.map((person) => forked(file, person)))].sort());
    });
  });

  it('each bound of the first persons found belongs to somebody whom the relations allow', () => {
    inWorlds('bounds', 80, (random) => {
      for (const { box } of diff(...somePair(random).tables, { mode: 'first' }).regions) expect(unmetBounds(box)).toEqual([]);
    });
  });
});

describe('a difference', () => {
  it('of a table from itself is empty', () => {
    inWorlds('reflexive', 60, (random) => {
      const table = compiled(vocabulary, smallTable(random));
      expect(diff(table, table)).toMatchObject({ verdict: 'equal', regions: [], isComplete: true, witness: null });
    });
  });

  it('is the same seen from the other table, with the sides changed', () => {
    inWorlds('symmetric', 60, (random) => {
      const { tables: [a, b] } = somePair(random);
      const [there, back] = [diff(a, b), diff(b, a)];
      const mirrored = { stricter: 'more_open', more_open: 'stricter', mixed: 'mixed', silent: 'silent' } as const;
      expect([back.verdict, back.level, back.direction, back.witness?.moved]).toEqual([there.verdict, there.level, there.direction && mirrored[there.direction], there.witness?.moved]);
      expect(sides(back, (region) => [region.b, region.a])).toEqual(sides(there, (region) => [region.a, region.b]));
    });
  });
});

/** Some facts of somebody as they come: a value, two that are both possible, an interval, or nothing. */
function half(random: Seeded): PartialPerson {
  const person = random.pick(smallPersons).person;
  const other = random.pick(smallPersons).person;
  return Object.fromEntries(vocabulary.facts.filter(() => random.has(0.6)).map(({ key, isInt }) => {
    const both = [person[key]!, other[key]!];
    if (random.has(0.7)) return [key, person[key]!];
    return [key, isInt ? { from: Math.min(...both as number[]), to: Math.max(...both as number[]) } : both];
  }));
}

function agrees(known: PartialPerson, person: Person): boolean {
  return Object.entries(known).every(([key, value]) => {
    const mine = person[key]!;
    if (typeof value !== 'object') return mine === value;
    if (Array.isArray(value)) return value.includes(mine);
    const { from, to } = value as { from: number; to: number };
    return (mine as number) >= from && (mine as number) <= to;
  });
}

const allowedPoints = smallPersons.map(({ person }) => pointOf({ ...vocabulary, impossible: [] }, person));

/** Ends of whole numbers at which nobody of the box stands whom the relations allow. */
function unmetBounds(box: Int32Array): string[] {
  const within = allowedPoints.filter((point) => holds(box, point));
  return vocabulary.facts.flatMap(({ key, isInt }, f) => (isInt ? [box[2 * f]!, box[2 * f + 1]!].filter((bound) => !within.some((at) => at[f] === bound)).map((bound) => `${key} ${bound}`) : []));
}

/** Which pairs of rules hold how many of everybody, whatever boxes the persons were cut into. */
function sides({ regions }: Difference, order: (region: Region) => [Region['a'], Region['b']]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const region of regions) {
    const key = order(region).map(({ rules }) => rules.join('+')).join(' / ');
    counts[key] = (counts[key] ?? 0) + everybody.filter((person) => isIn(region.box, person)).length;
  }
  return counts;
}
