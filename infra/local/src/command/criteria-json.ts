import { type Answer, type Condition, conditionsOf, type Difference, type Effect, evaluate, type Found, type Health, personAt, pointOf, type Table, type Witness } from '@konbit/criteria';

interface Said { rules: string[]; effects: readonly Effect[] }

/** A difference as `criteria diff --json` prints it, its keys always in this order. */
export function differenceJson(a: Table, b: Table, difference: Difference): Record<string, unknown> {
  const { verdict, level, direction, regions, isComplete, witness } = difference;
  return {
    verdict, level, direction,
    regions: regions.map((region) => ({ when: conditionsOf(a.vocabulary, region.box), level: region.level, a: said(a, region.a), b: said(b, region.b) })),
    isComplete,
    witness: witness && witnessJson(witness, a, b),
    movedFrom: witness && movedFrom(witness),
  };
}

/** The health of a table as `criteria health --json` prints it; rules are counted from 1. */
export function healthJson(table: Table, found: Health): Record<string, unknown> {
  const rule = (position: number): { rule: number; id: string } => ({ rule: position + 1, id: idOf(table, position) });
  const where = ({ boxes, witness }: Found): { regions: Condition[][]; witness: unknown; movedFrom: unknown } => ({
    regions: boxes.map((box) => conditionsOf(table.vocabulary, box)), witness: witness && { facts: witness.facts }, movedFrom: witness && movedFrom(witness),
  });
  return {
    isHealthy: isHealthy(found), isComplete: found.isComplete,
    gaps: found.gaps.map(where),
    overlaps: found.overlaps.map((each) => ({ rules: each.rules.map(rule), ...where(each) })),
    masked: found.masked.map((each) => ({ ...rule(each.rule), because: each.because, by: each.by.map(rule), ...where(each) })),
    redundant: found.redundant.map((each) => ({ ...rule(each.rule), ...where(each) })),
    crossing: found.crossing.map((each) => ({ rules: each.rules.map(rule), effects: each.effect.effects, ...where(each) })),
  };
}

/** Nothing to mend; overlaps are information under FIRST. */
export function isHealthy({ gaps, masked, redundant, crossing, isComplete }: Health): boolean {
  return isComplete && [gaps, masked, redundant, crossing].every((found) => found.length === 0);
}

/** The answers of a table as `criteria evaluate --json` prints them. */
export function answersJson(table: Table, answers: readonly Answer[] | null): Record<string, unknown> {
  return { isDecided: answers?.length === 1, isComplete: answers !== null, answers: (answers ?? []).map((answer) => said(table, answer)) };
}

function said(table: Table, { effect, rules }: Answer): Said {
  return { rules: rules.map((position) => idOf(table, position)), effects: effect.effects };
}

function witnessJson({ facts }: Witness, a: Table, b: Table): { facts: Witness['facts']; a: Said; b: Said } {
  const point = pointOf(a.vocabulary, facts);
  return { facts: personAt(a.vocabulary, point), a: said(a, evaluate(a, point)), b: said(b, evaluate(b, point)) };
}

function movedFrom({ movedFrom: typical, moved }: Witness): { typical: string; facts: readonly string[] } {
  return { typical, facts: moved };
}

function idOf({ criterion }: Table, position: number): string {
  return criterion.rules[position]?.id ?? 'otherwise';
}
