import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Figure, FigureValue } from './figure.js';
import { processFigures } from './process-figures.js';

/** The figures of one process with their values, as they travel to another. */
export type ReadFigures = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

/** A call that was answered; an outcome other than `ok` is the code of its refusal. */
export interface AnsweredCall { call: string; outcome: string; seconds: number }

const secondsOfCalls = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const readWithinMs = 1500;

/** The figures of one process, in Prometheus' terms. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly calls: Counter<'call' | 'outcome'>;
  private readonly seconds: Histogram<'call'>;
  private readonly refusals: Counter<'code'>;

  constructor(service: string) {
    this.registry.setDefaultLabels({ service });
    const registers = [this.registry];
    this.calls = new Counter({ name: 'konbit_calls_total', help: 'Calls answered, by outcome: ok, or the code of the refusal', labelNames: ['call', 'outcome'], registers });
    this.seconds = new Histogram({ name: 'konbit_call_seconds', help: 'Seconds from a call to its answer', labelNames: ['call'], buckets: secondsOfCalls, registers });
    this.refusals = new Counter({ name: 'konbit_refusals_total', help: 'Refusals by code', labelNames: ['code'], registers });
    for (const figure of processFigures()) this.add(figure);
  }

  answered({ call, outcome, seconds }: AnsweredCall): void {
    this.calls.inc({ call, outcome });
    this.seconds.observe({ call }, seconds);
  }

  refused(code: string): void {
    this.refusals.inc({ code });
  }

  /** Shows a figure from now on; one that cannot be read in time is left out of that answer. */
  add({ name, help, kind, labels = [], read }: Figure): void {
    const settings = { name, help, labelNames: [...labels], registers: [this.registry] };
    const take = async (figure: Gauge | Counter): Promise<void> => {
      const values = await readInTime(read);
      figure.reset();
      // Without labels a figure that was reset shows 0, which nobody has counted.
      if (values.length === 0) figure.remove({});
      for (const { labels: of = {}, value } of values) figure.inc({ ...of }, value);
    };
    if (kind === 'gauge') new Gauge({ ...settings, async collect() { await take(this); } });
    else new Counter({ ...settings, async collect() { await take(this); } });
  }

  /** Every figure with its values now. A value that is no number says nothing and would not travel. */
  async read(): Promise<ReadFigures> {
    const figures = await this.registry.getMetricsAsJSON();
    return figures.map((figure) => ({ ...figure, values: figure.values.filter(({ value }) => Number.isFinite(value)) }));
  }
}

/** The figures of several processes as Prometheus reads them (text format 0.0.4). */
export function metricsText(processes: readonly ReadFigures[]): Promise<string> {
  return AggregatorRegistry.aggregate([...processes]).metrics();
}

export const metricsType = Registry.PROMETHEUS_CONTENT_TYPE;

async function readInTime(read: Figure['read']): Promise<readonly FigureValue[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly FigureValue[]>((resolve) => { timer = setTimeout(() => resolve([]), readWithinMs); });
  try {
    return await Promise.race([Promise.resolve().then(read), late]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}
