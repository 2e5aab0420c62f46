/** One measured figure; `floor` is what the same machine does in the same run without our part, `ratio` = value ÷ floor. */
export interface Metric {
  metric: string;
  value: number;
  unit: string;
  floor: number | null;
  ratio: number | null;
}

export type Measurement = () => Promise<Metric[]>;

/** A metric with its ratio; figures are rounded to three significant digits. */
export function metric(name: string, value: number, unit: string, floor: number | null = null): Metric {
  return { metric: name, value: round(value), unit, floor: floor === null ? null : round(floor), ratio: floor === null || floor === 0 ? null : round(value / floor) };
}

/** The middle of several windows: one slow window does not decide. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

function round(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(3));
}
