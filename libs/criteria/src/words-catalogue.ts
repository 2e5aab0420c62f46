import type { Direction, Level } from './effects.js';
import type { Masked } from './health.js';
import type { Effect } from './model.js';
import type { ProblemCode } from './problem.js';

/** A text for one and for any other number; `{n}` stands for the number. */
export interface Plural { one: string; other: string }

/** How a fact is told of persons; where it is absent, by its label. Texts of values that are absent are the value's label. */
export interface FactPhrase {
  /** Before the values: "con pasaporte" vencido o vigente. */
  lead?: string;
  values?: Readonly<Record<string, string>>;
  /** Values that are told without the lead: "sin pasaporte". */
  alone?: Readonly<Record<string, string>>;
  /** Instead of all the values that follow the lead, where they are more than one. */
  any?: string;
  /** After a whole number: 6 meses o más "en Chile". */
  tail?: string;
}

/** Every wording of one language. Texts in braces are filled in. */
export interface Catalogue {
  and: string;
  or: string;
  /** Spanish says "u" before the sound of o. */
  orBeforeO: string;
  thousands: string;
  anybody: string;
  persons: string;
  labelled: string;
  allBut: string;
  moreOr: Readonly<Record<'from' | 'to' | 'between', string>>;
  units: Readonly<Record<string, Plural>>;
  facts: Readonly<Record<string, FactPhrase>>;
  outcomes: Readonly<Record<Effect['outcome'], string>>;
  terms: { fee: Plural; noFee: string; wait: Plural; asks: string };
  discretion: string;
  couldBe: string;
  rule: string;
  ruleText: string;
  rules: string;
  otherwise: string;
  atDiscretion: string;
  parameter: string;
  difference: {
    sides: { a: string; b: string };
    equal: string;
    undecided: string;
    levels: Readonly<Record<Level, string>>;
    directions: Readonly<Record<Direction, string>>;
    groups: Plural;
    incomplete: string;
    pair: string;
    more: Plural;
    witness: string;
    asTypical: string;
    moved: string;
    answers: string;
  };
  health: {
    healthy: string;
    incomplete: string;
    gaps: Plural;
    masked: Readonly<Record<Masked['because'], string>>;
    redundant: string;
    crossing: string;
    overlaps: Plural;
    overlap: string;
    more: Plural;
    example: string;
  };
  place: { rule: string; condition: string };
  problems: Readonly<Record<ProblemCode, string>>;
}
