import type { Format } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { boardWords } from './board-words.js';

type Say = (message: MessageDescriptor) => string;

/** A share as the server answers it; a null count is hidden, never zero. */
export interface RateFacts {
  attended?: number | null;
  alsoServed?: number | null;
  rate?: number | null;
  low?: number | null;
  high?: number | null;
  suppressed: boolean;
}

export interface BoardFacts {
  from?: string | null;
  to: string;
  asOf: string;
  level: number;
  total: RateFacts;
  months: readonly { month: string; rate: RateFacts }[];
}

export interface RateRow {
  key: string;
  month: string;
  alsoServed: string;
  attended: string;
  rate: string;
  interval: string;
}

export interface Board {
  asOf: string;
  shown: string;
  /** The figure, or the words that it is hidden; null when nobody was attended. */
  figure: string | null;
  counts: string | null;
  interval: string | null;
  hiddenWhy: string | null;
  /** What the drawing says, for who does not see it. */
  summary: string;
  rows: RateRow[];
  total: RateRow;
}

/** The board in words: the figure, of how many, between what, and the same by month. */
export function presentBoard(facts: BoardFacts, say: Say, format: Format): Board {
  const { total, months } = facts;
  const anyHidden = total.suppressed || months.some(({ rate }) => rate.suppressed);
  return {
    asOf: say(boardWords.asOf(format.date(facts.asOf), format.time(facts.asOf))),
    shown: say(facts.from ? boardWords.shown(format.date(facts.from), format.date(facts.to)) : boardWords.shownUntil(format.date(facts.to))),
    figure: figureOf(total, say, format), counts: countsOf(total, say, format), interval: intervalOf(total, facts.level, say, format),
    hiddenWhy: anyHidden ? say(boardWords.hiddenWhy) : null, summary: summaryOf(months, say, format),
    rows: months.map(({ month, rate }) => rowOf(month, format.partialDate(month), rate, say, format)), total: rowOf('total', say(boardWords.total), total, say, format),
  };
}

/** A share as a percentage with one decimal always: a column of them stays in line. */
export const points = (share: number, format: Format): string => format.number(share * 100, 1);
/** Spanish sets a space before the sign, as the sentences around it do. */
export const percent = (share: number, format: Format): string => points(share, format) + (format.language === 'es' ? '\u00a0%' : format.percent(0).slice(1));

function figureOf({ attended, rate, suppressed }: RateFacts, say: Say, format: Format): string | null {
  if (rate != null) return percent(rate, format);
  return suppressed ? say(boardWords.hidden) : attended === 0 ? null : '–';
}

/** "Fewer than five of 40"; with nothing to say it of, nothing. */
function countsOf({ attended, alsoServed }: RateFacts, say: Say, format: Format): string | null {
  if (!attended) return null;
  return say(boardWords.ofPersons(alsoServed == null ? say(boardWords.fewer) : format.number(alsoServed), format.number(attended)));
}

function intervalOf({ low, high }: RateFacts, level: number, say: Say, format: Format): string | null {
  return low == null || high == null ? null : say(boardWords.interval(format.number(level * 100), points(low, format), points(high, format)));
}

function rowOf(key: string, month: string, rate: RateFacts, say: Say, format: Format): RateRow {
  // A month that is hidden whole may hold more: only a count beside its total is known to be small.
  const count = (value: number | null | undefined): string => (value == null ? say(rate.attended == null ? boardWords.hiddenCell : boardWords.fewer) : format.number(value));
  return {
    key, month, alsoServed: count(rate.alsoServed), attended: count(rate.attended), rate: rate.rate == null ? '–' : percent(rate.rate, format),
    interval: rate.low == null || rate.high == null ? '–' : say(boardWords.betweenValues(points(rate.low, format), points(rate.high, format))),
  };
}

function summaryOf(months: BoardFacts['months'], say: Say, format: Format): string {
  const known = months.filter(({ rate }) => rate.rate != null);
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last) return say(boardWords.hiddenChart);
  const [from, to] = [format.partialDate(first.month), format.partialDate(last.month)];
  const [start, end] = [points(first.rate.rate!, format), points(last.rate.rate!, format)];
  if (first === last) return say(boardWords.oneMonth(from, start));
  if (start === end) return say(boardWords.stays(from, start, to));
  return say((first.rate.rate! < last.rate.rate! ? boardWords.rises : boardWords.falls)(from, start, to, end));
}
