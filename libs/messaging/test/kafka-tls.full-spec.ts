import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@konbit/contracts';
import { createKafkaTopics, KafkaEventLog } from '@konbit/messaging';
import { silentLog } from '@konbit/platform';
import { describeWithOwnKafka, eventually, KafkaBroker } from '@konbit/testing';
import { kafkaClient } from '../dist/kafka-client.js';
import { outboxRow, topic } from './backbone.js';

const [user, password, keystorePassword] = ['konbit', 'a-password-of-the-test', 'a-keystore-of-the-test'];

describeWithOwnKafka('the event log on a Kafka behind TLS', () => {
  let folder: string;
  let broker: KafkaBroker;
  let ca: string;
  const before = { ...process.env };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'konbit-tls-'));
    const certificate = (name: string): { keystore: string; ca: string } => {
      const keystore = join(folder, `${name}.p12`);
      const own = ['-alias', 'broker', '-keystore', keystore, '-storetype', 'PKCS12', '-storepass', keystorePassword];
      execFileSync('keytool', ['-genkeypair', '-keyalg', 'EC', '-groupname', 'secp256r1', '-dname', 'CN=broker', '-ext', 'san=ip:127.0.0.1', '-validity', '2', ...own], { stdio: 'ignore' });
      execFileSync('keytool', ['-exportcert', '-rfc', '-file', join(folder, `${name}.pem`), ...own], { stdio: 'ignore' });
      return { keystore, ca: join(folder, `${name}.pem`) };
    };
    const known = certificate('broker');
    writeFileSync(join(folder, 'password'), `${password}\n`);
    Object.assign(process.env, { KONBIT_KAFKA_TLS_CA: known.ca, KONBIT_KAFKA_USER: user, KONBIT_KAFKA_PASSWORD_FILE: join(folder, 'password') });
    ca = readFileSync(certificate('stranger').ca, 'utf8');
    broker = await KafkaBroker.start({ secured: { user, password, keystore: known.keystore, keystorePassword } });
    await createKafkaTopics({ brokers: [broker.address], topics: [topic] });
  }, 120_000);
  afterAll(async () => {
    process.env = before;
    await broker.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  it('is written and read by the settings alone', async () => {
    const log = new KafkaEventLog({ brokers: [broker.address] });
    const rows = Array.from({ length: 20 }, () => outboxRow({ key: newId(), version: 1 }));
    await log.append(rows);
    const seen = new Set<string>();
    log.consume('tls', [topic], async (records, saveOffset) => {
      for (const { id } of records) seen.add(id);
      await saveOffset(undefined as never, records.at(-1)!);
    }, { from: 'start' });
    await eventually(() => rows.every(({ eventId }) => seen.has(eventId)), 'all of them', { limitMs: 20_000 });
    await log.close();
  }, 60_000);

  it('is closed to a wrong password, to a client without TLS, and to one that does not know its certificate', async () => {
    const own = readFileSync(process.env['KONBIT_KAFKA_TLS_CA']!, 'utf8');
    const refused = async (security: Parameters<typeof kafkaClient>[2], error: object): Promise<void> => {
      const admin = kafkaClient([broker.address], silentLog, security).admin();
      await expect(admin.connect().then(() => admin.listTopics())).rejects.toMatchObject(error);
      await admin.disconnect();
    };
    await refused({ ca: own, sign: { username: user, password: 'another' } }, { name: 'KafkaJSSASLAuthenticationError' });
    await refused({ ca, sign: { username: user, password } }, { message: expect.stringMatching(/certificate/) as unknown });
    await refused({ ca: own, sign: null }, {});
    await refused(null, {});
  }, 120_000);
});
