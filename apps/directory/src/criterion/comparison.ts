import type { ComparisonView, CriterionView, ExploredView, FieldError } from '@konbit/contracts';
import { type Answer, type Box, boxOfPerson, conditionsOf, CriteriaError, diff, evaluate, konbitVocabulary, type PartialPerson, pointOf, possible, type Table } from '@konbit/criteria';
import { tableOf } from './criterion.js';

type Declared = Pick<CriterionView, 'rules' | 'otherwise' | 'vocabulary'>;
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

/** What each party may answer somebody in the box. */
export function explore(views: readonly CriterionView[], box: Box): { parties: ExploredView[]; nextFact: string | null } {
  const parties = views.map((view) => {
    const table = tableOf(view);
    const { lineId, version, branchId, normRank, confidence, source, validFrom } = view;
    return { lineId, version, branchId, normRank, confidence, source, validFrom, answers: possible(table, box).map((answer) => told(table, answer)) };
  });
  return { parties, nextFact: null };
}

/** Whom two tables of one service treat differently. */
export function compareTables(a: Declared, b: Declared): ComparisonView {
  const tables = [a, b].map((one) => tableOf(one as never)) as [Table, Table];
  const { verdict, level, direction, regions, isComplete, witness } = diff(...tables);
  const both = (region: { a: Answer; b: Answer }): { a: ExploredView['answers'][number]; b: ExploredView['answers'][number] } => ({ a: told(tables[0], region.a), b: told(tables[1], region.b) });
  const person = witness && pointOf(konbitVocabulary, witness.facts);
  return {
    verdict, level, direction, isComplete, regionCount: regions.length,
    regions: regions.slice(0, mostRegions).map((region) => ({ when: conditionsOf(konbitVocabulary, region.box) as never, level: region.level, ...both(region) })),
    witness: witness && person && { ...witness, moved: [...witness.moved], ...both({ a: evaluate(tables[0], person), b: evaluate(tables[1], person) }) },
  };
}

function told({ criterion }: Table, { effect, rules }: Answer): ExploredView['answers'][number] {
  return { effects: effect.effects as never, rules: rules.map((rule) => criterion.rules[rule]?.id ?? 'otherwise') };
}
