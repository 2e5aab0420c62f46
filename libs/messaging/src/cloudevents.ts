import type { Cause, LogRecord } from './envelope.js';

/** Headers of a record: bytes from a broker, text from a fake; twice the same name gives a list. */
export type WireHeaders = Readonly<Record<string, Buffer | string | (Buffer | string)[] | null | undefined>>;

export interface WireRecord {
  topic: string;
  part: number;
  off: number;
  key: Buffer | string | null;
  value: Buffer | string | null;
  headers: WireHeaders;
}

type Attributes = Record<string, unknown>;

const prefix = 'ce_';
const json = 'application/json';
const deepest = 100;
const strict = new TextDecoder('utf-8', { fatal: true });
class NotTextError extends Error {}

/** CloudEvents binary mode: each attribute a `ce_` header, `datacontenttype` as `content-type` (STANDARDS §2). */
export function binaryHeaders(attributes: Attributes): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null) continue;
    headers[name === 'datacontenttype' ? 'content-type' : `${prefix}${name}`] = attributeText(value);
  }
  return headers;
}

/** A record of the wire, either mode; `content-type` alone decides which. What cannot be read keeps its text and says why. */
export function readWire(wire: WireRecord): LogRecord {
  try {
    const [contentType] = textsOf(wire.headers['content-type']);
    if (wire.value === null) return unread(wire, { code: 'VALUE_MISSING' });
    const media = mediaType(contentType);
    return media.startsWith('application/cloudevents') ? structured(wire, media) : binary(wire, media);
  } catch (error) {
    if (error instanceof NotTextError) return unread(wire, { code: 'TEXT_NOT_UTF8' });
    throw error;
  }
}

function binary(wire: WireRecord, media: string): LogRecord {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(wire.headers)) {
    if (name.startsWith(prefix)) attributes[name.slice(prefix.length)] = single(textsOf(value));
  }
  delete attributes['datacontenttype'];
  if (media !== '') attributes['datacontenttype'] = media;
  const body = textOf(wire.value);
  const data = parsedJson(body);
  // Text that is no JSON stays text: the body's schema refuses it and the key is parked.
  return recordOf(wire, attributes, data === undefined ? body : data);
}

function structured(wire: WireRecord, media: string): LogRecord {
  const parsed = parsedJson(textOf(wire.value));
  if (!/^application\/cloudevents(\+json)?$/.test(media)) return unread(wire, { code: 'FORMAT_UNKNOWN' });
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) return unread(wire, { code: 'FORMAT_INVALID' });
  const { data, data_base64: bytes, ...attributes } = parsed as Attributes;
  const type = attributes['datacontenttype'];
  attributes['datacontenttype'] = type === undefined ? json : mediaType(typeof type === 'string' ? type : '');
  return recordOf(wire, attributes, typeof bytes === 'string' ? parsedJson(Buffer.from(bytes, 'base64').toString('utf8')) : data);
}

function recordOf(wire: WireRecord, attributes: Attributes, payload: unknown): LogRecord {
  const headers = { ...attributes, ...typed(attributes) };
  const key = textOf(wire.key);
  if (![key, headers, payload].every((part) => isStorable(part))) return unread(wire, { code: 'NOT_STORABLE' });
  return {
    topic: wire.topic, part: wire.part, off: wire.off, key, id: text(headers['id']), type: text(headers['type']),
    aggVersion: typeof headers['aggversion'] === 'number' ? headers['aggversion'] : 0, headers, payload,
  };
}

/** What jsonb cannot hold could neither be applied nor parked: a zero byte, half of a character, nesting without end. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !/[\0\p{Surrogate}]/u.test(value);
  if (value === null || typeof value !== 'object') return true;
  return depth < deepest && Object.entries(value).every(([name, inner]) => isStorable(name) && isStorable(inner, depth + 1));
}

/** Attributes travel as text; a number and a list have their own form on this side. */
function typed({ aggversion, audience }: Attributes): Attributes {
  return {
    ...(typeof aggversion === 'string' && /^\d{1,9}$/.test(aggversion) && { aggversion: Number(aggversion) }),
    ...(typeof audience === 'string' && { audience: audience === '' ? [] : audience.split(',') }),
  };
}

/** Kept whole for the person who looks into `dead_record`; bytes that are no text are kept as base64. */
function unread(wire: WireRecord, unreadable: Cause): LogRecord {
  const headers = Object.fromEntries(Object.entries(wire.headers).map(([name, value]) => [name, [value].flat().map(kept)]));
  return {
    topic: wire.topic, part: wire.part, off: wire.off, key: kept(wire.key) ?? '', id: '', type: '', aggVersion: 0,
    headers, payload: kept(wire.value), unreadable,
  };
}

function kept(value: Buffer | string | null | undefined): string | null {
  if (value === null || value === undefined) return null;
  try {
    return textOf(value);
  } catch {
    return `base64:${Buffer.from(value).toString('base64')}`;
  }
}

function attributeText(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';')[0]!.trim().toLowerCase();
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textOf(value: Buffer | string | null): string {
  if (value === null || typeof value === 'string') return value ?? '';
  try {
    return strict.decode(value);
  } catch {
    throw new NotTextError('bytes that are no UTF-8');
  }
}

function textsOf(value: WireHeaders[string]): string[] {
  return [value].flat().filter((one) => one !== null && one !== undefined).map(textOf);
}

/** A header given twice is nobody's value: the list fails the envelope's check. */
function single(texts: string[]): string | string[] | undefined {
  return texts.length > 1 ? texts : texts[0];
}
