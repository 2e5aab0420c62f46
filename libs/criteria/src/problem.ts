export type ProblemCode =
  | 'INVALID_VOCABULARY' | 'INVALID_FILE' | 'UNKNOWN_VOCABULARY' | 'UNKNOWN_FACT' | 'RETIRED_FACT' | 'UNKNOWN_VALUE' | 'VALUE_OUT_OF_RANGE' | 'EMPTY_INTERVAL' | 'WRONG_CONDITION'
  | 'UNKNOWN_PARAMETER' | 'UNKNOWN_OUTCOME' | 'WRONG_TERM' | 'TOO_MANY_DISCRETIONAL' | 'IMPOSSIBLE_PERSON' | 'INCOMPLETE_PERSON' | 'NOT_IN_FORCE' | 'WRONG_HIT_POLICY';

/** One fault in a file, where it stands: the rule and the condition are counted from 1. */
export interface Problem {
  code: ProblemCode;
  rule?: number;
  condition?: number;
  /** The fact, value, field or id that is at fault. */
  what: string;
}

/** Refusal of the engine: `problems` names every fault that was found, the first of them in `code`. */
export class CriteriaError extends Error {
  readonly code: ProblemCode;
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code, rule, condition, what }) => [code, rule && `rule ${rule}`, condition && `condition ${condition}`, what].filter(Boolean).join(', ')).join('\n'));
    this.name = 'CriteriaError';
    this.code = problems[0]!.code;
  }
}

export function refuse(code: ProblemCode, what: string): never {
  throw new CriteriaError([{ code, what }]);
}
