import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { testDatabases, type TestDatabases } from '@konbit/testing';
import { actorOf } from '../dist/actors.js';
import { demoConfig } from '../dist/config.js';
import { StoryClock } from '../dist/days.js';
import { loadDemo } from '../dist/load.js';
import { openServices } from '../dist/services.js';

jest.setTimeout(240_000);

const services = ['directory', 'cases', 'referrals'] as const;
const key = () => randomBytes(32).toString('base64');

describe('the demonstration commune', () => {
  let databases: TestDatabases;
  let home: string;
  const lines: string[] = [];
  const load = (): Promise<void> => loadDemo(demoConfig(), (line) => lines.push(line));

  beforeAll(async () => {
    databases = await testDatabases(services);
    home = await mkdtemp(join(tmpdir(), 'konbit-demo-'));
    await writeFile(join(home, 'keys.json'), JSON.stringify({ aes: [{ id: 'a', key: key() }], hmac: [{ id: 'h', key: key() }] }), { mode: 0o600 });
    const ports = { CASES_RPC_PORT: '1', REFERRALS_RPC_PORT: '2', DIRECTORY_RPC_PORT: '3' };
    const buses = Object.fromEntries(services.map((service) => [`${service.toUpperCase()}_BUS_DATABASE_URL`, databases.busUrl(service)]));
    Object.assign(process.env, ...services.map((service) => databases.env(service)), buses, ports, {
      BUS_OWNER_DATABASE_URL: databases.busOwnerUrl, KONBIT_HOME: home, KONBIT_KEYS_FILE: join(home, 'keys.json'), KONBIT_TENANT_CUT: '05101', KONBIT_DEMO: '1',
      OIDC_ISSUER: 'http://localhost/none', OIDC_AUDIENCE: 'konbit-api',
    });
    await load();
  });
  afterAll(async () => {
    await databases.drop();
    await rm(home, { recursive: true, force: true });
  });

  const count = async (service: 'cases' | 'referrals' | 'bus', sql: string): Promise<number> => Number((await databases.asOwner<{ n: string }>(service, `select count(*) as n from ${sql}`))[0]?.n);

  it('says how far it is and ends with what it told, within a minute', () => {
    expect(lines.filter((line) => /^\d+ de 250 personas, \d+ derivaciones$/.test(line))).toHaveLength(10);
    const [, seconds] = /250 personas, 234 derivaciones, en (\d+) s$/.exec(lines.at(-1) ?? '') ?? [];
    expect(Number(seconds)).toBeLessThanOrEqual(60);
  });

  it('tells that 76 of 250 people were attended at OMIL too', async () => {
    const config = demoConfig();
    const open = await openServices(config, new StoryClock());
    try {
      const { total } = await open.cases.call(actorOf('policy', config.tenant), 'cases.indicators.omilRate', {});
      expect([total.attended, total.alsoServed, total.rate]).toEqual([250, 76, expect.closeTo(0.304, 3)]);
    } finally {
      await open.close();
    }
  });

  it('leaves nothing parked, a queue for today and referrals in every state', async () => {
    expect(await count('cases', 'parked')).toBe(0);
    expect(await count('referrals', 'parked')).toBe(0);
    expect(await count('cases', "attendance where state = 'waiting'")).toBe(8);
    expect(await count('referrals', '(select distinct state from referral) s')).toBe(15);
    expect(await count('cases', 'consent where revoked_at is not null')).toBe(2);
    expect(await count('cases', 'privacy_notice')).toBeGreaterThan(200);
  });

  it('changes nothing when it runs again on the same day', async () => {
    const facts = async () => [await count('bus', 'bus_log'), await count('cases', 'person'), await count('cases', 'attendance'), await count('referrals', 'referral')];
    const before = await facts();
    await load();
    expect(await facts()).toEqual(before);
  });
});
