import { newId, OfferingPublished } from '@konbit/contracts';
import { binaryHeaders, readWire, type WireRecord } from './cloudevents.js';
import { buildHeaders, readEnvelope } from './envelope.js';

const key = newId();
const attributes = buildHeaders({ type: OfferingPublished.type, subject: key, data: {}, audience: [newId(), newId()] },
  { id: newId(), at: new Date('2026-03-02T12:00:00Z'), version: 7, tenant: newId(), trace: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' });
const data = { name: 'Taller de español, à è ò, ñandú, 汉字' };

/** As a broker delivers it: bytes everywhere. */
const wire = (over: Partial<WireRecord> = {}): WireRecord => ({
  topic: 'directory.events', part: 3, off: 41, key: Buffer.from(key), value: Buffer.from(JSON.stringify(data)),
  headers: bytes(binaryHeaders({ ...attributes })), ...over,
});
const bytes = (headers: Record<string, string>): WireRecord['headers'] =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]));
const withHeaders = (change: Record<string, string | undefined>): WireRecord => {
  const headers: Record<string, string | undefined> = { ...binaryHeaders({ ...attributes }), ...change };
  return wire({ headers: bytes(Object.fromEntries(Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined))) });
};
const structured = (contentType: string, event: object = { ...attributes, data }): WireRecord =>
  wire({ headers: { 'content-type': Buffer.from(contentType) }, value: Buffer.from(JSON.stringify(event)) });
const causeOf = (record: WireRecord): unknown => {
  const read = readEnvelope(readWire(record));
  return 'unreadable' in read ? read.unreadable : null;
};

describe('CloudEvents in binary mode', () => {
  it('writes every attribute as a ce_ header but the content type, and no header without a value', () => {
    const headers = binaryHeaders({ ...attributes, traceparent: undefined });
    expect(headers).toMatchObject({ 'content-type': 'application/json', ce_specversion: '1.0', ce_aggversion: '7', ce_subject: key });
    expect(Object.keys(headers)).not.toContain('ce_datacontenttype');
    expect(Object.keys(headers)).not.toContain('ce_traceparent');
    expect(Object.values(headers).every((value) => typeof value === 'string')).toBe(true);
  });

  it('comes back as it went, whether headers are bytes or text', () => {
    const expected = { topic: 'directory.events', part: 3, off: 41, key, id: attributes.id, type: attributes.type, aggVersion: 7, headers: attributes, payload: data };
    expect(readWire(wire())).toEqual(expected);
    expect(readWire(wire({ key, value: JSON.stringify(data), headers: binaryHeaders({ ...attributes }) }))).toEqual(expected);
    expect(causeOf(wire())).toBeNull();
  });

  it('comes back without an audience and without a trace', () => {
    const { traceparent, ...bare } = { ...attributes, audience: [] };
    expect(traceparent).toBeDefined();
    expect(readWire(wire({ headers: bytes(binaryHeaders(bare)) })).headers).toEqual(bare);
  });

  it.each(['application/json; charset=utf-8', 'APPLICATION/JSON', 'application/json;charset="UTF-8"'])('reads the content type %s', (contentType) => {
    expect(causeOf(withHeaders({ 'content-type': contentType }))).toBeNull();
  });

  it('keeps a partitionkey and other extensions', () => {
    expect(readWire(withHeaders({ ce_partitionkey: 'p1' })).headers).toEqual({ ...attributes, partitionkey: 'p1' });
  });

  it('lets the content type win over a ce_datacontenttype that does not belong there', () => {
    expect(readWire(withHeaders({ ce_datacontenttype: 'text/plain' })).headers).toEqual(attributes);
  });

  it('hands on a body that is no JSON as its text', () => {
    expect(readWire(wire({ value: Buffer.from('{oops') })).payload).toBe('{oops');
  });
});

describe('CloudEvents in structured mode', () => {
  it.each(['application/cloudevents+json', 'Application/CloudEvents+JSON; charset=utf-8', 'application/cloudevents'])('is chosen by the content type %s', (contentType) => {
    expect(readWire(structured(contentType))).toMatchObject({ id: attributes.id, aggVersion: 7, headers: attributes, payload: data });
  });

  it('does not need a datacontenttype and reads data in base64', () => {
    const { datacontenttype, ...rest } = attributes;
    const event = { ...rest, data_base64: Buffer.from(JSON.stringify(data)).toString('base64') };
    expect(readWire(structured('application/cloudevents+json', event))).toMatchObject({ headers: { datacontenttype }, payload: data });
  });

  it.each([
    ['another format', structured('application/cloudevents+avro'), 'FORMAT_UNKNOWN'],
    ['a batch', structured('application/cloudevents-batch+json', [attributes]), 'FORMAT_UNKNOWN'],
    ['what is no JSON', { ...structured('application/cloudevents+json'), value: Buffer.from('{') }, 'FORMAT_INVALID'],
    ['what is no object', structured('application/cloudevents+json', ['x']), 'FORMAT_INVALID'],
  ])('refuses %s', (_, record, code) => {
    expect(causeOf(record)).toEqual({ code });
  });
});

describe('a record that breaks a rule of CloudEvents', () => {
  it.each([
    ['no id', { ce_id: undefined }, ['id']],
    ['an empty source', { ce_source: '' }, ['source']],
    ['no type', { ce_type: undefined }, ['type']],
    ['specversion 0.3', { ce_specversion: '0.3' }, ['specversion']],
    ['no specversion', { ce_specversion: undefined }, ['specversion']],
    ['no content type', { 'content-type': undefined }, ['datacontenttype']],
    ['another content type', { 'content-type': 'text/plain' }, ['datacontenttype']],
    ['a version that is no number', { ce_aggversion: '1.5' }, ['aggversion']],
    ['a time that is none', { ce_time: 'yesterday' }, ['time']],
  ])('is unreadable: %s', (_, change, fields) => {
    expect(causeOf(withHeaders(change))).toEqual({ code: 'ENVELOPE_INVALID', fields });
  });

  it('is unreadable: an attribute name with capitals', () => {
    expect(causeOf(withHeaders({ ce_Upper: 'x' }))).toEqual({ code: 'ENVELOPE_ATTRIBUTE_NAME' });
  });

  it('is unreadable: a header given twice', () => {
    expect(causeOf(wire({ headers: { ...wire().headers, ce_source: [Buffer.from('a'), Buffer.from('b')] } }))).toEqual({ code: 'ENVELOPE_INVALID', fields: ['source'] });
  });

  it('is unreadable: another key than its subject, or none', () => {
    for (const strange of [Buffer.from(newId()), null]) expect(causeOf(wire({ key: strange }))).toEqual({ code: 'ENVELOPE_MISMATCH', fields: ['subject'] });
  });

  it('is unreadable: no value, which would be a tombstone', () => {
    expect(causeOf(wire({ value: null }))).toEqual({ code: 'VALUE_MISSING' });
  });

  it.each([
    ['a zero byte in the body', { value: Buffer.from('{"a":"\\u0000"}') }],
    ['a zero byte in a name of the body', { value: Buffer.from('{"\\u0000":1}') }],
    ['half of a character', { value: Buffer.from('["\\ud83d"]') }],
    ['a zero byte in a body that is no JSON', { value: Buffer.from('a\0') }],
    ['a zero byte in an attribute', { headers: { ...wire().headers, ce_source: Buffer.from('/a\0') } }],
    ['nesting without end', { value: Buffer.from('['.repeat(5000) + ']'.repeat(5000)) }],
  ])('is unreadable, since no database could hold it: %s', (_, change) => {
    expect(causeOf(wire(change))).toEqual({ code: 'NOT_STORABLE' });
  });

  it('may hold a character of two halves', () => {
    expect(readWire(wire({ value: Buffer.from('{"a":"\\ud83d\\ude00"}') })).payload).toEqual({ a: '😀' });
  });

  it('is unreadable, and kept whole: bytes that are no text', () => {
    const record = wire({ headers: { ...wire().headers, ce_source: Buffer.from([0xff, 0xfe]) } });
    expect(causeOf(record)).toEqual({ code: 'TEXT_NOT_UTF8' });
    expect(readWire(record).headers).toMatchObject({ ce_source: ['base64://4='], ce_id: [attributes.id] });
  });
});
