import { BranchPublished, type EventData, newId, OfferingPublished } from '@konbit/contracts';
import { messagingStatus, MessagingModule, MessagingRuntime, OnDomainEvent, purgeCommands, purgeLog, type StoredEvent } from '@konbit/messaging';
import { type Ctx, databaseModule } from '@konbit/platform';
import { eventually, type OpenDatabase, type TestDatabases } from '@konbit/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import type { EntityManager } from 'typeorm';
import { backbone, publishThing, topic, versionsOf } from './backbone.js';

class OfferingConsumer {
  @OnDomainEvent([OfferingPublished, BranchPublished], { group: 'cases.projection' })
  async onPublished(tx: EntityManager, event: StoredEvent<EventData<typeof OfferingPublished | typeof BranchPublished>>, ctx: Ctx): Promise<void> {
    await tx.query('insert into effect (tenant_id, consumer, event_id, key, version) values ($1, $2, $3, $4, $5)',
      [ctx.tenant, 'cases.projection', event.id, event.subject, event.version]);
  }
}

class LostConsumer {
  @OnDomainEvent(OfferingPublished, { group: 'nobody' })
  async onPublished(): Promise<void> {
    throw new Error('never called');
  }
}

describe('messaging module', () => {
  let databases: TestDatabases;
  const open: INestApplicationContext[] = [];

  beforeAll(async () => { databases = await backbone('directory', 'cases'); });
  afterEach(async () => {
    for (const app of open.splice(0)) await app.close();
  });
  afterAll(() => databases.drop());

  const start = async (service: 'directory' | 'cases', consumers: (new () => object)[] = [], groups: string[] = []) => {
    const module = await Test.createTestingModule({
      imports: [
        databaseModule({ name: service, url: databases.url(service) }),
        MessagingModule.forService({
          service, databaseUrl: databases.url(service), busUrl: databases.busUrl(service), consumes: groups.map((group) => ({ group, topics: [topic] })) }),
      ],
      providers: consumers,
    }).compile();
    await module.init();
    open.push(module);
    return module;
  };
  const directoryDb = async (): Promise<OpenDatabase> => databases.open('directory');

  it('carries an event from one service to a handler of another, and stops in order', async () => {
    await start('directory');
    const cases = await start('cases', [OfferingConsumer], ['cases.projection']);
    const { db } = await directoryDb();
    const key = newId();
    for (let version = 0; version < 3; version += 1) await publishThing(db, key, version);
    await eventually(async () => (await versionsOf(databases, 'cases', 'cases.projection', key)).length === 3, 'three effects');
    expect(cases.get(MessagingRuntime).health()).toMatchObject({ ready: true, relay: 'active', groups: [{ group: 'cases.projection', active: true }] });
    const status = await messagingStatus({ service: 'cases', ownerUrl: databases.ownerUrl('cases'), address: { busUrl: databases.busOwnerUrl } });
    expect(status).toMatchObject({ relayActive: true, outboxRows: 0, groups: [{ group: 'cases.projection', topic, consuming: true }] });
    await cases.close();
    open.pop();
    const stopped = await messagingStatus({ service: 'cases', ownerUrl: databases.ownerUrl('cases'), address: { busUrl: databases.busOwnerUrl } });
    expect(stopped).toMatchObject({ relayActive: false, groups: [{ lag: 0, consuming: false }] });
  });

  it('refuses a handler whose group nobody consumes', async () => {
    await expect(start('cases', [LostConsumer], ['cases.projection'])).rejects.toThrow(/LostConsumer.onPublished.*group nobody/);
  });

  it('applies 200 events of ten keys once each, through a restart of the consumer under load', async () => {
    await start('directory');
    const first = await start('cases', [OfferingConsumer], ['cases.projection']);
    const { db } = await directoryDb();
    const keys = Array.from({ length: 10 }, () => newId());
    const writing = Promise.all(keys.map(async (key) => {
      for (let version = 0; version < 20; version += 1) await publishThing(db, key, version);
    }));
    await first.close();
    open.splice(open.indexOf(first), 1);
    await start('cases', [OfferingConsumer], ['cases.projection']);
    await writing;
    for (const key of keys) {
      await eventually(async () => (await versionsOf(databases, 'cases', 'cases.projection', key)).length === 20, 'twenty effects');
      expect(await versionsOf(databases, 'cases', 'cases.projection', key)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
    }
  });

  it('forgets commands and records after their time, and only those', async () => {
    const [old, fresh] = [newId(), newId()];
    for (const [key, age] of [[old, 91], [fresh, 89]] as const) {
      await databases.asOwner('cases', `insert into command (caller, key, body_hash, done_at) values ('x', $1, '', now() - $2::int * interval '1 day')`, [key, age]);
      await databases.asOwner('bus',
        `insert into bus_log (topic, off, event_id, key, type, agg_version, payload, headers, created_at)
         values ('old.events', $2::int, $1, $1, 't', 1, '{}', '{}', now() - $2::int * interval '1 day')`, [key, age]);
    }
    await expect(purgeCommands({ ownerUrl: databases.ownerUrl('cases'), batchSize: 1 })).resolves.toBe(1);
    await expect(purgeLog({ ownerUrl: databases.busOwnerUrl, batchSize: 1 })).resolves.toBe(1);
    expect(await databases.asOwner('cases', `select key from command where caller = 'x'`)).toEqual([{ key: fresh }]);
    expect(await databases.asOwner('bus', `select key from bus_log where topic = 'old.events'`)).toEqual([{ key: fresh }]);
  });
});
