import { jest } from '@jest/globals';
import { eventually } from '@konbit/testing';
import { GivenOffice, intakeDocument, intakeInput, processNames } from './given-office.js';

jest.setTimeout(60_000);

/** Value of one line of the figures; null when the line is not there. */
const figure = (text: string, line: string): number | null => {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
};

describe('the metrics', () => {
  let office: GivenOffice;
  let text = '';
  beforeAll(async () => {
    office = await GivenOffice.start();
    const desk = await office.signedIn('meson');
    const answer = await desk.graphql(intakeDocument, { variables: intakeInput() });
    expect(answer.json.errors).toBeUndefined();
    await desk.graphql(intakeDocument, { variables: intakeInput({ birthYear: 2090 }) });
    await eventually(async () => {
      text = await (await fetch(`${office.url}/metrics`)).text();
      return figure(text, 'konbit_consumer_lag{group="referrals.access",topic="cases.events",service="referrals"}') === 0;
    }, 'a consumer without lag', { everyMs: 200 });
  });
  afterAll(() => office.stop());

  it('of every process are read at one address', () => {
    for (const service of processNames) {
      expect(figure(text, `process_resident_memory_bytes{service="${service}"}`)).toBeGreaterThan(10_000_000);
      expect(figure(text, `konbit_database_connections{state="waiting",service="${service}"}`)).toBe(0);
      expect(figure(text, `konbit_event_loop_delay_seconds{quantile="0.99",service="${service}"}`)).toBeGreaterThanOrEqual(0);
    }
    expect(['cases', 'referrals', 'directory'].map((name) => figure(text, `konbit_service_up{name="${name}",service="gateway"}`))).toEqual([1, 1, 1]);
  });

  it('are a text that Prometheus reads: each family is named once and every value is a number', () => {
    const types = text.split('\n').filter((line) => line.startsWith('# TYPE ')).map((line) => line.split(' ')[2]!);
    expect(new Set(types).size).toBe(types.length);
    const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(samples.filter((line) => !/^[a-z_:0-9]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? -?[0-9.e+-]+$/i.test(line))).toEqual([]);
  });

  it('count calls by name and outcome, and refusals by code', () => {
    expect(figure(text, 'konbit_calls_total{call="cases.intake",outcome="ok",service="cases"}')).toBe(1);
    expect(figure(text, 'konbit_calls_total{call="cases.intake",outcome="BIRTH_DATE_INVALID",service="cases"}')).toBe(1);
    expect(figure(text, 'konbit_call_seconds_count{call="cases.intake",service="cases"}')).toBe(2);
    expect(figure(text, 'konbit_refusals_total{code="BIRTH_DATE_INVALID",service="gateway"}')).toBe(1);
    expect(figure(text, 'konbit_calls_total{call="POST /graphql",outcome="200",service="gateway"}')).toBe(2);
  });

  it('tell how the backbone stands: outbox, relay, lag, parked keys', () => {
    expect(figure(text, 'konbit_outbox_rows{service="cases"}')).toBe(0);
    expect(figure(text, 'konbit_outbox_oldest_seconds{service="cases"}')).toBe(0);
    expect(figure(text, 'konbit_relay_active{service="cases"}')).toBe(1);
    expect(figure(text, 'konbit_parked_keys{group="cases",state="dead",service="cases"}')).toBe(0);
    expect(figure(text, 'konbit_consumer_events_total{group="cases",outcome="applied",service="cases"}')).toBeGreaterThan(0);
  });

  it('name no id, so that the number of lines has an end', () => {
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}/);
  });

  it('are not for whoever comes through a proxy', async () => {
    expect((await fetch(`${office.url}/metrics`, { headers: { 'x-forwarded-for': '200.1.2.3' } })).status).toBe(404);
  });

  it('show a parked key and a dead record', async () => {
    await office.databases.asOwner('cases', `insert into parked (consumer, key, agg_version, event, state) values ('cases', gen_random_uuid(), 3, '{}', 'dead')`);
    await office.databases.asOwner('cases', `insert into dead_record (consumer, topic, off, raw, cause) values ('cases', 'cases.events', 7, '', '{}')`);
    const read = await (await fetch(`${office.url}/metrics`)).text();
    expect(figure(read, 'konbit_parked_keys{group="cases",state="dead",service="cases"}')).toBe(1);
    expect(figure(read, 'konbit_dead_records{group="cases",service="cases"}')).toBe(1);
  });

  it('of the others are there when a service is not, which is then said', async () => {
    await office.end('referrals', 'SIGKILL');
    const read = await (await fetch(`${office.url}/metrics`)).text();
    expect(figure(read, 'konbit_service_up{name="referrals",service="gateway"}')).toBe(0);
    expect(figure(read, 'konbit_outbox_rows{service="cases"}')).toBe(0);
    const readiness = await fetch(`${office.url}/readyz`);
    expect(readiness.status).toBe(503);
    expect(await readiness.json()).toMatchObject({
      ready: false, reasons: [{ part: 'referrals.calls', code: 'NO_ANSWER', means: 'the service does not answer its calls', canWait: false }], parts: { 'gateway.database': 'OK', 'cases.relay': 'OK', 'cases.keys': 'OK' },
    });
  });
});
