import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@konbit/contracts';
import { KafkaEventLog, readEnvelope } from '@konbit/messaging';
import { codeId } from '@konbit/platform';
import { describeWithOwnKafka, eventually, KafkaBroker } from '@konbit/testing';
import { Client } from 'pg';
import { freePort } from '../dist/free-port.js';
import { Browser } from './browser.js';
import { konbit, RunningLauncher } from './running-launcher.js';

const [desk, office] = [codeId('BR-IMV-MIG-CENTRAL'), codeId('BR-OMIL-VALPO')];
const intake = 'mutation($input: IntakeInput!) { intake(input: $input) { person { id } } }';
const move = 'mutation($input: MoveReferralInput!) { moveReferral(input: $input) { id state } }';
const named = 'query($id: UUID!) { referral(id: $id) { person { identity { displayName } } } }';
const timeline = 'query($id: UUID!) { person(id: $id) { timeline(first: 20) { edges { node { aggregateId } } } } }';

describeWithOwnKafka('npm start on Kafka', () => {
  let folder: string;
  let home: string;
  let broker: KafkaBroker;
  let launcher: RunningLauncher;
  let url: string;
  let kafka: Record<string, string>;
  const reading = new AbortController();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-on-kafka-'));
    home = join(folder, 'home');
    broker = await KafkaBroker.start();
    kafka = { KONBIT_EVENTS: 'kafka', KONBIT_KAFKA_BROKERS: broker.address };
    launcher = RunningLauncher.start(home, await freePort(), { ...kafka, KONBIT_DEMO: '1', KONBIT_DEV: '1' });
    ({ url } = await launcher.ready(180_000));
  }, 240_000);
  afterAll(async () => {
    reading.abort();
    await launcher.stop();
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  const signedIn = async (username: string): Promise<Browser> => {
    const browser = new Browser();
    await browser.signIn(url, username);
    return browser;
  };

  it('loads the demonstration through the topics that it made, and nothing goes by the Postgres log', async () => {
    expect(launcher.output).toMatch(/Revisando los temas de Kafka.*Datos de demostración listos: 250 personas/s);
    const client = new Client({ connectionString: launcher.facts().databaseUrls['BUS_OWNER_DATABASE_URL'] });
    await client.connect();
    expect((await client.query('select 1 from bus_log')).rowCount).toBe(0);
    await client.end();
  });

  it('has records of each service on the wire that are sound CloudEvents of that service', async () => {
    const topics = ['cases.events', 'referrals.events', 'directory.events'];
    const seen = new Map(topics.map((topic) => [topic, 0]));
    const broken: unknown[] = [];
    const log = new KafkaEventLog({ brokers: [broker.address] });
    log.consume('captured', topics, async (records, saveOffset) => {
      for (const record of records) {
        const read = readEnvelope(record);
        if ('unreadable' in read || read.event.source !== `/konbit/05101/${record.topic.split('.')[0]}`) broken.push(read);
        seen.set(record.topic, seen.get(record.topic)! + 1);
      }
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start' });
    await eventually(() => [...seen.values()].every((count) => count > 100), 'more than a hundred records of each service', { limitMs: 20_000 });
    await log.close();
    expect(broken).toEqual([]);
  }, 60_000);

  it('tells konbit status where its events are, and each consumer is up to date', async () => {
    const status = await eventually(async () => {
      const answer = await konbit(home, ['status']);
      return answer.output.includes('Todo está bien') ? answer : null;
    }, 'konbit status finds everything well', { limitMs: 60_000, everyMs: 500 });
    for (const line of ['cases ← referrals.events: al día', 'cases ← directory.events: al día', 'referrals.access ← cases.events: al día', 'referrals.directory ← directory.events: al día']) expect(status?.output).toContain(line);
  }, 90_000);

  it('brings a referral that is sent at the gateway to the other office as a hint, with the person, and into the timeline', async () => {
    const [meson, omil] = [await signedIn('meson'), await signedIn('omil')];
    const heard = await omil.hints(url, reading.signal);
    const [personId, recordId, needId, referralId] = [newId(), newId(), newId(), newId()];
    await meson.graphql(url, desk, intake, { input: {
      commandId: newId(), attendanceId: newId(), personId, recordId, caseFileId: newId(), channel: 'office', inService: true, needs: [{ needId, code: 'work' }],
      person: { givenNames: 'Rose', firstSurname: 'Pierre', birthYear: 1990, nationality: 'HTI', language: 'hat' },
    } });
    await meson.graphql(url, desk, move, { input: { commandId: newId(), referralId, actingBranch: desk, move: { send: {
      personId, recordId, needId, needCode: 'work', needText: 'Busca trabajo', serviceId: codeId('OML-01'), priority: 'routine', destinationBranchId: office,
      fieldGroups: ['identity', 'contact'], basis: { kind: 'legal_function', normCode: 'LEY-18695-4' },
    } } } });
    await eventually(() => heard.some(({ id, type }) => id === referralId && type.includes('.sent.')), 'a hint at OMIL', { limitMs: 20_000 });
    const name = async () => (await omil.graphql<{ referral: { person: { identity: { displayName: string } | null } } }>(url, office, named, { id: referralId })).referral.person.identity?.displayName;
    expect(await eventually(name, 'access to the person', { limitMs: 20_000 })).toContain('Pierre');
    const entries = async () => (await meson.graphql<{ person: { timeline: { edges: { node: { aggregateId: string } }[] } } }>(url, desk, timeline, { id: personId })).person.timeline.edges;
    await eventually(async () => (await entries()).some(({ node }) => node.aggregateId === referralId), 'the referral in the timeline', { limitMs: 20_000 });
  }, 90_000);

  it('lets konbit status say in a moment that the brokers are silent, and what waits for them', async () => {
    await broker.kill();
    const began = performance.now();
    const { code, output } = await konbit(home, ['status']);
    expect(performance.now() - began).toBeLessThan(60_000);
    expect({ code, output }).toMatchObject({ code: 1, output: expect.stringMatching(/consumidores: Kafka no responde.*cases: Kafka no responde, así que no se sabe quién lee sus eventos/s) as unknown });
    await broker.startAgain();
  }, 120_000);

  it('starts again on the topics that are there, and refuses a start in one sentence when the brokers are silent or misspelt', async () => {
    expect(await launcher.stop()).toBe(0);
    launcher = RunningLauncher.start(home, await freePort(), { ...kafka, KONBIT_DEMO: '1' });
    await launcher.ready(120_000);
    await launcher.stop();
    const refused = async (environment: Record<string, string>): Promise<string> => {
      launcher = RunningLauncher.start(home, await freePort(), environment);
      expect(await launcher.ended()).toBe(1);
      return launcher.output.trim().split('\n').at(-1)!;
    };
    expect(await refused({ KONBIT_EVENTS: 'pigeon' })).toBe('KONBIT_EVENTS debe ser postgres o kafka y es "pigeon".');
    expect(await refused({ KONBIT_EVENTS: 'kafka' })).toMatch(/^Con KONBIT_EVENTS=kafka indique en KONBIT_KAFKA_BROKERS/);
    await broker.kill();
    expect(await refused(kafka)).toBe(`Kafka (${broker.address}) no responde: inicie los brokers o corrija KONBIT_KAFKA_BROKERS, y vuelva a intentar.`);
  }, 240_000);
});
