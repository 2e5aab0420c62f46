import { execFile } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createKafkaTopics, KafkaEventLog } from '@konbit/messaging';
import { sweepAbandoned } from './abandoned.js';
import { eventually } from './eventually.js';
import { givenKafka } from './given-servers.js';
import { KeptProcess, tailOf } from './kept-process.js';
import { kafkaClassPath } from './kafka-jars.js';
import { kafkaSettings, type Secured } from './kafka-settings.js';
import { freePort, isOpen } from './ports.js';

const folderPrefix = 'konbit-kafka-';
const startLimitMs = 60_000;
const stopLimitMs = 5000;
const readyTopic = 'ready.events';
const logging = `status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d %p %c %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
`;
let made = 0;

/** A broker of ours has a folder and ports for its peers; one that is given has none. */
interface Place { folder: string | null; address: string; controllerPort: number; insidePort: number }

export interface ClusterOptions {
  /** Id of the cluster; a new one when absent. */
  id?: string;
  /** Settings of `server.properties` beside those of the machine; they win over ours. */
  settings?: Readonly<Record<string, string>>;
  /** Clients come over TLS and sign in. */
  secured?: Secured;
  /** Called when a broker ends by itself. */
  onExit?: (broker: KafkaBroker) => void;
}

/** A real broker, as a process of its own with its data in a temporary folder. */
export class KafkaBroker {
  private child: KeptProcess | null = null;
  private isEnding = false;

  private constructor(private readonly classPath: string, private readonly place: Place, private readonly all: readonly Place[], private readonly options: ClusterOptions) {}

  /** One node: formats, starts and waits for a real write; needs Java and Maven. */
  static async start(options: ClusterOptions = {}): Promise<KafkaBroker> {
    const [broker] = await KafkaBroker.startCluster(1, options);
    return broker!;
  }

  /** Nodes that hold copies of each other; with three, writes need two in sync. */
  static async startCluster(nodes: number, options: ClusterOptions = {}): Promise<KafkaBroker[]> {
    const given = givenKafka();
    if (given) return givenBrokers(given, nodes).map((address) => new KafkaBroker('', { folder: null, address, controllerPort: 0, insidePort: 0 }, [], {}));
    sweepAbandoned(folderPrefix, { pidFile: 'broker.log.pid', signal: 'SIGKILL' });
    const classPath = await kafkaClassPath();
    const places: Place[] = [];
    for (let node = 0; node < nodes; node += 1) {
      made += 1;
      places.push({ folder: join(tmpdir(), `${folderPrefix}${process.pid}-${made}`), address: `127.0.0.1:${await freePort()}`, controllerPort: await freePort(), insidePort: await freePort() });
    }
    const id = options.id ?? randomBytes(16).toString('base64url').replace(/^-/, 'k');
    const brokers = places.map((place) => new KafkaBroker(classPath, place, places, options));
    await Promise.all(brokers.map((broker) => broker.format(id)));
    for (const broker of brokers) broker.launch();
    await brokers[0]!.ready();
    return brokers;
  }

  get address(): string {
    return this.place.address;
  }

  /** Null when it does not run. */
  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Starts the same broker on the data it has, and waits until its cluster takes a write. */
  async startAgain(): Promise<void> {
    this.launch();
    await this.ready();
  }

  /** Starts the process and waits for nothing. */
  launch(): void {
    const folder = this.ownFolder();
    const command = ['java', ...this.java('-Xmx384m', '-XX:+UseSerialGC', 'kafka.Kafka', join(folder, 'server.properties'))];
    const child = KeptProcess.start({ command, cwd: folder, env: process.env, log: this.log });
    this.child = child;
    this.isEnding = false;
    void child.ended.then(() => { if (!this.isEnding) this.options.onExit?.(this); });
  }

  async ready(): Promise<void> {
    const brokers = this.all.map(({ address }) => address);
    const log = new KafkaEventLog({ brokers });
    try {
      await eventually(() => isOpen(this.address), 'an open port', { limitMs: startLimitMs, everyMs: 50 });
      await eventually(async () => {
        await createKafkaTopics({ brokers, topics: [readyTopic], partitions: 1, replication: brokers.length });
        return log.append([{ pos: '1', eventId: randomUUID(), topic: readyTopic, key: 'ready', type: 'ready', aggVersion: 1, payload: '{}', headers: '{}' }]);
      }, 'a broker that takes writes', { limitMs: startLimitMs, everyMs: 100 });
    } catch (error) {
      throw new Error(`the broker did not start:\n${tailOf(this.log)}`, { cause: error });
    } finally {
      await log.close();
    }
  }

  /** No goodbye: SIGKILL. */
  async kill(): Promise<void> {
    this.ownFolder();
    this.isEnding = true;
    this.child?.signal('SIGKILL');
    await this.child?.ended;
  }

  /** SIGSTOP or SIGCONT: a broker that accepts and never answers. */
  signal(signal: NodeJS.Signals): void {
    this.ownFolder();
    this.child?.signal(signal);
  }

  /** Ends the broker and removes its data; one that is given stays. A node without a quorum ignores SIGTERM, so there is a limit. */
  async stop(): Promise<void> {
    if (this.place.folder === null) return;
    this.isEnding = true;
    await this.child?.stop(stopLimitMs);
    rmSync(this.place.folder, { recursive: true, force: true });
  }

  private ownFolder(): string {
    if (this.place.folder === null) throw new Error(`the broker ${this.address} is given by KONBIT_TEST_KAFKA_BROKERS: it is nobody's here to start or to end`);
    return this.place.folder;
  }

  private get log(): string {
    return join(this.ownFolder(), 'broker.log');
  }

  private async format(id: string): Promise<void> {
    const folder = this.ownFolder();
    const { secured, settings = {} } = this.options;
    const scram = secured ? ['--add-scram', `SCRAM-SHA-512=[name=${secured.user},password=${secured.password}]`] : [];
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'log4j2.properties'), logging);
    writeFileSync(join(folder, 'server.properties'), kafkaSettings({ ...this.place, folder }, this.all, secured ?? null, settings));
    await promisify(execFile)('java', this.java('-Xmx128m', 'kafka.tools.StorageTool', 'format', '-t', id, '-c', join(folder, 'server.properties'), ...scram));
  }

  private java(memory: string, ...rest: string[]): string[] {
    return [memory, '-XX:TieredStopAtLevel=1', `-Dlog4j2.configurationFile=${join(this.ownFolder(), 'log4j2.properties')}`, '-cp', this.classPath, ...rest];
  }
}

function givenBrokers(addresses: readonly string[], nodes: number): readonly string[] {
  if (addresses.length < nodes) throw new Error(`KONBIT_TEST_KAFKA_BROKERS names ${addresses.length}, and these tests need ${nodes}`);
  return addresses.slice(0, nodes);
}
