import { compile, type Table } from './compile.js';
import { conditionsOf } from './conditions.js';
import { diff } from './diff.js';
import { boxOfPerson, evaluate, pointOf, possible } from './evaluate.js';
import { konbitVocabulary as vocabulary } from './konbit-facts.js';
import type { Condition, Effect } from './model.js';
import { readCriterion } from './read-criterion.js';

type Line = readonly [readonly Condition[], Effect['outcome']];

const tableOf = (lines: readonly Line[], otherwise: Effect['outcome'] = 'UNDECLARED'): Table =>
  compile(vocabulary, readCriterion(vocabulary, { rules: lines.map(([when, outcome]) => ({ when, effect: { outcome } })), otherwise: { outcome: otherwise } }));

const hasRun: Condition = { fact: 'id_cl', in: ['run_valid', 'run_expired'] };
const hasPassport: Condition = { fact: 'passport', in: ['valid', 'expired'] };
const givesNumber = tableOf([[[hasRun], 'ACCEPT'], [[hasPassport], 'ACCEPT_PROV']], 'REFER');
const turnsAway = tableOf([[[hasRun], 'ACCEPT']], 'REJECT');

describe('two branches', () => {
  it('that give and refuse a provisional number differ hard, and the nearest person it harms is named', () => {
    const found = diff(givesNumber, turnsAway);
    expect(found).toMatchObject({ verdict: 'different', level: 'hard', direction: 'stricter', isComplete: true });
    expect(found.witness).toMatchObject({ movedFrom: 'adult_irregular_passport', moved: [] });
    const person = pointOf(vocabulary, found.witness!.facts);
    expect([givesNumber, turnsAway].map((table) => evaluate(table, person).effect.effects)).toEqual([[{ outcome: 'ACCEPT_PROV' }], [{ outcome: 'REJECT' }]]);
  });

  it('differ for whom the rules say, without the exceptions that nobody is', () => {
    expect(diff(givesNumber, turnsAway).regions.map(({ box }) => conditionsOf(vocabulary, box))).toEqual([
      [{ fact: 'id_cl', in: ['none'] }, { fact: 'passport', in: ['expired', 'valid'] }],
      [{ fact: 'id_cl', in: ['none'] }, { fact: 'passport', in: ['none'] }],
    ]);
  });

  it('that say the same in other rows and other words are proven equal', () => {
    const reworded = tableOf([
      [[{ fact: 'id_cl', in: ['run_valid'] }], 'ACCEPT'],
      [[{ fact: 'id_cl', in: ['none'] }, { fact: 'passport', in: ['expired'] }], 'ACCEPT_PROV'],
      [[{ fact: 'id_cl', in: ['run_expired'] }], 'ACCEPT'],
      [[{ fact: 'passport', in: ['valid'] }], 'ACCEPT_PROV'],
    ], 'REFER');
    expect(diff(givesNumber, reworded)).toEqual({ verdict: 'equal', level: null, direction: null, regions: [], isComplete: true, witness: null });
  });

  it('that differ only on an impossible person are equal', () => {
    const [impossible, everybody] = [tableOf([[[{ fact: 'pregnant', in: [true] }, { fact: 'age', to: 8 }], 'REJECT']], 'ACCEPT'), tableOf([], 'ACCEPT')];
    expect(diff(impossible, everybody).verdict).toBe('equal');
  });

  it('that differ only on a person whom a relation excludes are equal', () => {
    const [older, everybody] = [tableOf([[[{ fact: 'months_in_chile', from: 25 }, { fact: 'age', to: 1 }], 'REJECT']], 'ACCEPT'), tableOf([], 'ACCEPT')];
    expect(diff(older, everybody).verdict).toBe('equal');
  });

  it('are undecided when the budget ends first, never equal', () => {
    expect(diff(givesNumber, turnsAway, { budget: 0 })).toMatchObject({ verdict: 'undecided', isComplete: false, witness: null });
  });

  it('differ in terms alone where only the papers asked do', () => {
    const asking = compile(vocabulary, readCriterion(vocabulary, { rules: [], otherwise: { outcome: 'ACCEPT', asks: ['lease'] } }));
    expect(diff(tableOf([], 'ACCEPT'), asking)).toMatchObject({ verdict: 'different', level: 'terms' });
  });
});

describe('a partial person', () => {
  it('gets every answer that some completion gets, and no other', () => {
    const answers = (known: Parameters<typeof boxOfPerson>[1]): string[] => possible(givesNumber, boxOfPerson(vocabulary, known)).map(({ effect }) => effect.effects[0]!.outcome);
    expect(answers({})).toEqual(['ACCEPT', 'ACCEPT_PROV', 'REFER']);
    expect(answers({ id_cl: 'none' })).toEqual(['ACCEPT_PROV', 'REFER']);
    expect(answers({ id_cl: 'none', passport: ['none', 'valid'] })).toEqual(['ACCEPT_PROV', 'REFER']);
    expect(answers({ mig_status: 'naturalised' })).toEqual(['ACCEPT']);
  });

  it('is refused with the reason where nobody can be so', () => {
    expect(() => boxOfPerson(vocabulary, { unaccompanied_minor: true, age: 30 })).toThrow('IMPOSSIBLE_PERSON, I03: definition of minor');
    expect(() => boxOfPerson(vocabulary, { months_in_commune: 9, months_in_chile: 8 })).toThrow('IMPOSSIBLE_PERSON, R01: the commune is in Chile');
  });

  it('where an officer decides, the answer holds both', () => {
    const atDiscretion = tableOf([[[{ fact: 'rsh_pct', discretional: { decidedBy: 'asistente social', basis: 'según informe social' } }], 'ACCEPT']], 'REJECT');
    expect(possible(atDiscretion, boxOfPerson(vocabulary, {})).map(({ effect }) => effect.effects.map(({ outcome }) => outcome))).toEqual([['ACCEPT', 'REJECT']]);
  });
});
