import type { ReactNode } from 'react';
import { shortMonths, type Format } from '@konbit/contracts/format';
import { points } from './board-presenter.js';
import type { BoardFacts } from './board-presenter.js';
import { chartBox, chartShape, type ChartPoint } from './rate-chart-shape.js';

interface RateChartProps {
  months: BoardFacts['months'];
  /** What it shows, in one sentence. */
  label: string;
  format: Format;
}

/** A rate by month as a line with its interval; sizes are attributes of the drawing, so that paper shows it too. */
export function RateChart({ months, label, format }: RateChartProps): ReactNode {
  const shape = chartShape(months);
  const { left, right, bottom, width, height } = chartBox;
  const last = [...shape.points].reverse().find(({ mark }) => mark)?.month;
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={label}>
      {shape.runs.map((run) => <polygon key={run.band} className="band" points={run.band} />)}
      {shape.ticks.map(({ percent, y }) => (
        <g key={percent}><path className="grid" d={`M${left} ${y}H${right}`} /><text className="t-muted" x={left - 8} y={y + 5} textAnchor="end">{format.number(percent)}</text></g>
      ))}
      <path className="axis" d={`M${left} ${bottom}H${right}`} />
      {shape.runs.map((run) => <polyline key={run.line} className="s1" points={run.line} />)}
      {shape.points.map((point) => <Mark key={point.month} point={point} isLast={point.month === last} format={format} />)}
    </svg>
  );
}

function Mark({ point: { month, x, mark, labelled }, isLast, format }: { point: ChartPoint; isLast: boolean; format: Format }): ReactNode {
  return (
    <>
      {mark && <path className="whisker" d={`M${x} ${mark.high}V${mark.low}`} />}
      {mark && <circle className="dot" cx={x} cy={mark.y} r="5" />}
      {mark && (labelled || isLast) && <text className={isLast ? 't-bold' : undefined} x={x} y={mark.y - 12} textAnchor="middle">{points(mark.rate, format)}</text>}
      {labelled && <text className="t-muted" x={x} y={chartBox.bottom + 22} textAnchor="middle">{shortMonths[format.language][Number(month.slice(5)) - 1]}</text>}
    </>
  );
}
