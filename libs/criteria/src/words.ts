import type { Table } from './compile.js';
import type { Difference, Region } from './diff.js';
import { levels } from './effects.js';
import { boxOfPerson, evaluate, pointOf } from './evaluate.js';
import type { Found, Health } from './health.js';
import type { Witness } from './nearest.js';
import { simplify } from './simplify.js';
import type { Box, Vocabulary } from './vocabulary.js';
import type { Plural } from './words-catalogue.js';
import { cellsOf, wordsOfBox } from './words-box.js';
import { answerWords, ruleWords } from './words-rule.js';
import { catalogueOf, count, fill, type Language, listed, lowerFirst, upperFirst } from './words-text.js';

/** Groups of persons that are told one by one; the rest are counted. */
const mostGroups = 10;

/** Two tables, what was found between them, and how each is called. */
export interface Compared {
  a: Table;
  b: Table;
  difference: Difference;
  names?: { a: string; b: string };
}

/** Whether two tables differ and how, who is treated differently by which rules, and the example person: line by line. */
export function wordsOfDifference({ a, b, difference, names }: Compared, language: Language): string[] {
  const words = catalogueOf(language).difference;
  const { verdict, level, direction, regions, witness, isComplete } = difference;
  if (verdict !== 'different') return [words[verdict]];
  const called = names ?? words.sides;
  const pairs = pairsOf(a.vocabulary, regions);
  const say = (text: string, values: Record<string, string>): string => (names ? String : upperFirst)(fill(text, { ...called, ...values }));
  const lines = [words.levels[level!], say(words.directions[direction!], {}), ...(isComplete ? [] : [words.incomplete])];
  const groups = groupLines(pairs.map(({ region, boxes }) => ({
    title: say(words.pair, { answerA: answerWords(a, region.a, language, true), answerB: answerWords(b, region.b, language, true) }),
    boxes,
  })), a.vocabulary, language);
  const total = pairs.reduce((sum, { boxes }) => sum + boxes.length, 0);
  lines.push('', count(catalogueOf(language), total, words.groups), ...groups);
  if (!witness) return lines;
  const point = pointOf(a.vocabulary, witness.facts);
  const [answerA, answerB] = [answerWords(a, evaluate(a, point), language), answerWords(b, evaluate(b, point), language)];
  return [...lines, '', fill(words.witness, witnessParts(a.vocabulary, witness, language)), say(words.answers, { answerA, answerB })];
}

/** What is wrong with a table, finding by finding, each with what to do. */
export function wordsOfHealth(table: Table, found: Health, language: Language): string[] {
  const catalogue = catalogueOf(language);
  const words = catalogue.health;
  const { vocabulary } = table;
  const named = (rules: readonly number[], text = false): string => listed(rules.map((rule) => ruleWords(table, rule, language, text)), catalogue.and);
  const example = ({ witness }: Found): string[] => (witness ? [`  ${fill(words.example, { person: personWords(vocabulary, witness, language) })}`] : []);
  const finding = (line: string, each: Found): string[] => [upperFirst(line), ...example(each)];
  const gaps = simplify(vocabulary, found.gaps.flatMap(({ boxes }) => boxes));
  const lines = [
    ...found.masked.flatMap((each) => finding(fill(words.masked[each.because], { rule: named([each.rule], true), by: named(each.by) }), each)),
    ...found.crossing.flatMap((each) => [...finding(fill(words.crossing, { rules: named(each.rules, true) }), each), ...groupLines([{ boxes: simplify(vocabulary, each.boxes) }], vocabulary, language)]),
    ...(gaps.length === 0 ? [] : [count(catalogue, gaps.length, words.gaps), ...groupLines([{ boxes: gaps }], vocabulary, language), ...example(nearestOf(found.gaps))]),
    ...found.redundant.flatMap((each) => finding(fill(words.redundant, { rule: named([each.rule], true) }), each)),
  ];
  const overlaps = found.overlaps.map(({ rules: [first, second] }) => `  – ${fill(words.overlap, { first: named([first]), second: named([second]) })}`);
  return [
    ...(lines.length === 0 && found.isComplete ? [words.healthy] : lines),
    ...(found.isComplete ? [] : [words.incomplete]),
    ...(overlaps.length === 0 ? [] : [count(catalogue, overlaps.length, words.overlaps), ...overlaps.slice(0, mostGroups), ...others(overlaps.length, words.more, language)]),
  ];
}

function nearestOf(found: readonly Found[]): Found {
  return found.reduce((best, each) => (each.witness!.moved.length < best.witness!.moved.length ? each : best));
}

/** A witness: the typical person, and the facts that were moved. */
export function personWords(vocabulary: Vocabulary, witness: Witness, language: Language): string {
  const { typical, moved } = witnessParts(vocabulary, witness, language);
  return `${typical}${moved}`;
}

function witnessParts(vocabulary: Vocabulary, { facts, movedFrom, moved }: Witness, language: Language): { typical: string; moved: string } {
  const words = catalogueOf(language).difference;
  const typical = vocabulary.typicalPersons.find(({ key }) => key === movedFrom)?.label[language];
  const cells = cellsOf(vocabulary, boxOfPerson(vocabulary, Object.fromEntries(moved.map((key) => [key, facts[key]]))), language);
  return { typical: typical ? lowerFirst(typical) : movedFrom, moved: moved.length === 0 ? words.asTypical : fill(words.moved, { cells: cells.join(', ') }) };
}

/** The regions of the same two rules together, in few boxes, the gravest first. */
function pairsOf(vocabulary: Vocabulary, regions: readonly Region[]): { region: Region; boxes: readonly Box[] }[] {
  const pairs = new Map<string, Region[]>();
  for (const region of regions) {
    const key = `${region.a.rules.join()}/${region.b.rules.join()}`;
    const group = pairs.get(key);
    if (group) group.push(region);
    else pairs.set(key, [region]);
  }
  return [...pairs.values()]
    .map((group) => ({ region: group[0]!, boxes: simplify(vocabulary, group.map(({ box }) => box)) }))
    .sort((one, other) => levels.indexOf(one.region.level) - levels.indexOf(other.region.level));
}

function groupLines(groups: readonly { title?: string; boxes: readonly Box[] }[], vocabulary: Vocabulary, language: Language): string[] {
  const lines: string[] = [];
  let left = mostGroups;
  for (const { title, boxes } of groups) {
    if (left > 0 && title) lines.push(title);
    lines.push(...boxes.slice(0, left).map((box) => `  – ${wordsOfBox(vocabulary, box, language)}`));
    left -= Math.min(left, boxes.length);
  }
  return [...lines, ...others(groups.reduce((sum, { boxes }) => sum + boxes.length, 0), catalogueOf(language).difference.more, language)];
}

function others(total: number, more: Plural, language: Language): string[] {
  return total > mostGroups ? [`  – ${count(catalogueOf(language), total - mostGroups, more)}`] : [];
}
