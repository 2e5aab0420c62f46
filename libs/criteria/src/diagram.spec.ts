import { compile, type Table } from './compile.js';
import { classes } from './classes.js';
import { diagram, type Diagram } from './diagram.js';
import { konbitVocabulary as vocabulary } from './konbit-facts.js';
import { mass } from './mass.js';
import type { Condition, Effect } from './model.js';
import { nextQuestion } from './next-question.js';
import { readCriterion } from './read-criterion.js';

type Line = readonly [readonly Condition[], Effect['outcome']];

const tableOf = (lines: readonly Line[], otherwise: Effect['outcome'] = 'REJECT'): Table =>
  compile(vocabulary, readCriterion(vocabulary, { rules: lines.map(([when, outcome]) => ({ when, effect: { outcome } })), otherwise: { outcome: otherwise } }));

const built = (tables: readonly Table[]): Diagram => {
  const found = diagram(tables);
  if (found.kind === 'over-budget') throw new Error('over budget');
  return found;
};

const spanish: Condition = { fact: 'language', in: ['es'] };
const hasRun: Condition = { fact: 'id_cl', in: ['run_valid', 'run_expired'] };
const hasPassport: Condition = { fact: 'passport', in: ['valid', 'expired'] };
const adult: Condition = { fact: 'age', from: 18 };
const givesNumber = tableOf([[[hasRun], 'ACCEPT'], [[hasPassport], 'ACCEPT_PROV']], 'REFER');
const reworded = tableOf([[[{ fact: 'id_cl', in: ['none'] }, hasPassport], 'ACCEPT_PROV'], [[{ fact: 'id_cl', in: ['run_expired'] }], 'ACCEPT'], [[hasRun], 'ACCEPT']], 'REFER');
const turnsAway = tableOf([[[hasRun], 'ACCEPT']]);
const onlyRejects = tableOf([]);
// Nobody is one year old and has lived here for more than 23 months, which only a relation knows.
const rejectsNobody = tableOf([[[{ fact: 'months_in_chile', from: 25 }, { fact: 'age', to: 1 }], 'REFER']]);

describe('the diagram of a service', () => {
  it('gives two tables the same root where they say the same in other rows', () => {
    const { roots } = built([givesNumber, reworded, turnsAway]);
    expect(roots[0]).toBe(roots[1]);
    expect(roots[0]).not.toBe(roots[2]);
  });

  it('does not tell tables apart by an impossible person', () => {
    const { roots } = built([onlyRejects, tableOf([[[{ fact: 'pregnant', in: [true] }, { fact: 'age', to: 8 }], 'ACCEPT']])]);
    expect(roots[0]).toBe(roots[1]);
  });

  it('asks the fact first that most rows ask', () => {
    const { order } = built([tableOf([[[spanish], 'ACCEPT'], [[spanish, adult], 'REFER'], [[spanish], 'REFER'], ...Array<Line>(9).fill([[spanish], 'ACCEPT'])])]);
    expect(order.slice(0, 2).map((f) => vocabulary.facts[f]!.key)).toEqual(['language', 'age']);
  });

  it('is over budget above its nodes, and above 128 rows with the impossible boxes', () => {
    expect(diagram([givesNumber], 3)).toEqual({ kind: 'over-budget', tables: [givesNumber] });
    const rows = (count: number): Line[] => Array.from({ length: count }, (_, at) => [[{ fact: 'income_kclp', from: at, to: at }], at % 2 ? 'ACCEPT' : 'REFER']);
    expect(diagram([tableOf(rows(127 - vocabulary.impossible.length))]).kind).toBe('diagram');
    expect(diagram([tableOf(rows(128 - vocabulary.impossible.length))]).kind).toBe('over-budget');
  });

  it('of no table is empty', () => {
    expect(classes(diagram([]))).toEqual({ classes: [], undecided: [] });
  });
});

describe('the classes of a service', () => {
  it('hold the tables that treat every possible person alike, in order', () => {
    expect(classes(diagram([turnsAway, givesNumber, turnsAway, reworded, onlyRejects]))).toEqual({ classes: [[0, 2], [1, 3], [4]], undecided: [] });
  });

  it('join tables that differ only on persons whom a relation excludes', () => {
    const found = built([onlyRejects, rejectsNobody]);
    expect(found.roots[0]).not.toBe(found.roots[1]);
    expect(classes(found)).toEqual({ classes: [[0, 1]], undecided: [] });
  });

  it('are the same where the diagram is over budget', () => {
    const tables = [turnsAway, givesNumber, onlyRejects, reworded, rejectsNobody];
    expect(classes(diagram(tables, 1))).toEqual(classes(diagram(tables)));
  });

  it('never join what the budget left undecided, and say so', () => {
    expect(classes(diagram([givesNumber, reworded], 1), { budget: 0 })).toEqual({ classes: [[0], [1]], undecided: [[0, 1]] });
  });
});

describe('the mass of a difference', () => {
  const languages = built([tableOf([[[spanish], 'ACCEPT']]), tableOf([]), tableOf([[[spanish], 'REFER']]), tableOf([[[{ fact: 'pregnant', in: [true] }], 'ACCEPT']])]);

  it('is the share of values that are treated differently, all weighing alike', () => {
    expect(mass(languages, 0, 1)).toBeCloseTo(1 / 6, 12);
    expect(mass(languages, 1, 1)).toBe(0);
  });

  it('follows the shares of the service', () => {
    expect(mass(languages, 0, 1, { weights: { language: [6, 2, 0, 0, 0, 0] } })).toBeCloseTo(0.75, 12);
    expect(() => mass(languages, 0, 1, { weights: { language: [1, 2] } })).toThrow('WRONG_TERM, weights of language');
  });

  it('counts the hard differences alone where that is asked', () => {
    expect([mass(languages, 0, 1, { level: 'hard' }), mass(languages, 0, 2, { level: 'hard' }), mass(languages, 0, 2, { level: 'outcome' })].map((share) => share > 0)).toEqual([true, false, true]);
  });

  it('leaves impossible persons out above and below the line', () => {
    // Of child and adult, pregnant or not, the pregnant child is impossible: one of the other three.
    const weights = { age: Array.from({ length: 111 }, (_, age) => (age === 8 || age === 30 ? 1 : 0)), prov_id: [1, 0, 0, 0, 0], unaccompanied_minor: [0, 1] };
    expect(mass(languages, 1, 3, { weights })).toBeCloseTo(1 / 3, 12);
  });
});

describe('the next question', () => {
  it('is the fact that leaves the fewest answers on average', () => {
    expect(nextQuestion([turnsAway], {})).toBe('id_cl');
    expect(nextQuestion([givesNumber], { id_cl: 'none' })).toBe('passport');
  });

  it('follows the shares of the service', () => {
    const both = tableOf([[[spanish, hasPassport], 'ACCEPT']]);
    expect(nextQuestion([both], {}, { language: [1, 9, 9, 9, 9, 9] })).toBe('language');
    expect(nextQuestion([both], {}, { language: [9, 1, 1, 1, 1, 1], passport: [9, 1, 1] })).toBe('passport');
  });

  it('is none where every table is decided, or a restricted fact alone would decide', () => {
    expect(nextQuestion([turnsAway, onlyRejects], { id_cl: 'none' })).toBeNull();
    expect(nextQuestion([tableOf([[[{ fact: 'entry', in: ['regular'] }], 'ACCEPT']])], {})).toBeNull();
    expect(nextQuestion([], {})).toBeNull();
  });

  it('is the least sensitive of two that leave as many answers, then the first of the vocabulary', () => {
    const bySensitive = tableOf([[[{ fact: 'emergency', in: [true] }], 'ACCEPT'], [[{ fact: 'sworn_lack_of_means', in: [true] }], 'ACCEPT']]);
    expect(nextQuestion([bySensitive], {})).toBe('sworn_lack_of_means');
    const byEither = tableOf([[[{ fact: 'rsh_registered', in: [true] }, { fact: 'emergency', in: [true] }], 'ACCEPT'], [[{ fact: 'passport', in: ['none'] }], 'ACCEPT']]);
    expect(nextQuestion([byEither], { passport: ['none', 'valid'] })).toBe('passport');
  });

  it('is not a fact whose answer the impossible persons already give away', () => {
    expect(nextQuestion([tableOf([[[{ fact: 'rsh_pct', from: 40 }], 'ACCEPT']])], { rsh_registered: false })).toBeNull();
  });

  it('leads on where no single fact decides but two together do', () => {
    const either = tableOf([[[spanish, hasPassport], 'ACCEPT'], [[{ fact: 'language', in: ['ht', 'pt', 'en', 'zh', 'other'] }, { fact: 'passport', in: ['none'] }], 'ACCEPT']]);
    expect(nextQuestion([either], {})).toBe('passport');
    expect(nextQuestion([either], { passport: 'none' })).toBe('language');
  });

  it('is refused for somebody who cannot be', () => {
    expect(() => nextQuestion([turnsAway], { unaccompanied_minor: true, age: 30 })).toThrow('IMPOSSIBLE_PERSON');
  });
});
