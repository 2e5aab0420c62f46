/** Ranked best to worst for the person: ACCEPT_PROV attends and issues a provisional number, CONDITIONAL may return with a paper. */
export const outcomes = ['ACCEPT', 'ACCEPT_PROV', 'CONDITIONAL', 'REFER', 'REJECT'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a rule answers. UNDECLARED: nobody has told us; it has no rank and differs from every declared effect. */
export interface Effect {
  outcome: Outcome | 'UNDECLARED';
  feeClp?: number;
  promisedWaitDays?: number;
  /** Codes of the papers asked for. */
  asks?: readonly string[];
}

export type Value = string | number | boolean;

/** A dated value that a condition names ("2 ingresos mínimos"): the bound is `times` the value in force, rounded down. */
export interface ParameterRef {
  code: string;
  times: number;
  bound: 'from' | 'to';
}

export type Condition =
  | { fact: string; in: readonly Value[] }
  | { fact: string; from?: number; to?: number; parameter?: ParameterRef }
  | { fact: string; discretional: { decidedBy: string; basis: string } };

export interface Rule {
  /** Two consecutive rules may share one: a cell with two separate intervals is written so. */
  id: string;
  when: readonly Condition[];
  effect: Effect;
  normId?: string;
  note?: string;
  sourceQuote?: string;
}

/** An ordered decision table, hit policy FIRST: the first rule whose conditions all hold decides, else `otherwise` does. */
export interface Criterion {
  vocabulary: string;
  /** Civil dates of America/Santiago, `[validFrom, validTo)`; null or absent: open. */
  validFrom?: string | null;
  validTo?: string | null;
  rules: readonly Rule[];
  otherwise: Effect;
}

/** Every fact of the vocabulary with its value: one concrete, synthetic person. */
export type Person = Readonly<Record<string, Value>>;

/** What is known of a person: a value, several values that are all possible, or an interval; an absent fact is unknown. */
export type PartialPerson = Readonly<Record<string, Value | readonly Value[] | { from?: number; to?: number } | null | undefined>>;
