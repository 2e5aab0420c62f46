import { newId, referralEventType } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { eventually } from '@konbit/testing';
import { EventReader } from './browser.js';
import { deskBranch, type GivenGateway, givenGateway, omilBranch } from './given-gateway.js';

const sent = referralEventType('sent');

describe('hints', () => {
  let given: GivenGateway;
  const readers: EventReader[] = [];
  beforeAll(async () => { given = await givenGateway(); });
  afterAll(() => given.stop());
  afterEach(() => readers.splice(0).forEach((reader) => reader.close()));

  const listen = async (username?: string): Promise<EventReader> => {
    const reader = new EventReader();
    readers.push(reader);
    await reader.open(`${given.url}/hints`, username === undefined ? undefined : (await given.signedIn(username)).cookie('__Host-konbit'));
    return reader;
  };
  /** What the relay of `referrals` leaves in the log. */
  const publish = async (audience: string[], { tenant = codeId('05101'), id = newId() } = {}): Promise<string> => {
    const [eventId, version] = [newId(), 4];
    const headers = {
      specversion: '1.0', id: eventId, source: '/konbit/05101/referrals', type: sent, subject: id, time: new Date().toISOString(), datacontenttype: 'application/json',
      dataschema: `urn:konbit:schema:${sent}`, aggversion: version, tenant, audience,
    };
    await given.databases.asOwner('bus', `with range as (update bus_topic set next = next + 1 where topic = 'referrals.events' returning next - 1 as off)
      insert into bus_log (topic, off, event_id, key, type, agg_version, payload, headers) select 'referrals.events', off, $1, $2, $3, $4, $5, $6 from range`,
    [eventId, id, sent, version, { personId: newId() }, headers]);
    return id;
  };

  it('are for people who are signed in', async () => {
    expect((await listen()).status).toBe(401);
  });

  it('reach the branches of the audience and carry type, id and version alone', async () => {
    const [desk, omil] = [await listen('meson'), await listen('omil')];
    const first = await publish([omilBranch]);
    const both = await publish([omilBranch, deskBranch]);
    await eventually(() => omil.events.length === 2 && desk.events.length === 1, 'both hints at OMIL, one at the desk');
    expect(omil.events).toEqual([first, both].map((id) => ({ event: 'message', data: { type: sent, id, version: 4 } })));
    expect(desk.events).toEqual([{ event: 'message', data: { type: sent, id: both, version: 4 } }]);
  });

  it('never cross to another municipality, and an empty audience is nobody', async () => {
    const desk = await listen('meson');
    await publish([deskBranch], { tenant: codeId('05109') });
    await publish([]);
    const mine = await publish([deskBranch]);
    await eventually(() => desk.events.length > 0, 'the hint of our own municipality');
    expect(desk.events.map(({ data }) => data.id)).toEqual([mine]);
  });

  it('end with the token, so that the reader is asked for its session again', async () => {
    const browser = await given.signedIn('meson');
    await given.databases.asOwner('gateway', `update session set created_at = now() - interval '10 hours' + interval '2 seconds'`);
    const reader = new EventReader();
    readers.push(reader);
    await reader.open(`${given.url}/hints`, browser.cookie('__Host-konbit'));
    expect(reader.isOpen).toBe(true);
    await eventually(() => !reader.isOpen, 'stream closed');
    expect((await listen()).status).toBe(401);
  });

  it('end with the session', async () => {
    const browser = await given.signedIn('meson');
    const reader = new EventReader();
    readers.push(reader);
    await reader.open(`${given.url}/hints`, browser.cookie('__Host-konbit'));
    expect(reader.isOpen).toBe(true);
    await browser.get('/auth/logout');
    await eventually(() => !reader.isOpen, 'stream closed by signing out');
  });

  it('go to twenty streams of a session: the oldest leaves for the newest', async () => {
    const cookie = (await given.signedIn('meson')).cookie('__Host-konbit');
    const streams = Array.from({ length: 21 }, () => new EventReader());
    readers.push(...streams);
    for (const stream of streams) await stream.open(`${given.url}/hints`, cookie);
    await eventually(() => !streams[0]!.isOpen, 'the oldest stream closed');
    expect(streams.filter((stream) => stream.isOpen)).toHaveLength(20);
  });

  it('carry the headers of every answer', async () => {
    const browser = await given.signedIn('meson');
    const stop = new AbortController();
    const answer = await fetch(`${given.url}/hints`, { headers: { cookie: `__Host-konbit=${browser.cookie('__Host-konbit')}` }, signal: stop.signal });
    expect([answer.headers.get('content-type'), answer.headers.get('cache-control'), answer.headers.get('x-content-type-options')]).toEqual(['text/event-stream; charset=utf-8', 'no-store', 'nosniff']);
    stop.abort();
  });
});
