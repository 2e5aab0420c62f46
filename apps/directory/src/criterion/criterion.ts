import type { CriterionRule, FieldError } from '@konbit/contracts';
import { compile, type Criterion, CriteriaError, konbitVocabulary, type Problem, readCriterion, type Table } from '@konbit/criteria';

/** A civil day of Valparaíso, `2026-12-01`; null is open. */
export interface Validity { validFrom: string | null; validTo: string | null }
/** The part of a version that decides whether another may follow it. */
export interface KnownVersion extends Validity { version: number; withdrawnAt: Date | null }

/** A table as somebody sends it: what the engine has not read yet. */
export interface GivenTable { vocabulary: string; rules: readonly CriterionRule[]; otherwise: unknown }

export type Declaration = { refused: 'INVALID_INPUT' | 'DATE_HOLE'; fields: FieldError[] } | { criterion: Criterion; factKeys: string[] };

/**
 * Decides a new version on the newest one of its line (null: the first). It may be back-dated, never leave days that no
 * version covers. Errors by field: those of the engine at `rules.<rule>.when.<condition>`, and VALIDITY_INVALID, DATE_HOLE.
 */
export function decideDeclaration(newest: KnownVersion | null, { validFrom, validTo }: Validity, table: GivenTable): Declaration {
  if (validFrom !== null && validTo !== null && validTo <= validFrom) return { refused: 'INVALID_INPUT', fields: [{ path: 'validTo', code: 'VALIDITY_INVALID' }] };
  if (newest && !newest.withdrawnAt && newest.validTo !== null && validFrom !== null && validFrom > newest.validTo) return { refused: 'DATE_HOLE', fields: [{ path: 'validFrom', code: 'DATE_HOLE' }] };
  try {
    const criterion = readCriterion(konbitVocabulary, { ...table, validFrom, validTo });
    return { criterion, factKeys: [...new Set(criterion.rules.flatMap(({ when }) => when.map(({ fact }) => fact)))].sort() };
  } catch (error) {
    if (error instanceof CriteriaError) return { refused: 'INVALID_INPUT', fields: fieldsOf(error.problems) };
    throw error;
  }
}

/** The table of a version as it is kept. Throws CriteriaError where the vocabulary no longer knows one of its facts. */
export function tableOf(version: GivenTable): Table {
  return compile(konbitVocabulary, readCriterion(konbitVocabulary, version));
}

/** Where each fault of a table stands in the command's data; the engine counts from 1, paths from 0. */
export function fieldsOf(problems: readonly Problem[]): FieldError[] {
  return problems.map(({ code, rule, condition }) => ({ path: rule === undefined ? 'table' : ['rules', rule - 1, ...(condition === undefined ? [] : ['when', condition - 1])].join('.'), code }));
}
