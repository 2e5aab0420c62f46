import type { RateFacts } from './board-presenter.js';

export interface ChartPoint {
  month: string;
  x: number;
  /** Null where the month is hidden: the line is broken there. */
  mark: { y: number; low: number; high: number; rate: number } | null;
  /** Whether there is room to write beside this point. */
  labelled: boolean;
}

export interface ChartShape {
  points: ChartPoint[];
  /** Lines across, in percent. */
  ticks: { percent: number; y: number }[];
  /** Runs of months without a gap: the line and its band. */
  runs: { line: string; band: string }[];
}

/** The drawing's own units; it scales with the page. */
export const chartBox = { width: 560, height: 240, left: 44, right: 530, top: 16, bottom: 210 };
const inner = { left: 68, right: 506 };
const step = 20;
const mostLabels = 8;

/** Where each mark of a rate by month stands, from 0 to the next round percentage above all intervals. */
export function chartShape(months: readonly { month: string; rate: RateFacts }[]): ChartShape {
  const highest = Math.max(0, ...months.map(({ rate }) => (rate.high ?? 0) * 100));
  const most = Math.min(100, Math.max(2 * step, Math.ceil(highest / step) * step));
  const y = (share: number): number => round(chartBox.bottom - (share * 100 / most) * (chartBox.bottom - chartBox.top));
  const gap = months.length > 1 ? (inner.right - inner.left) / (months.length - 1) : 0;
  const every = Math.ceil(months.length / mostLabels);
  const points = months.map(({ month, rate }, at): ChartPoint => ({
    month, x: round(months.length > 1 ? inner.left + at * gap : (inner.left + inner.right) / 2), labelled: (months.length - 1 - at) % every === 0,
    mark: rate.rate == null ? null : { y: y(rate.rate), low: y(rate.low ?? rate.rate), high: y(rate.high ?? rate.rate), rate: rate.rate },
  }));
  const ticks = Array.from({ length: most / step }, (_, at) => ({ percent: (at + 1) * step, y: y((at + 1) * step / 100) }));
  return { points, ticks, runs: runsOf(points) };
}

function runsOf(points: readonly ChartPoint[]): ChartShape['runs'] {
  const runs: ChartPoint[][] = [[]];
  for (const point of points) {
    if (point.mark) runs.at(-1)!.push(point);
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 1).map((run) => ({
    line: run.map(({ x, mark }) => `${x},${mark!.y}`).join(' '),
    band: [...run.map(({ x, mark }) => `${x},${mark!.high}`), ...[...run].reverse().map(({ x, mark }) => `${x},${mark!.low}`)].join(' '),
  }));
}

const round = (value: number): number => Math.round(value * 10) / 10;
