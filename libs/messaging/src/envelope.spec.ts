import { newId } from '@konbit/contracts';
import { buildHeaders, type LogRecord, parseType, readEnvelope } from './envelope.js';

const facts = { id: newId(), at: new Date('2026-11-24T13:00:00Z'), version: 3, tenant: newId(), trace: null };
const event = { type: 'konbit.referrals.referral.accepted.v1', subject: newId(), data: { a: 1 }, audience: [newId()] };

function aRecord(headers: Record<string, unknown> = {}): LogRecord {
  return {
    topic: 'referrals.events', part: 0, off: 7, id: facts.id, key: event.subject, type: event.type, aggVersion: 3,
    headers: { ...buildHeaders(event, facts), ...headers }, payload: event.data,
  };
}

describe('envelope', () => {
  it('carries the CloudEvents attributes', () => {
    expect(buildHeaders(event, facts)).toEqual({
      specversion: '1.0', id: facts.id, source: '/konbit/05101/referrals', type: event.type, subject: event.subject, time: '2026-11-24T13:00:00.000Z',
      datacontenttype: 'application/json', dataschema: `urn:konbit:schema:${event.type}`, aggversion: 3, tenant: facts.tenant, audience: event.audience,
    });
  });

  it('reads back what was built', () => {
    expect(readEnvelope(aRecord())).toEqual({ event: {
      id: facts.id, type: event.type, source: '/konbit/05101/referrals', subject: event.subject, version: 3, tenant: facts.tenant,
      audience: event.audience, time: facts.at, data: event.data, traceparent: null, topic: 'referrals.events', off: 7 } });
  });

  it('names the attribute that is wrong, never its value', () => {
    const read = readEnvelope(aRecord({ tenant: 'Juan Pérez', specversion: '0.3' }));
    expect(read).toEqual({ unreadable: { code: 'ENVELOPE_INVALID', fields: ['specversion', 'tenant'] } });
  });

  it.each(['id', 'subject', 'type', 'aggversion'])('does not believe a record whose %s differs from its envelope', (name) => {
    const other = { id: newId(), subject: newId(), type: 'konbit.referrals.referral.sent.v1', aggversion: 4 }[name];
    expect(readEnvelope(aRecord({ [name]: other }))).toEqual({ unreadable: { code: 'ENVELOPE_MISMATCH', fields: [name] } });
  });

  it('does not believe what gate and database cannot hold: an id in capitals, a version beyond theirs', () => {
    const capitals = { ...aRecord({ subject: 'A1B2C3D4-0000-4000-8000-00000000000F' }), key: 'A1B2C3D4-0000-4000-8000-00000000000F' };
    expect(readEnvelope(capitals)).toEqual({ unreadable: { code: 'ENVELOPE_INVALID', fields: ['subject'] } });
    expect(readEnvelope({ ...aRecord({ aggversion: 2 ** 31 }), aggVersion: 2 ** 31 })).toEqual({ unreadable: { code: 'ENVELOPE_INVALID', fields: ['aggversion'] } });
  });

  it('reads no envelope at all as unreadable', () => {
    for (const headers of [null, 'text', 7, []]) expect(readEnvelope({ ...aRecord(), headers })).toHaveProperty('unreadable.code', 'ENVELOPE_INVALID');
  });

  it('splits a type into service, name and major', () => {
    expect(parseType('konbit.cases.access-grant.opened.v12')).toEqual({ service: 'cases', name: 'konbit.cases.access-grant.opened', major: 12 });
    expect(parseType('konbit.cases.opened')).toBeNull();
  });

  it('refuses to build an envelope for a type of another form', () => {
    expect(() => buildHeaders({ ...event, type: 'referral.accepted' }, facts)).toThrow(/konbit.<service>/);
  });
});
