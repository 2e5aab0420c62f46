import { randomBytes } from 'node:crypto';
import { migrate, silentLog } from '@konbit/platform';
import { gate, type TestDatabases, testDatabases } from '@konbit/testing';
import { Pool } from 'pg';
import { migrations } from '../dist/migrations/migrations.js';
import { sessionPool } from '../dist/sign-in/session-pool.js';
import type { SessionRow } from '../dist/sign-in/session.js';
import { SessionStore } from '../dist/sign-in/session.store.js';

const name = 'session store test';
const unavailable = { code: 'UNAVAILABLE', details: { cause: 'DATABASE_UNAVAILABLE' } };
const bytes = (): Buffer => randomBytes(32);

function aSession(): SessionRow {
  const now = new Date();
  return {
    idHash: bytes(), sub: 'sub', tenant: '0193a000-0000-7000-8000-000000000001', sid: null, refreshEnc: bytes(), accessEnc: bytes(), idTokenEnc: bytes(),
    accessExpiresAt: now, createdAt: now, lastSeenAt: now, revokedAt: null,
  };
}

describe('the sessions of a gateway whose database breaks', () => {
  let databases: TestDatabases;
  let pool: Pool;
  let store: SessionStore;
  const cut = () => databases.asAdmin('gateway', `select pg_terminate_backend(pid) from pg_stat_activity where application_name = '${name}'`);

  beforeAll(async () => {
    databases = await testDatabases(['gateway']);
    await migrate({ ownerUrl: databases.ownerUrl('gateway'), migrations });
    pool = sessionPool({ url: databases.url('gateway'), name, max: 1, log: silentLog });
    store = new SessionStore(pool);
  });

  afterAll(async () => {
    await pool.end();
    await databases.drop();
  });

  it('are UNAVAILABLE when the connection dies while a refresh goes on, and the process goes on with another', async () => {
    const session = aSession();
    await store.insert(session);
    const [refreshing, broken] = [gate(), gate()];
    const refreshed = expect(store.locked(session.idHash, async () => {
      refreshing.open();
      await broken.passed;
      return { revokeAt: new Date() };
    })).rejects.toMatchObject(unavailable);
    await refreshing.passed;
    await cut();
    broken.open();
    await refreshed;
    expect(await store.find(session.idHash)).toMatchObject({ revokedAt: null });
  });

  it('are UNAVAILABLE when the database cannot be reached', async () => {
    const away = new SessionStore(new Pool({ connectionString: 'postgres://nobody@127.0.0.1:1/none' }));
    await expect(away.find(bytes())).rejects.toMatchObject(unavailable);
    await expect(away.locked(bytes(), () => Promise.resolve(null))).rejects.toMatchObject(unavailable);
  });
});
