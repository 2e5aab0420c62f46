import type { ComparisonView, CriterionView, ExploredView, FieldError } from '@konbit/contracts';
import { type Answer, type Box, boxOfPerson, conditionsOf, CriteriaError, diff, evaluate, konbitVocabulary, nextQuestion, type PartialPerson, pointOf, possible, type Table } from '@konbit/criteria';
import { tableOf } from './criterion.js';

type Declared = Pick<CriterionView, 'rules' | 'otherwise' | 'vocabulary'>;
type Told = ExploredView['answers'][number];
const mostRegions = 50;

/** The persons of whom this is known, or what is wrong with it: the fact at `known.<fact>`, or the id of what makes the person impossible as cause. */
export function readKnown(known: PartialPerson): { box: Box } | { fields: FieldError[]; cause?: string } {
  try {
    return { box: boxOfPerson(konbitVocabulary, known) };
  } catch (error) {
    if (!(error instanceof CriteriaError)) throw error;
    const about = ({ what }: { what: string }): string => what.split(':')[0]!;
    if (error.code === 'IMPOSSIBLE_PERSON') return { fields: [{ path: 'known', code: error.code }], cause: about(error.problems[0]!) };
    return { fields: error.problems.map((problem) => ({ path: `known.${about(problem)}`, code: problem.code })) };
  }
}

/** What each party may answer somebody in the box, and which fact to ask next so that the fewest answers are left. */
export function explore(views: readonly CriterionView[], box: Box): { parties: ExploredView[]; nextFact: string | null } {
  const tables = views.map(tableOf);
  const parties = views.map((view, at) => {
    const table = tables[at]!;
    const { lineId, version, branchId, normRank, confidence, source, validFrom } = view;
    return { lineId, version, branchId, normRank, confidence, source, validFrom, answers: possible(table, box).map((answer) => told(table, answer)) };
  });
  return { parties, nextFact: nextQuestion(tables, box) };
}

/** Whom two tables of one service treat differently. */
export function compareTables(a: Declared, b: Declared): ComparisonView {
  const tables = { a: tableOf(a), b: tableOf(b) };
  const { verdict, level, direction, regions, isComplete, witness } = diff(tables.a, tables.b);
  const both = (answers: { a: Answer; b: Answer }): { a: Told; b: Told } => ({ a: told(tables.a, answers.a), b: told(tables.b, answers.b) });
  const person = witness && pointOf(konbitVocabulary, witness.facts);
  return {
    verdict, level, direction, isComplete, regionCount: regions.length,
    regions: regions.slice(0, mostRegions).map((region) => ({ when: conditionsOf(konbitVocabulary, region.box).map((condition) => ('in' in condition ? { ...condition, in: [...condition.in] } : condition)), level: region.level, ...both(region) })),
    witness: witness && person && { ...witness, moved: [...witness.moved], ...both({ a: evaluate(tables.a, person), b: evaluate(tables.b, person) }) },
  };
}

function told({ criterion }: Table, { effect, rules }: Answer): Told {
  return { effects: effect.effects.map(({ asks, ...rest }) => ({ ...rest, ...(asks && { asks: [...asks] }) })), rules: rules.map((rule) => criterion.rules[rule]?.id ?? 'otherwise') };
}
