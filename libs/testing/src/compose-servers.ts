import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RunningPostgres, startPostgres } from '@konbit/local';
import { Client } from 'pg';
import type { ComposeFile } from './compose-file.js';
import { KafkaBroker } from './kafka-broker.js';
import { isOpen } from './ports.js';

const restartPauseMs = 1000;

/** Servers of other makers, in place of their containers. */
export interface ForeignServer {
  /** Where the file's `host:port` is here. */
  hosts: Record<string, string>;
  isHealthy: Record<string, () => Promise<boolean>>;
  pids: () => Record<string, number | null>;
  stop: () => Promise<void>;
}

/** The Postgres of the file: its superuser with the password of its secret, and the database that infra/compose makes for Keycloak. */
export async function composePostgres({ root, folder, passwords, say }: { root: string; folder: string; passwords: { postgres: string; keycloak: string }; say: (sentence: string) => void }): Promise<ForeignServer> {
  const dataDir = join(folder, 'postgres');
  let server: RunningPostgres = await startPostgres({ dataDir, onExit: () => void again() });
  let isStopping = false;
  const again = async (): Promise<void> => {
    if (isStopping) return;
    say('postgres ended: it is begun again.');
    server = await startPostgres({ dataDir, port: server.port, onExit: () => void again() });
  };
  await query(server.adminUrl, `create role postgres superuser login password '${passwords.postgres}'`);
  const [, sql = ''] = /<<'SQL'\n([\s\S]*?)\nSQL/.exec(readFileSync(join(root, 'infra/compose/keycloak-database.sh'), 'utf8')) ?? [];
  for (const statement of sql.replace(`:'password'`, `'${passwords.keycloak}'`).split(';').filter((each) => each.trim() !== '')) await query(server.adminUrl, statement);
  return {
    hosts: { 'postgres:5432': `127.0.0.1:${server.port}` },
    // The packaged binaries bring no pg_isready: an answer to a question stands for it.
    isHealthy: { postgres: () => query(server.adminUrl, 'select 1').then(() => true, () => false) },
    pids: () => ({ postgres: server.pid }),
    stop: async () => {
      isStopping = true;
      await server.stop();
    },
  };
}

/** The brokers of the file, with its settings: what concerns hosts, ports, folders and memory is this machine's. */
export async function composeKafka(file: ComposeFile, say: (sentence: string) => void): Promise<ForeignServer> {
  const names = Object.keys(file.services).filter((name) => /^kafka-\d+$/.test(name));
  const environment = file.services[names[0]!]?.environment ?? {};
  let isStopping = false;
  const brokers = await KafkaBroker.startCluster(names.length, {
    ...(environment['CLUSTER_ID'] && { id: environment['CLUSTER_ID'] }), settings: settingsOf(environment),
    onExit: (broker) => {
      if (isStopping) return;
      say('A broker ended: it is begun again.');
      setTimeout(() => { if (!isStopping) broker.launch(); }, restartPauseMs);
    },
  });
  const each = <T>(value: (broker: KafkaBroker) => T): Record<string, T> => Object.fromEntries(names.map((name, at) => [name, value(brokers[at]!)]));
  return {
    hosts: Object.fromEntries(names.map((name, at) => [`${name}:9092`, brokers[at]!.address])),
    // The program of the check is not among the jars of a broker: an open port stands for it, after a real write at the start.
    isHealthy: each(({ address }) => () => isOpen(address)),
    pids: () => each(({ pid }) => pid),
    stop: async () => {
      isStopping = true;
      await Promise.all(brokers.map((broker) => broker.stop()));
    },
  };
}

/** As the image of Kafka reads its environment: `KAFKA_MIN_INSYNC_REPLICAS` is `min.insync.replicas`. */
function settingsOf(environment: Readonly<Record<string, string>>): Record<string, string> {
  const ofTheMachine = /LISTENER|QUORUM_VOTERS|LOG_DIRS|HEAP_OPTS|NODE_ID|PROCESS_ROLES/;
  const own = Object.entries(environment).filter(([name]) => name.startsWith('KAFKA_') && !ofTheMachine.test(name));
  return Object.fromEntries(own.map(([name, value]) => [name.slice('KAFKA_'.length).toLowerCase().replaceAll('_', '.'), value]));
}

async function query(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
