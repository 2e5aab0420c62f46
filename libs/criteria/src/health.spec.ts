import { compile } from './compile.js';
import { health, type Health } from './health.js';
import { konbitVocabulary as vocabulary } from './konbit-facts.js';
import type { Condition, Effect } from './model.js';
import { readCriterion } from './read-criterion.js';

type Line = readonly [readonly Condition[], Effect['outcome']];

const healthOf = (lines: readonly Line[], otherwise: Effect['outcome'] = 'REFER', budget?: number): Health =>
  health(compile(vocabulary, readCriterion(vocabulary, { rules: lines.map(([when, outcome]) => ({ when, effect: { outcome } })), otherwise: { outcome: otherwise } })), budget === undefined ? {} : { budget });

const passport: Condition = { fact: 'passport', in: ['valid'] };
const noPassport: Condition = { fact: 'passport', in: ['none', 'expired'] };
const adult: Condition = { fact: 'age', from: 18 };
const report: Condition = { fact: 'rsh_pct', discretional: { decidedBy: 'asistente social', basis: 'informe social' } };
const nothing = { gaps: [], overlaps: [], masked: [], redundant: [], crossing: [], isComplete: true };

describe('the health of a table', () => {
  it('finds nothing in a table where each rule decides for somebody', () => {
    expect(healthOf([[[passport], 'ACCEPT'], [[noPassport], 'REJECT']])).toEqual(nothing);
  });

  it('names the person of whom no rule speaks, only while nothing else is declared', () => {
    const { gaps } = healthOf([[[passport, adult], 'ACCEPT']], 'UNDECLARED');
    expect(gaps[0]?.witness?.facts['passport']).not.toBe('valid');
    expect(gaps.every(({ witness }) => witness !== null)).toBe(true);
    expect(healthOf([[[passport, adult], 'ACCEPT']], 'REJECT').gaps).toEqual([]);
  });

  it('finds no gap where only an impossible person is left over', () => {
    const pregnant = { fact: 'pregnant', in: [true] };
    expect(healthOf([[[{ fact: 'pregnant', in: [false] }], 'ACCEPT'], [[pregnant, { fact: 'age', from: 9, to: 65 }], 'ACCEPT']], 'UNDECLARED').gaps).toEqual([]);
  });

  it('names a rule that earlier rules leave nobody to, and those rules', () => {
    const found = healthOf([[[passport], 'ACCEPT'], [[noPassport], 'ACCEPT'], [[adult], 'REJECT']]);
    expect(found.masked).toMatchObject([{ rule: 2, because: 'earlier', by: [0, 1], witness: { moved: [] } }]);
  });

  it('tells rules that exclude themselves from rules that nobody can meet', () => {
    const never: Line = [[passport, noPassport], 'ACCEPT'];
    const nobody: Line = [[{ fact: 'pregnant', in: [true] }, { fact: 'age', to: 5 }], 'REJECT'];
    expect(healthOf([never, nobody]).masked).toMatchObject([{ rule: 0, because: 'contradiction', witness: null }, { rule: 1, because: 'impossible', witness: null }]);
  });

  it('keeps a rule alive that decides only behind one at discretion', () => {
    expect(healthOf([[[report], 'ACCEPT'], [[passport], 'REFER'], [[], 'REJECT']])).toMatchObject({ masked: [], redundant: [] });
  });

  it('names a rule that could be left out', () => {
    expect(healthOf([[[passport, adult], 'ACCEPT'], [[passport], 'ACCEPT']]).redundant).toMatchObject([{ rule: 0, witness: { movedFrom: 'adult_irregular_passport', moved: [] } }]);
  });

  it('names two rules that meet on a person with different effects', () => {
    expect(healthOf([[[passport], 'ACCEPT'], [[adult], 'REJECT']]).overlaps).toMatchObject([{ rules: [0, 1], witness: { moved: [] } }]);
  });

  it('names the person whom discretion may accept or reject', () => {
    expect(healthOf([[[report, adult], 'ACCEPT'], [[], 'REJECT']]).crossing).toMatchObject([{ rules: [0, 1], witness: { movedFrom: 'adult_irregular_passport' } }]);
  });

  it('is not complete over budget, and claims nothing it has not proven', () => {
    expect(healthOf([[[passport], 'ACCEPT'], [[passport, adult], 'REJECT']], 'UNDECLARED', 1)).toEqual({ ...nothing, isComplete: false });
  });
});
