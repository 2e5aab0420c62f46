import { type EnvelopeHeaders, envelopeHeaders } from '@konbit/contracts';
import { tenantCut } from './messaging-config.js';

/** What an aggregate publishes: a fact of the contracts about one aggregate. */
export interface DomainEvent {
  /** `konbit.<service>.<aggregate>.<fact>.v<n>`, a type of the contracts. */
  type: string;
  /** Aggregate id; the key of the log. */
  subject: string;
  data: object;
  /** Branches that may receive a hint. */
  audience: readonly string[];
}

/** An event as a consumer sees it, envelope already checked. */
export interface StoredEvent<T = unknown> {
  id: string;
  type: string;
  source: string;
  subject: string;
  version: number;
  tenant: string;
  audience: string[];
  time: Date;
  data: T;
  traceparent: string | null;
  topic: string;
  off: number;
}

/** One record of the log before anybody has looked inside. */
export interface LogRecord {
  topic: string;
  part: number;
  off: number;
  id: string;
  key: string;
  type: string;
  aggVersion: number;
  headers: unknown;
  payload: unknown;
  /** Why not even its form could be read; such a record is never looked into. */
  unreadable?: Cause;
}

/** Codes only: the values of a broken record stay in the record. */
export interface Cause {
  code: string;
  fields?: string[];
  expected?: number;
  error?: string;
}

export type ReadEnvelope = { event: StoredEvent } | { unreadable: Cause };

export interface EnvelopeFacts {
  id: string;
  at: Date;
  version: number;
  tenant: string;
  trace: string | null;
}

const typePattern = /^(konbit\.([a-z]+)\.[a-z-]+\.[a-z-]+)\.v(\d+)$/;
const attributeName = /^[a-z0-9]+$/;
/** A version is an `int` of Postgres. */
const lastVersion = 2 ** 31 - 1;

/** Splits a type into the service that owns it, its name without the major, and the major. */
export function parseType(type: string): { service: string; name: string; major: number } | null {
  const match = typePattern.exec(type);
  return match ? { service: match[2]!, name: match[1]!, major: Number(match[3]) } : null;
}

/** The CloudEvents attributes of a new event (STANDARDS §2). */
export function buildHeaders(event: DomainEvent, facts: EnvelopeFacts): EnvelopeHeaders {
  const type = parseType(event.type);
  if (!type) throw new Error(`event type ${event.type} does not follow konbit.<service>.<aggregate>.<fact>.v<n>`);
  return {
    specversion: '1.0', id: facts.id, source: `/konbit/${tenantCut()}/${type.service}`,
    type: event.type, subject: event.subject, time: facts.at.toISOString(), datacontenttype: 'application/json',
    dataschema: `urn:konbit:schema:${event.type}`, aggversion: facts.version, tenant: facts.tenant, audience: [...event.audience],
    ...(facts.trace !== null && { traceparent: facts.trace }),
  };
}

/** Checks every CloudEvents rule of a record, that record and envelope say the same, and that gate and database can hold it: an id in capitals comes back in small letters. */
export function readEnvelope(record: LogRecord): ReadEnvelope {
  if (record.unreadable) return { unreadable: record.unreadable };
  const parsed = envelopeHeaders.safeParse(record.headers);
  if (!parsed.success) {
    return { unreadable: { code: 'ENVELOPE_INVALID', fields: [...new Set(parsed.error.issues.map((issue) => issue.path.join('.')))] } };
  }
  const headers = parsed.data;
  const badNames = Object.keys(record.headers as object).filter((name) => !attributeName.test(name));
  if (badNames.length > 0) return { unreadable: { code: 'ENVELOPE_ATTRIBUTE_NAME' } };
  const beyond = [headers.subject !== headers.subject.toLowerCase() && 'subject', headers.aggversion > lastVersion && 'aggversion'].filter((name) => name !== false);
  if (beyond.length > 0) return { unreadable: { code: 'ENVELOPE_INVALID', fields: beyond } };
  const differing = [
    headers.id !== record.id && 'id', headers.subject !== record.key && 'subject',
    headers.type !== record.type && 'type', headers.aggversion !== record.aggVersion && 'aggversion',
  ].filter((name) => name !== false);
  if (differing.length > 0) return { unreadable: { code: 'ENVELOPE_MISMATCH', fields: differing } };
  return { event: storedEvent(record, headers) };
}

function storedEvent(record: LogRecord, headers: EnvelopeHeaders): StoredEvent {
  return {
    id: headers.id, type: headers.type, source: headers.source, subject: headers.subject, version: headers.aggversion,
    tenant: headers.tenant, audience: headers.audience, time: new Date(headers.time), data: record.payload,
    traceparent: headers.traceparent ?? null, topic: record.topic, off: record.off,
  };
}
