import type { Table } from './compile.js';
import type { EffectSet } from './effects.js';
import type { Answer } from './evaluate.js';
import type { Condition, Effect } from './model.js';
import type { Problem } from './problem.js';
import { maskOf, positionOf, type Vocabulary } from './vocabulary.js';
import { cellWords } from './words-box.js';
import { catalogueOf, count, either, fill, type Language, listed } from './words-text.js';

/** What one or several effects answer, with fee, wait and papers. */
export function wordsOfEffects({ effects }: EffectSet, language: Language): string {
  const words = catalogueOf(language);
  const each = effects.map((effect) => effectWords(effect, language));
  return each.length === 1 ? each[0]! : fill(words.discretion, { effects: fill(words.couldBe, { answers: either(words, each) }) });
}

/** The one answer of a table, or all that it could be, each with its rules. */
export function wordsOfAnswers(table: Table, answers: readonly Answer[], language: Language): string {
  const words = catalogueOf(language);
  const each = answers.map((answer) => answerWords(table, answer, language));
  return each.length === 1 ? each[0]! : fill(words.couldBe, { answers: each.join('; ') });
}

/** An answer and the rules that give it, by number; with `text`, in the words of the rule too. */
export function answerWords(table: Table, { effect, rules }: Answer, language: Language, text = false): string {
  const words = catalogueOf(language);
  const named = rules.map((rule) => ruleWords(table, rule, language, text));
  return fill(words.rules, { answer: wordsOfEffects(effect, language), rules: listed(named, words.and) });
}

/** A rule by its number, as a reader counts the rows; with `text`, as its source says it, else by its conditions. */
export function ruleWords({ criterion, vocabulary }: Table, position: number, language: Language, text = false): string {
  const words = catalogueOf(language);
  const rule = criterion.rules[position];
  if (!rule) return words.otherwise;
  if (!text) return fill(words.rule, { n: position + 1 });
  const told = rule.sourceQuote ?? rule.note ?? (rule.when.map((condition) => conditionWords(vocabulary, condition, language)).join(', ') || words.anybody);
  return fill(words.ruleText, { n: position + 1, text: told });
}

/** A fault of a file where it stands, and what to do about it. */
export function wordsOfProblem({ code, rule, condition, what }: Problem, language: Language): string {
  const { place, problems } = catalogueOf(language);
  const at = [...(rule === undefined ? [] : [fill(place.rule, { n: rule })]), ...(condition === undefined ? [] : [fill(place.condition, { n: condition })])];
  return `${at.length === 0 ? '' : `${at.join(', ')}: `}${fill(problems[code], { what })}`;
}

function conditionWords(vocabulary: Vocabulary, condition: Condition, language: Language): string {
  const words = catalogueOf(language);
  if ('discretional' in condition) return fill(words.atDiscretion, condition.discretional);
  const f = vocabulary.index.get(condition.fact)!;
  const [fact, box] = [vocabulary.facts[f]!, vocabulary.universe.slice()];
  if ('in' in condition) box[2 * f] = maskOf(condition.in.map((value) => positionOf(fact, value)!));
  else [box[2 * f], box[2 * f + 1]] = [condition.from, condition.to].map((bound, end) => (bound === undefined ? box[2 * f + end]! : positionOf(fact, bound)!)) as [number, number];
  const cell = cellWords(vocabulary, box, f, language);
  const parameter = 'in' in condition ? undefined : condition.parameter;
  return parameter ? fill(words.parameter, { cell, times: parameter.times, code: parameter.code }) : cell;
}

function effectWords({ outcome, feeClp, promisedWaitDays, asks = [] }: Effect, language: Language): string {
  const words = catalogueOf(language);
  const { fee, noFee, wait, asks: asking } = words.terms;
  return [
    words.outcomes[outcome],
    ...(feeClp === undefined ? [] : [feeClp === 0 ? noFee : count(words, feeClp, fee)]),
    ...(promisedWaitDays === undefined ? [] : [count(words, promisedWaitDays, wait)]),
    ...(asks.length === 0 ? [] : [fill(asking, { papers: listed(asks, words.and) })]),
  ].join(', ');
}
