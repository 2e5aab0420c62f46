import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { ensureKeysFile } from '../launch/secrets.js';
import { writePrivate } from '../launch/files.js';
import { moveLog } from '../kafka/move-log.js';
import { migrateBus } from '../postgres/bus.js';
import { bootstrapDatabases, databaseServices, serviceDatabaseEnv } from '../postgres/databases.js';
import { keepConfig, type PrepareConfig } from './server-config.js';

/**
 * Makes roles, databases, event log, topics of Kafka and data keys, or checks them again, and writes for each process a settings file that holds
 * its own secrets alone: `<settingsDir>/<process>/settings.env`, read by `node --env-file`. On Kafka it brings the events of the Postgres log
 * there too. Throws a StartError for lost keys and silent brokers.
 */
export async function prepare({ adminUrl, home, settingsDir, clientSecret, kafkaBrokers }: PrepareConfig): Promise<void> {
  const keysFile = ensureKeysFile(home, await hasData(adminUrl));
  const urls = await bootstrapDatabases(adminUrl);
  const busOwnerUrl = urls['BUS_OWNER_DATABASE_URL'] ?? '';
  await migrateBus(busOwnerUrl);
  for (const service of databaseServices) {
    const own = { ...serviceDatabaseEnv(urls, service), KONBIT_KEYS_FILE: keysFile };
    writeSettings(settingsDir, service, service === 'gateway' ? { ...own, OIDC_CLIENT_SECRET: clientSecret } : own);
  }
  writeSettings(settingsDir, 'keeper', keepConfig(urls));
  if (kafkaBrokers) await moveLog({ brokers: kafkaBrokers, busOwnerUrl, say: (line) => { process.stdout.write(`${line}\n`); }, patienceMs: brokersStartMs });
}

/** Brokers that start together with this. */
const brokersStartMs = 120_000;

async function hasData(adminUrl: string): Promise<boolean> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    return (await client.query(`select 1 from pg_database where datname = 'cases'`)).rowCount === 1;
  } finally {
    await client.end();
  }
}

/** Urls and secrets are made of characters that stand for themselves in such a file. */
function writeSettings(folder: string, name: string, settings: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, name), { recursive: true, mode: 0o700 });
  writePrivate(join(folder, name, 'settings.env'), Object.entries(settings).map(([variable, value]) => `${variable}=${value}\n`).join(''));
}
