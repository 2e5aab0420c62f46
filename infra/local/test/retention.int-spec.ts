import { messagingMigrationSql } from '@konbit/messaging';
import { silentLog } from '@konbit/platform';
import { eventually, testDatabases, type TestDatabases } from '@konbit/testing';
import { startRetention } from '../dist/launch/retention.js';

const services = ['cases', 'referrals', 'directory'] as const;

describe('retention', () => {
  let databases: TestDatabases;

  beforeAll(async () => {
    const migrations = Object.fromEntries(services.map((service) => [service, [{ name: '0001', sql: messagingMigrationSql(service) }]]));
    databases = await testDatabases(services, { migrations });
  });
  afterAll(() => databases.drop());

  it('removes answered commands after ninety days and keeps the younger', async () => {
    await databases.asOwner('cases', `insert into command (caller, key, body_hash, done_at) values
      ('old', gen_random_uuid(), '\\x00', now() - interval '91 days'), ('young', gen_random_uuid(), '\\x00', now() - interval '89 days')`);
    const urls = Object.fromEntries(services.map((service) => [`${service.toUpperCase()}_OWNER_DATABASE_URL`, databases.ownerUrl(service)]));
    const stop = startRetention({ urls: { ...urls, BUS_OWNER_DATABASE_URL: databases.busOwnerUrl }, log: silentLog });
    await eventually(async () => {
      const left = await databases.asOwner<{ caller: string }>('cases', 'select caller from command');
      return left.length === 1 && left[0]?.caller === 'young';
    }, 'only the young command is left');
    await stop();
  });
});
