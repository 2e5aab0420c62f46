import { jest } from '@jest/globals';
import { newId } from '@konbit/contracts';
import { eventually } from '@konbit/testing';
import { GivenOffice } from './given-office.js';
import { OtlpReceiver, type ReceivedSpan } from './otlp-receiver.js';

jest.setTimeout(120_000);

const saveOrganisation = 'mutation($input: SaveOrganisationInput!) { saveOrganisation(input: $input) { id } }';
const trace = 'a1b2c3d4e5f60718293a4b5c6d7e8f90';
const path = (span: ReceivedSpan, among: readonly ReceivedSpan[]): string[] => {
  const above = among.find(({ spanId }) => spanId === span.parentSpanId);
  return [...(above ? path(above, among) : []), `${span.service}: ${span.name}`];
};

describe('a trace', () => {
  let receiver: OtlpReceiver;
  let office: GivenOffice;
  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    office = await GivenOffice.start({ OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url });
  });
  afterAll(async () => {
    await office.stop();
    receiver.stop();
  });

  it('leads from the request through call and outbox to each consumer, in one piece', async () => {
    const editor = await office.signedIn('directorio');
    const input = { commandId: newId(), id: newId(), fields: { code: 'ORG-TRAZA', name: 'Oficina de Prueba', type: 'municipal', outside: false } };
    const answer = await editor.graphql(saveOrganisation, { variables: { input }, headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` } });
    expect(answer.json.errors).toBeUndefined();
    const ours = (): ReceivedSpan[] => receiver.spans.filter(({ traceId }) => traceId === trace);
    const consumed = (service: string): ReceivedSpan | undefined => ours().find((span) => span.service === service && span.name.startsWith('consume '));
    await eventually(() => consumed('konbit-cases') && consumed('konbit-referrals') && ours().some(({ name }) => name === 'POST /graphql'), 'spans of both consumers and of the request', { limitMs: 30_000, everyMs: 200 });
    const upToLog = ['konbit-gateway: POST /graphql', 'konbit-directory: rpc directory.saveOrganisation', 'konbit-directory: publish directory.events'];
    for (const service of ['konbit-cases', 'konbit-referrals']) {
      expect(path(consumed(service)!, ours())).toEqual([...upToLog, `${service}: consume konbit.directory.organisation.published.v1`]);
    }
    expect(ours().find(({ name }) => name === 'POST /graphql')!.parentSpanId).toBe('00f067aa0ba902b7');
  });

  it('names calls, topics and types, and no id of anything', () => {
    const names = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...names].sort()).toEqual([
      'http.request.method', 'http.route', 'konbit.outcome', 'messaging.consumer.group.name', 'messaging.destination.name', 'messaging.event.type', 'rpc.method',
    ]);
    expect(receiver.text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
    expect(receiver.text).not.toContain('Oficina de Prueba');
  });

  it('ends with the processes: what is left is sent before they exit', async () => {
    const before = receiver.spans.length;
    await fetch(`${office.url}/auth/login`, { redirect: 'manual' });
    expect(await office.end('gateway')).toBe(0);
    expect(receiver.spans.slice(before).map(({ name }) => name)).toContain('GET /auth/login');
  });
});
