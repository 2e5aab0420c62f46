import { statSync } from 'node:fs';
import { newId } from '@konbit/contracts';
import { OutboxRelay, PostgresEventLog } from '@konbit/messaging';
import { type Database, openDatabase } from '@konbit/platform';
import { describeWithSmallDisk, eventually, OwnPostgres, SmallDisk, type TestDatabases } from '@konbit/testing';
import { backboneOn, publishThing, topic } from './backbone.js';

describeWithSmallDisk('a disk that is full', () => {
  let server: OwnPostgres;
  let databases: TestDatabases;
  let db: Database;
  let relay: OutboxRelay;
  let eventLog: PostgresEventLog;
  const disks: SmallDisk[] = [];

  beforeAll(async () => {
    server = await OwnPostgres.start();
    databases = await backboneOn(server, 'directory');
    db = await openDatabase({ name: 'directory', url: databases.url('directory') });
    eventLog = new PostgresEventLog({ busUrl: databases.busUrl('directory') });
    relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic, pollMs: 20 });
  }, 60_000);

  afterAll(async () => {
    await relay.stop();
    await eventLog.close();
    await db.close();
    await databases.drop();
    await server.stop();
    for (const disk of disks) disk.unmount();
  }, 60_000);

  /** Moves a table and its indexes to a disk of their own. */
  const onSmallDisk = async (database: 'directory' | 'bus', table: string): Promise<SmallDisk> => {
    const disk = SmallDisk.mount(4)!;
    disks.push(disk);
    const { uid, gid } = statSync(server.dataDir);
    disk.giveTo(uid, gid);
    const run = (sql: string) => databases.asAdmin<{ name: string }>(database, sql);
    await run(`create tablespace small_${table} location '${disk.path}'`);
    await run(`alter table ${table} set tablespace small_${table}`);
    for (const { name } of await run(`select indexname as name from pg_indexes where tablename = '${table}'`)) await run(`alter index ${name} set tablespace small_${table}`);
    return disk;
  };
  const outboxRows = async (): Promise<number> => (await databases.asOwner('directory', 'select 1 from outbox')).length;
  const logged = async (): Promise<string[]> => (await databases.asOwner<{ key: string }>('bus', 'select key from bus_log order by off')).map(({ key }) => key);
  const exists = async (id: string): Promise<boolean> => (await databases.asAdmin('directory', 'select 1 from thing where id = $1', [id])).length === 1;

  it('under the outbox: a command fails whole and says so, and when there is space the next ones succeed and every event goes out', async () => {
    const disk = await onSmallDisk('directory', 'outbox');
    disk.fill();
    const acknowledged: string[] = [];
    let refused: unknown;
    while (!refused && acknowledged.length < 2000) {
      const id = newId();
      await publishThing(db, id, 0).then(() => acknowledged.push(id), (error: unknown) => { refused = { error, id }; });
    }
    expect(refused).toMatchObject({ error: { code: 'UNAVAILABLE', details: { cause: 'DISK_FULL' } } });
    expect(await exists((refused as { id: string }).id)).toBe(false);
    disk.free();
    const after = newId();
    await publishThing(db, after, 0);
    relay.start();
    await eventually(async () => (await outboxRows()) === 0, 'an empty outbox');
    expect(await logged()).toEqual([...acknowledged, after]);
  }, 60_000);

  it('under the log: commands go on, their events wait, and when there is space they arrive in order', async () => {
    const disk = await onSmallDisk('bus', 'bus_log');
    disk.fill();
    const before = (await logged()).length;
    const acknowledged: string[] = [];
    await eventually(async () => {
      const id = newId();
      await publishThing(db, id, 0);
      acknowledged.push(id);
      return relay.state === 'standby';
    }, 'a relay that cannot write', { limitMs: 30_000, everyMs: 0 });
    for (let more = 0; more < 20; more += 1) {
      const id = newId();
      await publishThing(db, id, 0);
      acknowledged.push(id);
    }
    expect(await outboxRows()).toBeGreaterThan(0);
    disk.free();
    await eventually(async () => (await outboxRows()) === 0, 'an empty outbox', { limitMs: 20_000 });
    expect((await logged()).slice(before)).toEqual(acknowledged);
  }, 60_000);
});
