import { newId } from '@konbit/contracts';
import { Dispatcher, ParkedActionError, ParkedEvents, type ParkedKeyRef, ParkedWorker } from '@konbit/messaging';
import { type Database, DomainError } from '@konbit/platform';
import { eventually, type TestDatabases } from '@konbit/testing';
import { backbone, type Behaviour, effects, expectVersions, noOffset, record, recording, tenant, type as offeringType, versionsOf } from './backbone.js';

describe('parking', () => {
  let databases: TestDatabases;
  let db: Database;
  let operator: ParkedEvents;
  let made = 0;
  const workers: ParkedWorker[] = [];

  beforeAll(async () => {
    databases = await backbone('cases');
    ({ db } = await databases.open('cases'));
    operator = await ParkedEvents.open({ ownerUrl: databases.ownerUrl('cases'), operator: 'rosa' });
  });
  afterAll(async () => {
    await operator.close();
    await databases.drop();
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  });

  const consumer = (behaviour: Behaviour = {}, maxAttempts = 10) => {
    made += 1;
    const group = `park-${made}`;
    const handlers = recording(group, behaviour);
    const worker = new ParkedWorker({ group, db, handlers, pollMs: 10, backOffMs: 5, longestBackOffMs: 20, maxAttempts });
    workers.push(worker);
    const dispatcher = new Dispatcher({ group, db, handlers, tryPausesMs: [1, 1], onParked: () => worker.wake() });
    return { group, worker, dispatcher };
  };
  const isFree = async ({ consumer: group, key }: ParkedKeyRef): Promise<boolean> => {
    const [gate] = await databases.asOwner<{ state: string }>('cases', 'select state from consumer_key where consumer = $1 and key = $2', [group, key]);
    const rows = await databases.asOwner('cases', 'select 1 from parked where consumer = $1 and key = $2', [group, key]);
    return gate?.state === 'ok' && rows.length === 0;
  };
  const isDead = async (ref: ParkedKeyRef): Promise<boolean> => (await operator.show(ref)).events[0]?.state === 'dead';
  const audits = (action: string, key: string): Promise<Record<string, unknown>[]> =>
    databases.asOwner('cases', 'select * from audit where action = $1 and subject_id = $2', [action, key]);

  it('parks only the key of a poison event; its later events wait in order, the others flow', async () => {
    const [bad, good] = [newId(), newId()];
    let broken = true;
    let tries = 0;
    const { group, worker, dispatcher } = consumer({ before: ({ key, version }) => {
      if (key !== bad || version !== 2 || !broken) return;
      tries += 1;
      throw new Error('poison');
    } });
    const events = [1, 2, 3].flatMap((version) => [record({ key: bad, version }), record({ key: good, version })]);
    await dispatcher.handle(events, noOffset);
    expect(await versionsOf(databases, 'cases', group, good)).toEqual([1, 2, 3]);
    expect(await versionsOf(databases, 'cases', group, bad)).toEqual([1]);
    expect(tries).toBe(4);
    const [listed] = await operator.list(group);
    expect(listed).toMatchObject({ key: bad, version: 2, type: offeringType, state: 'waiting', behind: 1, cause: { code: 'HANDLER_FAILED', error: 'Error' } });
    broken = false;
    worker.start();
    await expectVersions(databases, 'cases', group, bad, [1, 2, 3]);
    await eventually(() => isFree({ consumer: group, key: bad }), 'a free key');
  });

  it('changes nothing when a parked event is delivered again', async () => {
    const { group, dispatcher } = consumer({ before: () => { throw new Error('poison'); } });
    const event = record({ key: newId(), version: 1 });
    await dispatcher.handle([event], noOffset);
    const before = await operator.show({ consumer: group, key: event.key });
    await dispatcher.handle([event], noOffset);
    expect(await operator.show({ consumer: group, key: event.key })).toEqual(before);
  });

  it('tries again as ever when the clock has jumped back an hour', async () => {
    const key = newId();
    let broken = true;
    const { group, worker, dispatcher } = consumer({ before: () => { if (broken) throw new Error('poison'); } });
    await dispatcher.handle([record({ key, version: 1 })], noOffset);
    await databases.asOwner('cases', `update parked set next_at = now() + interval '1 hour' where key = $1`, [key]);
    broken = false;
    worker.start();
    await expectVersions(databases, 'cases', group, key, [1]);
  });

  it('gives up after the last try, lists it as dead, and a retry applies it after the fix', async () => {
    let broken = true;
    const { group, worker, dispatcher } = consumer({ before: () => { if (broken) throw new DomainError('UNKNOWN_CODE', {}); } }, 3);
    const key = newId();
    const ref = { consumer: group, key };
    worker.start();
    await dispatcher.handle([record({ key, version: 1 }), record({ key, version: 2 })], noOffset);
    await eventually(() => isDead(ref), 'a dead event');
    expect((await operator.list(group))[0]).toMatchObject({ state: 'dead', attempts: 3, behind: 1, cause: { code: 'REFUSED', error: 'UNKNOWN_CODE' } });
    broken = false;
    await operator.retry(ref);
    await expectVersions(databases, 'cases', group, key, [1, 2]);
    await eventually(() => isFree(ref), 'a free key');
    expect(await audits('parked.retry', key)).toEqual([expect.objectContaining({ tenant_id: tenant, outcome: 'ok' })]);
  });

  it('discards a dead event without its effect and goes on with the next', async () => {
    const { group, worker, dispatcher } = consumer({ before: ({ version }) => { if (version === 1) throw new Error('poison'); } }, 1);
    const key = newId();
    const ref = { consumer: group, key };
    worker.start();
    await dispatcher.handle([record({ key, version: 1 }), record({ key, version: 2 })], noOffset);
    await eventually(() => isDead(ref), 'a dead event');
    await operator.discard(ref);
    await expectVersions(databases, 'cases', group, key, [2]);
    await eventually(() => isFree(ref), 'a free key');
    expect(await audits('parked.discard', key)).toHaveLength(1);
  });

  it('parks a gap and applies nothing early; the event that fills it wakes the worker', async () => {
    const { group, worker, dispatcher } = consumer();
    const key = newId();
    worker.start();
    await dispatcher.handle([record({ key, version: 1 }), record({ key, version: 4 }), record({ key, version: 3 })], noOffset);
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([1]);
    expect((await operator.show({ consumer: group, key })).events.at(-1)?.cause).toEqual({ code: 'GAP', expected: 2 });
    await dispatcher.handle([record({ key, version: 2 }), record({ key, version: 5 })], noOffset);
    await expectVersions(databases, 'cases', group, key, [1, 2, 3, 4, 5]);
    await eventually(() => isFree({ consumer: group, key }), 'a free key');
  });

  it('lets a gap die that never fills; skip-gap frees the key', async () => {
    const { group, worker, dispatcher } = consumer({}, 2);
    const key = newId();
    const ref = { consumer: group, key };
    worker.start();
    await dispatcher.handle([record({ key, version: 1 }), record({ key, version: 4 }), record({ key, version: 5 })], noOffset);
    await eventually(() => isDead(ref), 'a dead gap');
    expect((await operator.list(group))[0]?.cause).toEqual({ code: 'GAP', expected: 2 });
    await operator.skipGap(ref, 3);
    await expectVersions(databases, 'cases', group, key, [1, 4, 5]);
    await eventually(() => isFree(ref), 'a free key');
    expect(await audits('parked.skip-gap', key)).toHaveLength(1);
  });

  it('revives a dead gap by itself when the missing event comes after all', async () => {
    const { group, worker, dispatcher } = consumer({}, 1);
    const key = newId();
    worker.start();
    await dispatcher.handle([record({ key, version: 2 })], noOffset);
    await eventually(() => isDead({ consumer: group, key }), 'a dead gap');
    await dispatcher.handle([record({ key, version: 1 })], noOffset);
    await expectVersions(databases, 'cases', group, key, [1, 2]);
  });

  it('refuses what the operator may not do, and leaves no audit row', async () => {
    const { group, dispatcher } = consumer();
    const key = newId();
    const ref = { consumer: group, key };
    await dispatcher.handle([record({ key, version: 1 }), record({ key, version: 4 })], noOffset);
    await expect(operator.discard(ref)).rejects.toThrow(/use skip-gap first/);
    await expect(operator.skipGap(ref, 4)).rejects.toThrow(/parked, not lost/);
    await expect(operator.skipGap(ref, 1)).rejects.toThrow(/already behind/);
    await expect(operator.retry({ consumer: group, key: newId() })).rejects.toThrow(ParkedActionError);
    for (const action of ['parked.discard', 'parked.skip-gap', 'parked.retry']) expect(await audits(action, key)).toEqual([]);
  });

  it.each([
    ['an invalid body', { data: { nothing: 'known' } }, { code: 'BODY_INVALID' }],
    ['an unknown major', { type: offeringType.replace('.v1', '.v2') }, { code: 'MAJOR_UNKNOWN', expected: 1 }],
  ])('parks %s without a crash and tells why by code', async (_name, facts, cause) => {
    const { group, dispatcher } = consumer();
    const key = newId();
    const other = newId();
    await dispatcher.handle([record({ key, version: 1, ...facts }), record({ key, version: 2 }), record({ key: other, version: 1 })], noOffset);
    expect(await versionsOf(databases, 'cases', group, key)).toEqual([]);
    expect(await versionsOf(databases, 'cases', group, other)).toEqual([1]);
    expect((await operator.list(group))[0]).toMatchObject({ key, version: 1, behind: 1, cause });
  });

  it.each([
    ['no type', { type: undefined }], ['no id', { id: undefined }], ['no source', { source: undefined }], ['an empty source', { source: '' }],
    ['specversion 0.3', { specversion: '0.3' }], ['no subject', { subject: undefined }], ['a time that is none', { time: 'yesterday' }],
    ['a time with an offset', { time: '2026-11-24T10:00:00-03:00' }], ['another content type', { datacontenttype: 'text/plain' }],
    ['no tenant', { tenant: undefined }], ['no version', { aggversion: undefined }], ['an audience that is no list', { audience: 'all' }],
    ['an attribute name with a capital', { traceParent: 'x' }], ['a subject that is not the key', { subject: newId() }],
  ])('buries a record with %s and goes on', async (_name, headers) => {
    const { group, dispatcher } = consumer();
    const broken = record({ key: newId(), version: 1, headers });
    const sound = record({ key: newId(), version: 1 });
    await dispatcher.handle([broken, sound], noOffset);
    expect((await effects(databases, 'cases', group)).map((effect) => effect.key)).toEqual([sound.key]);
    const [buried] = await databases.asOwner<{ off: string; raw: Buffer; cause: { code: string } }>('cases', 'select off, raw, cause from dead_record where consumer = $1', [group]);
    expect(buried).toMatchObject({ off: String(broken.off), cause: { code: expect.stringMatching(/^ENVELOPE_/) } });
    expect(JSON.parse(buried!.raw.toString())).toMatchObject({ id: broken.id });
    expect(dispatcher.counts.deadRecords).toBe(1);
  });
});
