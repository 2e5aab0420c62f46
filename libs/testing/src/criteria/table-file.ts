import { compile, type Condition, type Effect, readCriterion, type Table, type Vocabulary } from '@konbit/criteria';

export interface RuleFile {
  when: readonly Condition[];
  effect: Effect;
}

/** A decision table as an office would hand it in, before anything of the engine has seen it. */
export interface TableFile {
  rules: readonly RuleFile[];
  otherwise: Effect;
}

/** What a table of the corpus may name in place of a number: a year as months, so that a rewording in years means the same. */
const parameters: Readonly<Record<string, number>> = { YEAR_IN_MONTHS: 12 };
export const yearInMonths = 'YEAR_IN_MONTHS';

export function parameterOn(code: string): number | null {
  return parameters[code] ?? null;
}

/** Reads and compiles the file of a table. */
export function compiled(vocabulary: Vocabulary, file: TableFile): Table {
  return compile(vocabulary, readCriterion(vocabulary, file), { parameterOn });
}

export function isAtDiscretion({ when }: RuleFile): boolean {
  return when.some((condition) => 'discretional' in condition);
}

/** One text for each effect, whatever the order of the papers asked: two effects are the same when their texts are. */
export function effectText({ outcome, feeClp, promisedWaitDays, asks = [] }: Effect): string {
  return JSON.stringify([outcome, feeClp ?? null, promisedWaitDays ?? null, [...new Set(asks)].sort()]);
}
