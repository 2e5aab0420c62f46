import { newId } from '@konbit/contracts';
import { Dispatcher, type LogRecord, ParkedWorker } from '@konbit/messaging';
import type { Database } from '@konbit/platform';
import { eventually, type TestDatabases } from '@konbit/testing';
import fc from 'fast-check';
import { backbone, effects, expectVersions, noOffset, otherTenant, record, recording, versionsOf } from './backbone.js';

describe('version gate', () => {
  let databases: TestDatabases;
  let db: Database;
  let made = 0;

  beforeAll(async () => {
    databases = await backbone('cases');
    ({ db } = await databases.open('cases', { poolSize: 10 }));
  });
  afterAll(() => databases.drop());

  const consumer = (): { group: string; dispatcher: Dispatcher; worker: ParkedWorker } => {
    made += 1;
    const group = `gate-${made}`;
    return { group, ...instanceOf(group) };
  };
  const instanceOf = (group: string): { dispatcher: Dispatcher; worker: ParkedWorker } => {
    const handlers = recording(group);
    return {
      dispatcher: new Dispatcher({ group, db, handlers }),
      worker: new ParkedWorker({ group, db, handlers, pollMs: 10, backOffMs: 1 }),
    };
  };
  const history = (key: string, versions: number): LogRecord[] => Array.from({ length: versions }, (_, index) => record({ key, version: index + 1 }));

  it('lets 100 deliveries of one event have one effect, from two instances at once', async () => {
    const { group, dispatcher } = consumer();
    const other = instanceOf(group).dispatcher;
    const [event] = history(newId(), 1) as [LogRecord];
    const deliveries = Array.from({ length: 50 }, () => [dispatcher.handle([event], noOffset), other.handle([event], noOffset)]);
    await Promise.all(deliveries.flat());
    expect(await versionsOf(databases, 'cases', group, event.key)).toEqual([1]);
    expect(dispatcher.counts.duplicates + other.counts.duplicates).toBe(99);
  });

  it('applies shuffled duplicates of many keys each once and in order', async () => {
    const keys = 8;
    const versions = 6;
    await fc.assert(fc.asyncProperty(fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 40 }), async (order, batchSize) => {
      const { group, dispatcher, worker } = consumer();
      const events = Array.from({ length: keys }, () => history(newId(), versions)).flat();
      const shuffled = [...events, ...events, ...events].map((event) => ({ event, rank: order.next().value! })).sort((a, b) => a.rank - b.rank);
      worker.start();
      for (let start = 0; start < shuffled.length; start += batchSize) {
        await dispatcher.handle(shuffled.slice(start, start + batchSize).map(({ event }) => event), noOffset);
      }
      await eventually(async () => (await effects(databases, 'cases', group)).length === keys * versions, 'every event applied');
      await worker.stop();
      for (const key of new Set(events.map((event) => event.key))) {
        expect(await versionsOf(databases, 'cases', group, key)).toEqual([1, 2, 3, 4, 5, 6]);
      }
    }), { numRuns: 4 });
  });

  it('applies each event once when two instances read the same log at different speeds', async () => {
    const { group, dispatcher } = consumer();
    const other = instanceOf(group).dispatcher;
    const key = newId();
    const events = history(key, 60);
    const feed = async (to: Dispatcher, size: number): Promise<void> => {
      for (let start = 0; start < events.length; start += size) await to.handle(events.slice(start, start + size), noOffset);
    };
    await Promise.all([feed(dispatcher, 1), feed(other, 7)]);
    await expectVersions(databases, 'cases', group, key, events.map((event) => event.aggVersion));
  });

  it('runs each effect inside its own municipality, also in one batch', async () => {
    const { group, dispatcher } = consumer();
    const [a, b] = [record({ key: newId(), version: 1 }), record({ key: newId(), version: 1, tenant: otherTenant })];
    await dispatcher.handle([a, b], noOffset);
    const rows = await databases.asOwner<{ tenant_id: string }>('cases', 'select tenant_id from effect where consumer = $1 order by pos', [group]);
    expect(rows.map((row) => row.tenant_id)).toContain(otherTenant);
    expect(rows).toHaveLength(2);
  });

  it('advances over a type that nobody here handles', async () => {
    const { group, dispatcher } = consumer();
    const key = newId();
    await dispatcher.handle([record({ key, version: 1, type: 'konbit.directory.offering.renamed.v1' }), record({ key, version: 2 })], noOffset);
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([2]);
    expect(dispatcher.counts).toMatchObject({ applied: 1, unhandled: 1, parked: 0 });
  });

  it('reads a newer producer: members it does not know are left out', async () => {
    const { group, dispatcher } = consumer();
    const event = record({ key: newId(), version: 1 });
    event.payload = { ...(event.payload as object), addedLater: true };
    await dispatcher.handle([event], noOffset);
    expect(await versionsOf(databases, 'cases', group, event.key)).toEqual([1]);
  });

  it('keeps effect, version and offset together: what fails at the end leaves nothing', async () => {
    const { group, dispatcher } = consumer();
    const event = record({ key: newId(), version: 1 });
    await expect(dispatcher.handle([event], async () => { throw new Error('offset'); })).rejects.toThrow('offset');
    expect(await effects(databases, 'cases', group)).toEqual([]);
    const gates = await databases.asOwner('cases', 'select 1 from consumer_key where consumer = $1', [group]);
    expect(gates).toEqual([]);
  });
});
