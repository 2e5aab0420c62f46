import { konbitVocabulary, readVocabulary, type VocabularyFile } from './index.js';
import file from './facts.json' with { type: 'json' };
import { CriteriaError, type Problem } from './problem.js';
import { readCriterion } from './read-criterion.js';

const otherwise = { outcome: 'UNDECLARED' };
const rule = (when: unknown, effect: unknown = { outcome: 'ACCEPT' }): unknown => ({ when, effect });

function problemsOf(given: unknown, vocabulary = konbitVocabulary): readonly Problem[] {
  try {
    readCriterion(vocabulary, given);
    return [];
  } catch (error) {
    if (error instanceof CriteriaError) return error.problems;
    throw error;
  }
}

describe('a criterion that is read', () => {
  it.each([
    ['an unknown fact', [{ fact: 'nationality', in: ['x'] }], { code: 'UNKNOWN_FACT', what: 'nationality' }],
    ['a value that the fact has not', [{ fact: 'passport', in: ['lost'] }], { code: 'UNKNOWN_VALUE', what: 'passport: lost' }],
    ['a number out of its range', [{ fact: 'age', from: 200 }], { code: 'VALUE_OUT_OF_RANGE', what: 'age: 200' }],
    ['a percentage between two steps', [{ fact: 'rsh_pct', to: 45 }], { code: 'VALUE_OUT_OF_RANGE', what: 'rsh_pct: 45' }],
    ['bounds the wrong way round', [{ fact: 'age', from: 20, to: 18 }], { code: 'EMPTY_INTERVAL', what: 'age: 20–18' }],
    ['an interval over an enum', [{ fact: 'passport', from: 1 }], { code: 'WRONG_CONDITION', what: 'passport: from' }],
    ['a condition that says nothing', [{ fact: 'age' }], { code: 'WRONG_CONDITION', what: 'age: nothing' }],
  ])('names the rule and the condition of %s', (_, when, problem) => {
    expect(problemsOf({ rules: [rule([]), rule([{ fact: 'pregnant', in: [true] }, ...when])], otherwise })).toEqual([{ rule: 2, condition: 2, ...problem }]);
  });

  it('names every fault, not the first alone', () => {
    const given = { hitPolicy: 'UNIQUE', rules: [rule([{ fact: 'x', in: [1] }], { outcome: 'MAYBE' }), 7], otherwise: { outcome: 'REJECT', feeClp: -1 } };
    expect(problemsOf(given).map(({ code }) => code)).toEqual(['WRONG_HIT_POLICY', 'UNKNOWN_FACT', 'UNKNOWN_OUTCOME', 'INVALID_FILE', 'WRONG_TERM']);
  });

  it.each(['2026-13-45', '2026-02-30', 'mañana', 7])('refuses the date %j', (validFrom) => {
    expect(problemsOf({ rules: [], otherwise, validFrom })).toEqual([{ code: 'WRONG_TERM', what: 'validFrom' }]);
  });

  it('tells a retired fact from an unknown one', () => {
    const retiring = { ...(file as unknown as VocabularyFile), facts: [...(file as unknown as VocabularyFile).facts, { ...(file as unknown as VocabularyFile).facts[0]!, key: 'old_card', retired: true }] };
    expect(problemsOf({ rules: [rule([{ fact: 'old_card', in: ['none'] }])], otherwise }, readVocabulary(retiring))).toMatchObject([{ code: 'RETIRED_FACT' }]);
  });

  it('takes four rules at discretion and refuses a fifth', () => {
    const loose = rule([{ fact: 'rsh_pct', discretional: { decidedBy: 'asistente social', basis: 'informe social' } }]);
    expect(problemsOf({ rules: [loose, loose, loose, loose], otherwise })).toEqual([]);
    expect(problemsOf({ rules: [loose, loose, loose, loose, loose], otherwise })).toEqual([{ code: 'TOO_MANY_DISCRETIONAL', what: '5' }]);
  });

  it('tries the rules in the order they name', () => {
    const read = readCriterion(konbitVocabulary, { rules: [{ id: 'b', order: 2, when: [], effect: { outcome: 'REJECT' } }, { id: 'a', order: 1, when: [], effect: { outcome: 'ACCEPT' } }], otherwise });
    expect(read.rules.map(({ id }) => id)).toEqual(['a', 'b']);
  });
});
