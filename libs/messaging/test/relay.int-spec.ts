import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId } from '@konbit/contracts';
import { OutboxRelay, PostgresEventLog } from '@konbit/messaging';
import { eventually, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { backbone, outboxRow, publishThing, topic } from './backbone.js';

describe('relay', () => {
  let databases: TestDatabases;
  let directory: OpenDatabase;
  let eventLog: PostgresEventLog;
  const relays: OutboxRelay[] = [];

  beforeAll(async () => {
    databases = await backbone('directory', 'cases');
    directory = await databases.open('directory');
    eventLog = new PostgresEventLog({ busUrl: databases.busUrl('directory') });
  });
  afterAll(async () => {
    await eventLog.close();
    await databases.drop();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.stop()));
    await databases.asOwner('directory', 'truncate outbox restart identity');
  });

  const makeRelay = (log: Pick<PostgresEventLog, 'append'> = eventLog, pollMs = 20): OutboxRelay => {
    const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog: log, topic, pollMs });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const logged = (key: string): Promise<{ agg_version: number }[]> =>
    databases.asOwner('bus', 'select agg_version from bus_log where key = $1 order by off', [key]);
  const expectLogged = (key: string, versions: number[]): Promise<boolean> => eventually(async () => {
    const seen = (await logged(key)).map((row) => row.agg_version);
    if (JSON.stringify(seen) !== JSON.stringify(versions)) throw new Error(`versions ${seen.join(',') || 'none'}`);
    return true;
  }, `versions ${versions.join(',')} on the log`);
  const outboxRows = async (): Promise<number> => (await databases.asOwner('directory', 'select 1 from outbox')).length;

  it('publishes in position order and empties the outbox', async () => {
    const key = newId();
    for (let version = 0; version < 12; version += 1) await publishThing(directory.db, key, version);
    makeRelay();
    await expectLogged(key, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    await eventually(async () => (await outboxRows()) === 0, 'an empty outbox');
  });

  it('goes by position alone when the clock jumped back an hour between two commands', async () => {
    const key = newId();
    await publishThing(directory.db, key, 0);
    await databases.asOwner('directory', `update outbox set created_at = created_at + interval '1 hour' where key = $1`, [key]);
    await publishThing(directory.db, key, 1);
    makeRelay();
    await expectLogged(key, [1, 2]);
  });

  it('is woken by a commit and needs no poll', async () => {
    const relay = makeRelay(eventLog, 60_000);
    relay.follow(directory.db);
    await eventually(() => relay.state === 'active', 'an active relay');
    const key = newId();
    await publishThing(directory.db, key, 0);
    await expectLogged(key, [1]);
  });

  it('says that the log fails, and no longer once the log takes its events', async () => {
    let down = true;
    const relay = makeRelay({ append: async (rows) => {
      if (down) throw new Error('the log is away');
      return await eventLog.append(rows);
    } });
    const key = newId();
    await publishThing(directory.db, key, 0);
    await eventually(() => relay.logFails, 'a log that fails');
    down = false;
    await expectLogged(key, [1]);
    await eventually(() => !relay.logFails, 'a log that works');
  });

  it('has one active of two, and the other takes over when its connection is cut', async () => {
    const first = makeRelay();
    await eventually(() => first.state === 'active', 'a first relay');
    const second = makeRelay();
    await directory.source.query('select 1');
    expect(second.state).toBe('standby');
    const cut = performance.now();
    await databases.asAdmin('directory', `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`);
    await eventually(() => first.state === 'active' || second.state === 'active', 'a takeover', { limitMs: 2000 });
    expect(performance.now() - cut).toBeLessThan(2000);
    const key = newId();
    await publishThing(directory.db, key, 0);
    await expectLogged(key, [1]);
  });

  describe('in processes of their own', () => {
    const children: ChildProcess[] = [];
    afterEach(() => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
    });

    const forkRelay = (): { child: ChildProcess; state: () => string } => {
      const child = fork(fileURLToPath(new URL('./relay-process.js', import.meta.url)), [databases.url('directory'), JSON.stringify({ busUrl: databases.busUrl('directory') })]);
      children.push(child);
      let state = '';
      child.on('message', (told: string) => { state = told; });
      return { child, state: () => state };
    };
    const activeAndStandby = async () => {
      const first = forkRelay();
      await eventually(() => first.state() === 'active', 'a first relay process');
      const second = forkRelay();
      await eventually(() => second.state() === 'standby', 'a second relay process');
      return { first, second };
    };

    it('takes over within 2 s of a SIGKILL', async () => {
      const { first, second } = await activeAndStandby();
      first.child.kill('SIGKILL');
      await eventually(() => second.state() === 'active', 'a takeover', { limitMs: 2000 });
    });

    it('takes over within 3 s of a SIGSTOP that leaves the connection alive, and the zombie comes back as standby', async () => {
      const { first, second } = await activeAndStandby();
      first.child.kill('SIGSTOP');
      await eventually(() => second.state() === 'active', 'a takeover', { limitMs: 3000 });
      first.child.kill('SIGCONT');
      await eventually(() => first.state() === 'standby', 'the zombie stands by');
      const key = newId();
      await publishThing(directory.db, key, 0);
      await expectLogged(key, [1]);
      expect(second.state()).toBe('active');
    });
  });

  describe('and the rights on the log', () => {
    it('cannot write the topic of another service, and says so loudly', async () => {
      const casesLog = new PostgresEventLog({ busUrl: databases.busUrl('cases') });
      await expect(casesLog.append([outboxRow({ key: newId(), version: 1 })])).rejects.toThrow(/topic directory.events/);
      const key = newId();
      await publishThing(directory.db, key, 0);
      const relay = makeRelay(casesLog);
      await eventually(() => relay.state === 'failed', 'a failed relay');
      expect(await logged(key)).toEqual([]);
      expect(await outboxRows()).toBe(1);
      await relay.stop();
      await casesLog.close();
    });

    it('refuses a row smuggled past the topic table', async () => {
      const { Client } = await import('pg');
      const client = new Client({ connectionString: databases.busUrl('cases') });
      await client.connect();
      const smuggled = client.query(
        `insert into bus_log (topic, off, event_id, key, type, agg_version, payload, headers) values ($1, 999999, $2, $3, 't', 1, '{}', '{}')`, [topic, newId(), newId()]);
      await expect(smuggled).rejects.toThrow(/row-level security/);
      await expect(client.query('delete from bus_log')).rejects.toThrow(/permission denied/);
      await client.end();
    });

    it('lets every service and the gateway read the whole log, and the gateway write nothing', async () => {
      const key = newId();
      await eventLog.append([outboxRow({ key, version: 1 })]);
      const gateway = new PostgresEventLog({ busUrl: databases.busUrl('gateway') });
      const records = await gateway.read(topic, 0, 10_000);
      expect(records.map((record) => record.key)).toContain(key);
      await expect(gateway.append([outboxRow({ key, version: 2 })])).rejects.toThrow(/permission denied/);
      await gateway.close();
    });

    it('keeps one record of an event that is appended twice', async () => {
      const row = outboxRow({ key: newId(), version: 1 });
      await eventLog.append([row]);
      await eventLog.append([row]);
      expect(await logged(row.key)).toHaveLength(1);
    });
  });
});
