import { type Ctx, DomainError, isTracing, type OpenSpan, startSpan, systemCtx, together } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { type Cause, type LogRecord, parseType, readEnvelope, type StoredEvent } from './envelope.js';
import type { EventHandler } from './on-domain-event.js';

/** A record after a look inside: what to do with it once its turn has come. */
export type Item =
  | { kind: 'unreadable'; record: LogRecord; cause: Cause }
  | { kind: 'event'; record: LogRecord; event: StoredEvent; handlers: readonly EventHandler[]; park: Cause | null };
export type EventItem = Extract<Item, { kind: 'event' }>;

interface Major { parse: (data: unknown) => ParsedBody; handlers: EventHandler[] }
interface Known { majors: Map<number, Major> }
type ParsedBody = { data: unknown } | { fields: string[] };

/** A handler's own failure, told apart from a failing database. */
export class HandlerFailure extends Error {
  constructor(readonly inner: unknown) {
    super('a handler failed', { cause: inner });
    this.name = 'HandlerFailure';
  }
}

/** The handlers of one group by type; reads records and runs what belongs to them. */
export class EventHandlers {
  private readonly known = new Map<string, Known>();

  constructor(private readonly group: string, handlers: readonly EventHandler[]) {
    for (const handler of handlers) this.add(handler);
  }

  /** Unknown type: no handlers, its version still counts. Unknown major or invalid body: to be parked (BACKBONE §3.7). */
  read(record: LogRecord): Item {
    const read = readEnvelope(record);
    if ('unreadable' in read) return { kind: 'unreadable', record, cause: read.unreadable };
    const { event } = read;
    const type = parseType(event.type);
    const known = type && this.known.get(type.name);
    if (!type || !known) return { kind: 'event', record, event, handlers: [], park: null };
    const major = known.majors.get(type.major);
    if (!major) return { kind: 'event', record, event, handlers: [], park: { code: 'MAJOR_UNKNOWN', expected: Math.max(...known.majors.keys()) } };
    const body = major.parse(event.data);
    if ('fields' in body) return { kind: 'event', record, event, handlers: [], park: { code: 'BODY_INVALID', fields: body.fields } };
    return { kind: 'event', record, event: { ...event, data: body.data }, handlers: major.handlers, park: null };
  }

  /** All handlers of an event, together: none may need what another one writes. */
  async run(tx: EntityManager, item: EventItem): Promise<void> {
    const ctx = this.ctxOf(item.event);
    const span = isTracing() ? this.spanOf(item.event) : null;
    const own = span ? { ...ctx, trace: span.trace } : ctx;
    try {
      await together(...item.handlers.map((handler) => handler.run(tx, item.event as StoredEvent<never>, own)));
      span?.end();
    } catch (error) {
      span?.end(causeOf(error).error ?? 'HANDLER_FAILED');
      throw new HandlerFailure(error);
    }
  }

  private spanOf({ type, topic, traceparent }: StoredEvent): OpenSpan {
    const attributes = { 'messaging.destination.name': topic, 'messaging.event.type': type, 'messaging.consumer.group.name': this.group };
    return startSpan({ name: `consume ${type}`, kind: 'consumer', parent: traceparent, attributes });
  }

  ctxOf(event: StoredEvent): Ctx {
    const ctx = systemCtx(event.tenant, this.group);
    return event.traceparent === null ? ctx : { ...ctx, trace: event.traceparent };
  }

  private add(handler: EventHandler): void {
    const type = parseType(handler.contract.type);
    if (!type) throw new Error(`contract type ${handler.contract.type} is not an event type`);
    const known: Known = this.known.get(type.name) ?? { majors: new Map() };
    const major = known.majors.get(type.major) ?? { parse: bodyParser(handler), handlers: [] };
    major.handlers.push(handler);
    this.known.set(type.name, { majors: known.majors.set(type.major, major) });
  }
}

/** Consumers strip what they do not know, so that a newer producer stays readable. */
function bodyParser(handler: EventHandler): (data: unknown) => ParsedBody {
  const open = handler.contract.schema.strip();
  return (data) => {
    const parsed = open.safeParse(data);
    return parsed.success ? { data: parsed.data } : { fields: [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))] };
  };
}

const lostConnection = /^(08|57P|53)/;
const lostSocket = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT']);

/** The database is away: nothing is wrong with the event, so nobody parks it. */
export function isConnectionFailure(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== null && (lostConnection.test(code) || lostSocket.has(code))) return true;
  return error instanceof Error && /connection terminated|not queryable|timeout exceeded when trying to connect/i.test(error.message);
}

/** What may be kept of a failure: its code, never its words. */
export function causeOf(error: unknown): Cause {
  if (error instanceof DomainError) return { code: 'REFUSED', error: error.code };
  const code = codeOf(error);
  return { code: 'HANDLER_FAILED', error: code ?? (error instanceof Error ? error.name : 'unknown') };
}

function codeOf(error: unknown): string | null {
  if (error === null || typeof error !== 'object') return null;
  const own = 'code' in error ? error.code : null;
  const driver = 'driverError' in error ? (error.driverError as { code?: unknown } | null)?.code : null;
  const code = driver ?? own;
  return typeof code === 'string' ? code : null;
}
