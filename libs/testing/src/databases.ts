import { randomBytes } from 'node:crypto';
import { busMigrationSql } from '@konbit/messaging';
import { Database, migrate } from '@konbit/platform';
import { Client, type QueryResultRow } from 'pg';
import { DataSource, type DataSourceOptions, type MixedList } from 'typeorm';
import { templatePrefix, type TestCluster } from './test-cluster.js';

export type TestService = 'cases' | 'referrals' | 'directory' | 'gateway';
type Migrations = Parameters<typeof migrate>[0]['migrations'];

export interface TestDatabaseOptions {
  /** Migrations by service, run as its owner. */
  migrations?: Partial<Record<TestService, Migrations>>;
  /** The server of the run, unless the test may break its own (`OwnPostgres`). */
  server?: TestServer;
}

export type TestServer = Pick<TestCluster, 'adminUrl' | 'urls'>;

export interface OpenDatabase {
  db: Database;
  source: DataSource;
}

/** Fresh databases of some services and a fresh log, for one test file; call `drop()` in afterAll. */
export async function testDatabases(services: readonly TestService[], options: TestDatabaseOptions = {}): Promise<TestDatabases> {
  const databases = new TestDatabases(services, `t_${randomBytes(5).toString('hex')}_`, options.server ?? serverOfRun());
  await databases.create(options.migrations ?? {});
  return databases;
}

export class TestDatabases {
  private readonly sources = new Set<DataSource>();

  constructor(readonly services: readonly TestService[], private readonly prefix: string, private readonly server: TestServer) {}

  /** Signed in as `<svc>_app`. */
  url(service: TestService): string {
    return this.urlOf(`${service.toUpperCase()}_DATABASE_URL`);
  }

  /** Signed in as `<svc>_owner`. */
  ownerUrl(service: TestService): string {
    return this.urlOf(`${service.toUpperCase()}_OWNER_DATABASE_URL`);
  }

  /** The log, signed in as `<svc>_app`. */
  busUrl(service: TestService): string {
    return this.urlOf(`${service.toUpperCase()}_BUS_DATABASE_URL`);
  }

  get busOwnerUrl(): string {
    return this.urlOf('BUS_OWNER_DATABASE_URL');
  }

  /** The database variables of one service's process. */
  env(service: TestService): Record<string, string> {
    const upper = service.toUpperCase();
    return {
      [`${upper}_DATABASE_URL`]: this.url(service), [`${upper}_OWNER_DATABASE_URL`]: this.ownerUrl(service),
      BUS_DATABASE_URL: this.busUrl(service), KONBIT_EVENTS: 'postgres',
    };
  }

  /** A `Database` on the service's app role; closed by `drop()`. */
  async open(service: TestService, options: { entities?: MixedList<unknown>; poolSize?: number } = {}): Promise<OpenDatabase> {
    const settings = { type: 'postgres', url: this.url(service), entities: options.entities ?? [], poolSize: options.poolSize ?? 5, synchronize: false };
    const source = new DataSource(settings as DataSourceOptions);
    await source.initialize();
    this.sources.add(source);
    return { db: new Database(source, service), source };
  }

  /** One statement as the owner of a service's database, or of the log. */
  async asOwner<R extends QueryResultRow>(service: TestService | 'bus', sql: string, values: unknown[] = []): Promise<R[]> {
    return once<R>(service === 'bus' ? this.busOwnerUrl : this.ownerUrl(service), sql, values);
  }

  /** One statement as the server's administrator, in a service's database. */
  async asAdmin<R extends QueryResultRow>(service: TestService | 'bus', sql: string, values: unknown[] = []): Promise<R[]> {
    return once<R>(this.adminOf(`${this.prefix}${service}`), sql, values);
  }

  async create(migrations: Partial<Record<TestService, Migrations>>): Promise<void> {
    const admin = new Client({ connectionString: this.server.adminUrl });
    await admin.connect();
    try {
      for (const service of [...this.services, 'bus'] as const) await this.copyTemplate(admin, service);
    } finally {
      await admin.end();
    }
    await once(this.busOwnerUrl, busMigrationSql(), []);
    for (const service of this.services) {
      const own = migrations[service];
      if (own) await migrate({ ownerUrl: this.ownerUrl(service), migrations: own });
    }
  }

  /** Closes what was opened and removes the databases, whoever is still connected. */
  async drop(): Promise<void> {
    for (const source of this.sources) if (source.isInitialized) await source.destroy();
    const admin = new Client({ connectionString: this.server.adminUrl });
    await admin.connect();
    try {
      for (const service of [...this.services, 'bus']) await admin.query(`drop database if exists ${this.prefix}${service} with (force)`);
    } finally {
      await admin.end();
    }
  }

  private async copyTemplate(admin: Client, service: TestService | 'bus'): Promise<void> {
    const name = `${this.prefix}${service}`;
    await admin.query(`create database ${name} template ${templatePrefix}${service} owner ${service}_owner`);
    await admin.query(`revoke all on database ${name} from public`);
    await admin.query(`grant connect on database ${name} to ${service === 'bus' ? 'bus_reader' : `${service}_app`}`);
  }

  private urlOf(name: string): string {
    const url = new URL(this.server.urls[name] ?? '');
    url.pathname = url.pathname.replace(templatePrefix, this.prefix);
    return url.href;
  }

  private adminOf(database: string): string {
    const url = new URL(this.server.adminUrl);
    url.pathname = `/${database}`;
    return url.href;
  }
}

async function once<R extends QueryResultRow>(url: string, sql: string, values: unknown[]): Promise<R[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (values.length > 0 ? await client.query<R>(sql, values) : await client.query<R>(sql)).rows;
  } finally {
    await client.end();
  }
}

function serverOfRun(): TestServer {
  return { adminUrl: fromRun('KONBIT_TEST_ADMIN_URL'), urls: JSON.parse(fromRun('KONBIT_TEST_TEMPLATE_URLS')) as Record<string, string> };
}

function fromRun(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: integration tests run by "npm run int", whose global setup starts the database`);
  return value;
}
