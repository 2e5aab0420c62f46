import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { newId } from '@konbit/contracts';
import { type Consumer, Dispatcher, type EventLog, type Handle, type LogAddress, type LogRecord, OutboxRelay, type OutboxRow, ParkedWorker, type StoredEvent } from '@konbit/messaging';
import { type Database, type Log, silentLog } from '@konbit/platform';
import { eventually, gate, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import { backbone, type Behaviour, ctx, expectVersions, outboxRow, publishThing, recording, topic, type as offeringType, versionsOf } from './backbone.js';
import { mostEventBytes } from '../dist/commit.js';

/** One adapter and what a test may do to it from outside. */
export interface LogUnderTest {
  /** Where the log is, for the consumer's service and for the writer's. */
  reader: LogAddress;
  writer: LogAddress;
  /** A log of its own stands for another process. */
  openReader: () => EventLog;
  openWriter: () => EventLog;
  /** Puts a stopped group back to the start of the log. */
  rewind: (group: string) => Promise<void>;
  /** Ends what readers and writers are connected to; the log itself comes back by itself. */
  interrupt: () => Promise<void>;
  /** Takes the log away until the function it gives is called. */
  takeAway: () => Promise<() => Promise<void>>;
  close: () => Promise<void>;
}

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** What every adapter of the event log promises (BACKBONE §4, §9), as sentences; each adapter's spec file gives its own factory. */
export function eventLogConformance(name: string, start: (databases: TestDatabases) => Promise<LogUnderTest>, block: (name: string, body: () => void) => void = describe): void {
  block(`the event log on ${name}`, () => {
    let databases: TestDatabases;
    let db: Database;
    let directory: OpenDatabase;
    let log: LogUnderTest;
    let producer: EventLog;
    let made = 0;
    const open: EventLog[] = [];
    const relays: OutboxRelay[] = [];
    const workers: ParkedWorker[] = [];
    const children: ChildProcess[] = [];

    beforeAll(async () => {
      databases = await backbone('cases', 'directory');
      ({ db } = await databases.open('cases', { poolSize: 10 }));
      directory = await databases.open('directory');
      log = await start(databases);
      producer = log.openWriter();
    }, 120_000);
    afterAll(async () => {
      await producer.close();
      await log.close();
      await databases.drop();
    }, 60_000);
    afterEach(async () => {
      for (const child of children.splice(0)) child.kill('SIGKILL');
      await Promise.all(relays.splice(0).map((relay) => relay.stop()));
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await Promise.all(open.splice(0).map((each) => each.close()));
    });

    const newGroup = (): string => {
      made += 1;
      return `group-${made}`;
    };
    const newProcess = (): EventLog => {
      const opened = log.openReader();
      open.push(opened);
      return opened;
    };
    const consume = (group: string, handle?: Handle, behaviour: Behaviour = {}): Consumer => {
      const dispatcher = new Dispatcher({ group, db, handlers: recording(group, behaviour), tryPausesMs: [1, 1] });
      return newProcess().consume(group, [topic], handle ?? dispatcher.handle, { from: 'start' });
    };
    /** A consumer whose parked events are tried again. */
    const consumeWithWorker = (group: string, behaviour: Behaviour = {}): Consumer => {
      const handlers = recording(group, behaviour);
      const worker = new ParkedWorker({ group, db, handlers, pollMs: 20, backOffMs: 5, longestBackOffMs: 20, maxAttempts: 1000 });
      const dispatcher = new Dispatcher({ group, db, handlers, tryPausesMs: [1, 1], onParked: () => worker.wake() });
      workers.push(worker);
      worker.start();
      return consume(group, dispatcher.handle);
    };
    const append = (key: string, ...versions: number[]): Promise<unknown> => producer.append(versions.map((version) => outboxRow({ key, version })));
    const expectEffects = (group: string, key: string, versions: number[]): Promise<void> => expectVersions(databases, 'cases', group, key, versions);
    const makeRelay = (eventLog: Pick<EventLog, 'append'>, alarm: { log?: Log; alarmAgeMs?: number } = {}): OutboxRelay => {
      const relay = new OutboxRelay({ databaseUrl: databases.url('directory'), eventLog, topic, pollMs: 20, ...alarm });
      relays.push(relay);
      relay.start();
      return relay;
    };
    const child = (file: string, ...args: string[]): { process: ChildProcess; told: string[] } => {
      const forked = fork(fileURLToPath(new URL(file, import.meta.url)), args);
      children.push(forked);
      const told: string[] = [];
      forked.on('message', (message: string) => told.push(message));
      return { process: forked, told };
    };

    describe('read by one group', () => {
      it('delivers in order, keeps its offset, and a restart goes on where it stood', async () => {
        const [group, key] = [newGroup(), newId()];
        const first = consume(group);
        await append(key, 1, 2, 3);
        await expectEffects(group, key, [1, 2, 3]);
        await eventually(async () => (await first.lag()) === 0, 'no lag');
        await first.stop();
        const delivered: LogRecord[] = [];
        await append(key, 4);
        const second = consume(group, async (records, saveOffset) => {
          delivered.push(...records);
          await db.inTenant(ctx, (tx) => saveOffset(tx, records.at(-1)!));
        });
        await eventually(() => delivered.length > 0, 'the next event');
        expect(delivered.map((record) => record.aggVersion)).toEqual([4]);
        await eventually(async () => (await second.lag()) === 0, 'no lag');
      });

      it('gives every event of many keys once, in the order of its key, and offsets only grow', async () => {
        const group = newGroup();
        const keys = Array.from({ length: 12 }, () => newId());
        const lastOff = new Map<number, number>();
        const backward: number[] = [];
        const dispatcher = new Dispatcher({ group, db, handlers: recording(group) });
        consume(group, async (records, saveOffset) => {
          for (const { part, off } of records) {
            if (off <= (lastOff.get(part) ?? -1)) backward.push(off);
            lastOff.set(part, off);
          }
          await dispatcher.handle(records, saveOffset);
        });
        for (const version of upTo(20)) await producer.append(keys.map((key) => outboxRow({ key, version })));
        for (const key of keys) await expectEffects(group, key, upTo(20));
        expect(backward).toEqual([]);
        expect(dispatcher.counts.parked).toBe(0);
      });

      it('takes events as large as a command may publish, many at once', async () => {
        const [group, key] = [newGroup(), newId()];
        const audience = Array.from({ length: 6000 }, () => newId());
        const rows = [1, 2, 3, 4, 5, 6].map((version) => outboxRow({ key, version, headers: { audience } }));
        expect(rows[0]!.headers.length).toBeGreaterThan(0.9 * mostEventBytes);
        consume(group);
        const { positions } = await producer.append(rows);
        expect(positions).toHaveLength(6);
        await expectEffects(group, key, [1, 2, 3, 4, 5, 6]);
      });

      it('delivers the envelope as it was written', async () => {
        const [group, key] = [newGroup(), newId()];
        const delivered: LogRecord[] = [];
        const row = outboxRow({ key, version: 1, data: { name: 'à è ò ñ 汉字' }, headers: { audience: [newId(), newId()], traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01' } });
        await producer.append([row]);
        consume(group, async (records, saveOffset) => {
          delivered.push(...records.filter((record) => record.key === key));
          await db.inTenant(ctx, (tx) => saveOffset(tx, records.at(-1)!));
        });
        await eventually(() => delivered.length > 0, 'the event');
        expect(delivered[0]).toMatchObject({
          topic, id: row.eventId, key, type: row.type, aggVersion: 1, headers: JSON.parse(row.headers) as unknown, payload: JSON.parse(row.payload) as unknown });
      });

      it('delivers nothing while paused or after stop', async () => {
        const [group, key] = [newGroup(), newId()];
        const consumer = consume(group);
        await append(key, 1);
        await expectEffects(group, key, [1]);
        consumer.pause();
        const probe = newGroup();
        consume(probe);
        await append(key, 2);
        await expectEffects(probe, key, [1, 2]);
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1]);
        consumer.resume();
        await expectEffects(group, key, [1, 2]);
        await consumer.stop();
        await append(key, 3);
        await expectEffects(probe, key, [1, 2, 3]);
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
      });

      it('finishes what is in flight when it stops, and keeps that offset', async () => {
        const [group, key] = [newGroup(), newId()];
        const [entered, turn] = [gate(), gate()];
        const consumer = consume(group, undefined, { before: async ({ key: seen, version }) => {
          if (seen !== key || version === 1) return;
          entered.open();
          await turn.passed;
        } });
        await append(key, 1);
        await expectEffects(group, key, [1]);
        await eventually(async () => (await consumer.lag()) === 0, 'no lag');
        await append(key, 2);
        await entered.passed;
        const stopping = consumer.stop();
        turn.open();
        await stopping;
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
        expect(await consumer.lag()).toBe(0);
        expect([...(await consumer.lagByTopic()).values()]).toEqual([0]);
      });

      it('survives the loss of every connection and loses nothing', async () => {
        const [group, key] = [newGroup(), newId()];
        const consumer = consume(group);
        await append(key, 1);
        await expectEffects(group, key, [1]);
        await log.interrupt();
        await eventually(() => append(key, 2).then(() => true), 'the log answers again', { limitMs: 25_000 });
        await eventually(() => consumer.active, 'an active consumer', { limitMs: 25_000 });
        await expectEffects(group, key, [1, 2]);
      }, 60_000);
    });

    describe('read by several', () => {
      it('goes on with the second process of a group when the first stops', async () => {
        const [group, key] = [newGroup(), newId()];
        const first = consume(group);
        await eventually(() => first.active, 'an active consumer');
        const second = consume(group);
        await append(key, 1);
        await expectEffects(group, key, [1]);
        await first.stop();
        await append(key, 2);
        await expectEffects(group, key, [1, 2]);
        await eventually(() => second.active, 'a takeover');
      });

      it('gives one event 100 times and has one effect, with two processes at once', async () => {
        const [group, key] = [newGroup(), newId()];
        const row = outboxRow({ key, version: 1 });
        consume(group);
        consume(group);
        for (let time = 0; time < 10; time += 1) await producer.append(Array.from({ length: 10 }, () => row));
        await append(key, 2);
        await expectEffects(group, key, [1, 2]);
      });

      it('rebuilds under a new consumer name from the start, while the old name goes on', async () => {
        const [group, key] = [newGroup(), newId()];
        consume(group);
        await append(key, 1, 2, 3);
        await expectEffects(group, key, [1, 2, 3]);
        consume(`${group}@2`);
        await append(key, 4);
        await expectEffects(`${group}@2`, key, [1, 2, 3, 4]);
        await expectEffects(group, key, [1, 2, 3, 4]);
      });

      it('rebuilds with live traffic: the shadow ends equal to the old projection', async () => {
        const group = newGroup();
        const keys = Array.from({ length: 6 }, () => newId());
        consume(group);
        const versions = upTo(30);
        const traffic = (async () => {
          for (const version of versions) await producer.append(keys.map((key) => outboxRow({ key, version })));
        })();
        await eventually(async () => (await versionsOf(databases, 'cases', group, keys[0]!)).length > 5, 'a projection at work');
        consume(`${group}@2`);
        await traffic;
        for (const key of keys) {
          await expectEffects(`${group}@2`, key, versions);
          await expectEffects(group, key, versions);
        }
      });

      it('loses nothing through a rolling restart of its consumers under load; each ends within ten seconds and no lag remains', async () => {
        const group = newGroup();
        const keys = Array.from({ length: 6 }, () => newId());
        let fleet = [consume(group), consume(group)];
        const versions = upTo(40);
        const traffic = (async () => {
          for (const version of versions) await producer.append(keys.map((key) => outboxRow({ key, version })));
        })();
        await eventually(async () => (await versionsOf(databases, 'cases', group, keys[0]!)).length > 0, 'a first effect');
        const stops: number[] = [];
        for (const old of fleet) {
          const startedAt = performance.now();
          await old.stop();
          stops.push(performance.now() - startedAt);
          fleet = [...fleet.filter((each) => each !== old), consume(group)];
        }
        await traffic;
        for (const key of keys) await eventually(async () => (await versionsOf(databases, 'cases', group, key)).length >= 40, 'forty effects', { limitMs: 25_000 });
        for (const key of keys) expect(await versionsOf(databases, 'cases', group, key)).toEqual(versions);
        expect(Math.max(...stops)).toBeLessThan(10_000);
        await eventually(async () => (await fleet[0]!.lag()) === 0, 'no lag');
      }, 60_000);

      it('applies nothing when an offset is set back: the gate remembers too', async () => {
        const [group, key] = [newGroup(), newId()];
        const first = consume(group);
        await append(key, 1, 2);
        await expectEffects(group, key, [1, 2]);
        await first.stop();
        await log.rewind(group);
        const second = consume(group);
        await eventually(async () => (await second.lag()) === 0, 'all read again');
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2]);
      });

      it('gives hints from now on, skips what it cannot read, and outlives a failing reader', async () => {
        const key = newId();
        await append(key, 1);
        const seen: StoredEvent[] = [];
        const stop = newProcess().tail([topic], (event) => {
          if (event.subject !== key) return;
          seen.push(event);
          if (event.version === 3) throw new Error('reader fails');
        });
        let version = 1;
        await eventually(async () => {
          version += 1;
          await append(key, version);
          return seen.length > 0;
        }, 'a first hint');
        await producer.append([outboxRow({ key, version: version + 1, headers: { specversion: '0.3' } }), outboxRow({ key, version: version + 2 })]);
        await eventually(() => seen.at(-1)?.version === version + 2, 'the hint after the unreadable one');
        expect(seen.map((event) => event.version)).not.toContain(1);
        await stop();
      });
    });

    describe('and events that cannot be applied', () => {
      it('parks the key of an event whose major nobody here knows, and the others flow', async () => {
        const [group, later, good] = [newGroup(), newId(), newId()];
        consume(group);
        await producer.append([outboxRow({ key: later, version: 1 }), outboxRow({ key: later, version: 2, type: offeringType.replace('.v1', '.v2') }), outboxRow({ key: later, version: 3 }), outboxRow({ key: good, version: 1 })]);
        await expectEffects(group, good, [1]);
        await expectEffects(group, later, [1]);
        const parked = () => databases.asOwner<{ code: string | null }>('cases', `select cause ->> 'code' as code from parked where consumer = $1 and key = $2 order by agg_version`, [group, later]);
        expect(await eventually(async () => { const rows = await parked(); return rows.length === 2 && rows; }, 'the event and the one behind it')).toMatchObject([{ code: 'MAJOR_UNKNOWN' }, {}]);
      });

      it('parks the key of a poison event, the others flow, and after the fix it applies in order', async () => {
        const [group, bad, good] = [newGroup(), newId(), newId()];
        let broken = true;
        consumeWithWorker(group, { before: ({ key, version }) => { if (broken && key === bad && version === 2) throw new Error('poison'); } });
        for (const version of [1, 2, 3]) await producer.append([outboxRow({ key: bad, version }), outboxRow({ key: good, version })]);
        await expectEffects(group, good, [1, 2, 3]);
        await expectEffects(group, bad, [1]);
        broken = false;
        await expectEffects(group, bad, [1, 2, 3]);
      });

      it('keeps an event that came too early until the one before it arrives', async () => {
        const [group, key] = [newGroup(), newId()];
        consumeWithWorker(group);
        await append(key, 2);
        await eventually(async () => (await databases.asOwner('cases', 'select 1 from parked where consumer = $1 and key = $2', [group, key])).length === 1, 'a parked event');
        await append(key, 1);
        await expectEffects(group, key, [1, 2]);
      });

      it('buries a record whose envelope is broken and goes on', async () => {
        const [group, key] = [newGroup(), newId()];
        consume(group);
        await producer.append([outboxRow({ key, version: 1, headers: { source: '' } }), outboxRow({ key, version: 1 })]);
        await expectEffects(group, key, [1]);
        const dead = await databases.asOwner<{ cause: unknown }>('cases', `select cause from dead_record where consumer = $1 and cause ->> 'code' = 'ENVELOPE_INVALID' and raw::text <> ''`, [group]);
        expect(dead).toContainEqual({ cause: { code: 'ENVELOPE_INVALID', fields: ['source'] } });
      });
    });

    describe('written by a relay', () => {
      it('doubles but never loses when the relay dies between publishing and deleting, and one effect remains', async () => {
        const [group, key] = [newGroup(), newId()];
        for (let version = 0; version < 3; version += 1) await publishThing(directory.db, key, version);
        const published: OutboxRow[] = [];
        makeRelay({ append: async (rows) => {
          published.push(...rows);
          const acked = await producer.append(rows);
          if (published.length === 3) throw new Error('died after the log had it');
          return acked;
        } });
        await eventually(async () => (await databases.asOwner('directory', 'select 1 from outbox')).length === 0, 'an empty outbox');
        expect(published.map((row) => row.aggVersion)).toEqual([1, 2, 3, 1, 2, 3]);
        consume(group);
        await expectEffects(group, key, [1, 2, 3]);
      });

      it('loses and reorders nothing while relay processes are killed under load', async () => {
        const group = newGroup();
        consume(group);
        const keys = Array.from({ length: 5 }, () => newId());
        const writing = Promise.all(keys.map(async (key) => {
          for (let version = 0; version < 30; version += 1) await publishThing(directory.db, key, version);
        }));
        for (let kill = 0; kill < 3; kill += 1) {
          const relay = child('./relay-process.js', databases.url('directory'), JSON.stringify(log.writer));
          await eventually(() => relay.told.includes('active'), 'an active relay');
          relay.process.kill('SIGKILL');
        }
        await writing;
        makeRelay(producer);
        for (const key of keys) await expectEffects(group, key, upTo(30));
      });
    });

    describe('written by a relay that meets a fault', () => {
      const relayProcess = () => child('./relay-process.js', databases.url('directory'), JSON.stringify(log.writer));

      it('goes on with another one within three seconds when it stands still, its connection alive; the zombie doubles and loses nothing', async () => {
        const group = newGroup();
        consume(group);
        const first = relayProcess();
        await eventually(() => first.told.includes('active'), 'a first relay');
        const second = relayProcess();
        await eventually(() => second.told.includes('standby'), 'a second relay');
        const keys = Array.from({ length: 4 }, () => newId());
        const writing = Promise.all(keys.map(async (key) => {
          for (let version = 0; version < 20; version += 1) await publishThing(directory.db, key, version);
        }));
        first.process.kill('SIGSTOP');
        await eventually(() => second.told.includes('active'), 'a takeover', { limitMs: 3000 });
        first.process.kill('SIGCONT');
        await writing;
        for (const key of keys) await expectEffects(group, key, upTo(20));
        await eventually(() => first.told.at(-1) === 'standby', 'the zombie stands by');
      }, 60_000);

      it('lets commands succeed while the log is away: the outbox grows, the alarm tells its age once, and it drains in order', async () => {
        const [group, key] = [newGroup(), newId()];
        const alarms: string[] = [];
        consume(group);
        makeRelay(producer, { alarmAgeMs: 500, log: { ...silentLog, warn: (message) => void alarms.push(message) } });
        await publishThing(directory.db, key, 0);
        await expectEffects(group, key, [1]);
        const bringBack = await log.takeAway();
        for (let version = 1; version < 10; version += 1) await publishThing(directory.db, key, version);
        // The alarm is told by the relay as soon as it looks again: at the latest when the log is back.
        await eventually(async () => (await databases.asOwner<{ late: boolean }>('directory', `select min(created_at) < now() - interval '600 ms' as late from outbox`))[0]?.late, 'an old row');
        await bringBack();
        await eventually(async () => (await versionsOf(databases, 'cases', group, key)).length >= 10, 'ten effects', { limitMs: 40_000 });
        expect(await versionsOf(databases, 'cases', group, key)).toEqual(upTo(10));
        await eventually(async () => (await databases.asOwner('directory', 'select 1 from outbox')).length === 0, 'an empty outbox');
        expect(alarms.filter((message) => message === 'oldest outbox row is late')).toHaveLength(1);
      }, 90_000);
    });

    describe('read by a process that ends or stands still in the middle of an effect', () => {
      const stuckConsumer = async (group: string) => {
        const stuck = child('./consumer-process.js', databases.url('cases'), JSON.stringify(log.reader), group, topic);
        await eventually(() => stuck.told.includes('in effect'), 'a consumer inside its effect', { limitMs: 25_000 });
        return stuck;
      };

      it('SIGKILL: the event comes again and has one effect', async () => {
        const [group, key] = [newGroup(), newId()];
        await append(key, 1, 2);
        const { process: stuck } = await stuckConsumer(group);
        stuck.kill('SIGKILL');
        consume(group);
        await expectEffects(group, key, [1, 2]);
      }, 60_000);

      it('SIGSTOP past the lease: another goes on, and the zombie that wakes changes nothing', async () => {
        const [group, key] = [newGroup(), newId()];
        await append(key, 1, 2);
        const stuck = await stuckConsumer(group);
        const next = consume(group);
        await expectEffects(group, key, [1, 2]);
        stuck.told.length = 0;
        stuck.process.kill('SIGCONT');
        await eventually(() => stuck.told.length > 0, 'a sign of life of the zombie');
        await append(key, 3);
        await expectEffects(group, key, [1, 2, 3]);
        await eventually(async () => (await next.lag()) === 0, 'no lag');
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2, 3]);
      }, 60_000);
    });
  });
}
