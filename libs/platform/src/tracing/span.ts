import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';

/** A piece of work under way. `trace` is the W3C `traceparent` of what it causes. */
export interface OpenSpan {
  readonly trace: string;
  /** Ends it; an outcome other than `ok` is a code, never a message. */
  end(outcome?: string): void;
}

export interface SpanFacts {
  /** Names and codes of our own, as in `attributes`: never an id, a name or an address of a person. */
  name: string;
  kind: 'server' | 'producer' | 'consumer';
  /** `traceparent` of what caused it; null begins a trace. */
  parent: string | null;
  attributes?: Readonly<Record<string, string | number>>;
  /** Ms since 1970; now unless told. */
  startedAt?: number;
}

const kinds = { server: SpanKind.SERVER, producer: SpanKind.PRODUCER, consumer: SpanKind.CONSUMER };
const faults: ReadonlySet<string> = new Set(['INTERNAL', 'UNAVAILABLE', 'DEADLINE_EXCEEDED']);

/** One for each process, as its exporter is. */
let tracer: Tracer | null = null;

/** Whether spans are exported; without, nothing is made and a trace goes on as it came. */
export function isTracing(): boolean {
  return tracer !== null;
}

/** Chooses where spans go; null ends it. */
export function traceWith(chosen: Tracer | null): void {
  tracer = chosen;
}

/** Starts a span below its parent. Call it only while `isTracing()`. */
export function startSpan({ name, kind, parent, attributes = {}, startedAt }: SpanFacts): OpenSpan {
  if (!tracer) return { trace: parent ?? '', end: () => undefined };
  const context = parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, contextOf(parent));
  const span = tracer.startSpan(name, { kind: kinds[kind], attributes, ...(startedAt === undefined ? {} : { startTime: startedAt }) }, context);
  const { traceId, spanId, traceFlags } = span.spanContext();
  return {
    trace: `00-${traceId}-${spanId}-${String(traceFlags & 1).padStart(2, '0')}`,
    end: (outcome = 'ok') => {
      span.setAttribute('konbit.outcome', outcome);
      if (faults.has(outcome)) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function contextOf(traceparent: string): { traceId: string; spanId: string; traceFlags: number; isRemote: true } {
  const [, traceId = '', spanId = '', flags = '00'] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
}
