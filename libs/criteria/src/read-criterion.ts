import { type Condition, type Criterion, type Effect, outcomes, type ParameterRef, type Rule } from './model.js';
import { CriteriaError, type Problem, type ProblemCode } from './problem.js';
import { type Fact, positionOf, type Vocabulary } from './vocabulary.js';

/** More rules at discretion than these would make the compiled table grow beyond use (size R·2^d). */
export const mostDiscretional = 4;

/** Reads the criterion of a file: shape, facts, values and ranges. Throws a CriteriaError that names every fault with its rule and condition. */
export function readCriterion(vocabulary: Vocabulary, file: unknown): Criterion {
  const faults = new Faults();
  const criterion = readTable(vocabulary, file, faults);
  if (faults.all.length > 0 || !criterion) throw new CriteriaError(faults.all);
  return criterion;
}

class Faults {
  readonly all: Problem[] = [];
  add(code: ProblemCode, what: string, at: { rule?: number; condition?: number } = {}): null {
    this.all.push({ code, what, ...at });
    return null;
  }
}

interface Place { vocabulary: Vocabulary; faults: Faults; rule?: number; condition?: number }

function readTable(vocabulary: Vocabulary, file: unknown, faults: Faults): Criterion | null {
  if (!isRecord(file) || !Array.isArray(file['rules'])) return faults.add('INVALID_FILE', 'rules');
  const { vocabulary: version = vocabulary.version, hitPolicy = 'FIRST', validFrom = null, validTo = null } = file;
  if (typeof version !== 'string' || version.split('.')[0] !== vocabulary.version.split('.')[0]) faults.add('UNKNOWN_VOCABULARY', text(version));
  if (hitPolicy !== 'FIRST') faults.add('WRONG_HIT_POLICY', text(hitPolicy));
  for (const [name, date] of [['validFrom', validFrom], ['validTo', validTo]] as const) if (date !== null && !isCivilDate(date)) faults.add('WRONG_TERM', name);
  const rules = inOrder(file['rules'], faults).map((rule, index) => readRule(rule, { vocabulary, faults, rule: index + 1 }));
  const otherwise = readEffect(file['otherwise'], { vocabulary, faults });
  const discretional = rules.filter((rule) => rule?.when.some((condition) => 'discretional' in condition));
  if (discretional.length > mostDiscretional) faults.add('TOO_MANY_DISCRETIONAL', String(discretional.length));
  if (!otherwise || rules.includes(null)) return null;
  return { vocabulary: version as string, validFrom: validFrom as string | null, validTo: validTo as string | null, rules: rules as Rule[], otherwise };
}

// Positions in a fault are those after ordering, as a reader counts the rows.
function inOrder(rules: readonly unknown[], faults: Faults): unknown[] {
  const orderOf = (rule: unknown, index: number): number => (isRecord(rule) && typeof rule['order'] === 'number' ? rule['order'] : index + 1);
  const ordered = rules.map((rule, index) => ({ rule, order: orderOf(rule, index) })).sort((a, b) => a.order - b.order);
  ordered.forEach(({ order }, index) => {
    if (index > 0 && ordered[index - 1]!.order === order) faults.add('WRONG_TERM', `order ${order}`, { rule: index + 1 });
  });
  return ordered.map(({ rule }) => rule);
}

function readRule(rule: unknown, place: Place): Rule | null {
  const { faults, rule: number } = place;
  if (!isRecord(rule)) return faults.add('INVALID_FILE', 'rule', { rule: number! });
  const { id = `r${number}`, when = [], normId, note, sourceQuote } = rule;
  if (typeof id !== 'string' && typeof id !== 'number') return faults.add('WRONG_TERM', 'id', { rule: number! });
  if (!Array.isArray(when)) return faults.add('INVALID_FILE', 'when', { rule: number! });
  const conditions = when.map((condition: unknown, index) => readCondition(condition, { ...place, condition: index + 1 }));
  const effect = readEffect(rule['effect'], place);
  if (!effect || conditions.includes(null)) return null;
  return { id: String(id), when: conditions as Condition[], effect, ...words({ normId, note, sourceQuote }) };
}

function readCondition(condition: unknown, { vocabulary, faults, ...at }: Place): Condition | null {
  const place = { rule: at.rule!, condition: at.condition! };
  if (!isRecord(condition) || typeof condition['fact'] !== 'string') return faults.add('INVALID_FILE', 'fact', place);
  const key = condition['fact'];
  const fact = vocabulary.facts[vocabulary.index.get(key) ?? -1];
  if (!fact) return faults.add(vocabulary.retired.has(key) ? 'RETIRED_FACT' : 'UNKNOWN_FACT', key, place);
  const kinds = ['in', 'from', 'to', 'discretional', 'parameter'].filter((name) => condition[name] !== undefined && condition[name] !== null);
  const add = (code: ProblemCode, what: string): null => faults.add(code, what, place);
  if (kinds.join() === 'discretional') return readDiscretional(key, condition['discretional']) ?? add('WRONG_CONDITION', `${key}: discretional`);
  if (kinds.join() === 'in' && !fact.isInt) return readValues(fact, condition['in'], add);
  if (kinds.length > 0 && !kinds.includes('in') && !kinds.includes('discretional') && fact.isInt) return readInterval(fact, condition, add);
  return add('WRONG_CONDITION', `${key}: ${kinds.join(' + ') || 'nothing'}`);
}

function readValues(fact: Fact, values: unknown, add: (code: ProblemCode, what: string) => null): Condition | null {
  if (!Array.isArray(values) || values.length === 0) return add('WRONG_CONDITION', `${fact.key}: in`);
  const wrong = values.filter((value) => positionOf(fact, value) === null);
  for (const value of wrong) add('UNKNOWN_VALUE', `${fact.key}: ${text(value)}`);
  return wrong.length > 0 ? null : { fact: fact.key, in: values };
}

function readInterval(fact: Fact, { from, to, parameter }: Record<string, unknown>, add: (code: ProblemCode, what: string) => null): Condition | null {
  const bounds = [from, to].filter((bound) => bound !== undefined && bound !== null);
  const wrong = bounds.filter((bound) => positionOf(fact, bound) === null);
  for (const bound of wrong) add('VALUE_OUT_OF_RANGE', `${fact.key}: ${text(bound)}`);
  if (wrong.length > 0) return null;
  const [low, high] = [from ?? undefined, to ?? undefined] as (number | undefined)[];
  if (low !== undefined && high !== undefined && low > high) return add('EMPTY_INTERVAL', `${fact.key}: ${low}–${high}`);
  if (parameter !== undefined && parameter !== null && !isParameter(parameter)) return add('WRONG_CONDITION', `${fact.key}: parameter`);
  return { fact: fact.key, ...(low === undefined ? {} : { from: low }), ...(high === undefined ? {} : { to: high }), ...(parameter ? { parameter: parameter } : {}) };
}

function readDiscretional(fact: string, given: unknown): Condition | null {
  if (!isRecord(given) || typeof given['decidedBy'] !== 'string' || typeof given['basis'] !== 'string') return null;
  return { fact, discretional: { decidedBy: given['decidedBy'], basis: given['basis'] } };
}

function readEffect(effect: unknown, { faults, ...at }: Place): Effect | null {
  const place = at.rule === undefined ? {} : { rule: at.rule };
  if (!isRecord(effect)) return faults.add('INVALID_FILE', at.rule === undefined ? 'otherwise' : 'effect', place);
  const { outcome, feeClp, promisedWaitDays, asks } = effect;
  if (outcome !== 'UNDECLARED' && !outcomes.includes(outcome as never)) return faults.add('UNKNOWN_OUTCOME', text(outcome), place);
  for (const [name, count] of Object.entries({ feeClp, promisedWaitDays })) {
    if (isGiven(count) && !(Number.isInteger(count) && (count as number) >= 0)) return faults.add('WRONG_TERM', `${name}: ${text(count)}`, place);
  }
  if (isGiven(asks) && !(Array.isArray(asks) && asks.every((code) => typeof code === 'string'))) return faults.add('WRONG_TERM', 'asks', place);
  return { outcome, ...(isGiven(feeClp) ? { feeClp } : {}), ...(isGiven(promisedWaitDays) ? { promisedWaitDays } : {}), ...(isGiven(asks) ? { asks } : {}) } as Effect;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing');
const words = (given: Record<string, unknown>): Record<string, string> => Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));

function isCivilDate(value: unknown): boolean {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function isParameter(value: unknown): value is ParameterRef {
  return isRecord(value) && typeof value['code'] === 'string' && typeof value['times'] === 'number' && value['times'] > 0 && (value['bound'] === 'from' || value['bound'] === 'to');
}
