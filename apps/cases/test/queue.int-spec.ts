import { newId } from '@konbit/contracts';
import { aDesk, desks } from './given.js';
import { refused, refusal, startWorld, type World } from './world.js';

const colleague = aDesk('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL', { sub: 'meson2' });
const otherBranch = aDesk('ORG-IMV-MIG/BR-IMV-MIG-PLACERES', { sub: 'meson3' });

describe('the queue of today', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const at = (iso: string): void => { world.clock.set(new Date(iso)); };
  const queue = (ctx = desks.mig.ctx, page: object = { first: 50 }) => world.call(ctx, 'cases.queue', { page });
  const move = (attendanceId: string, command: string, expectedVersion: number, more: object = {}, ctx = desks.mig.ctx) =>
    world.call(ctx, 'cases.attendanceMove', { commandId: newId(), attendanceId, command, expectedVersion, ...more });

  it('heads today with who was left open yesterday, and counts the day in Chile, not in UTC', async () => {
    at('2026-11-25T02:30:00.000Z');
    const late = await world.admitted();
    at('2026-11-25T11:00:00.000Z');
    const early = await world.admitted();
    const { edges } = await queue();
    expect(edges.map((edge) => [edge.node.id, edge.node.queueNumber, edge.node.unclosedFromEarlierDay])).toEqual([[late.attendanceId, 1, true], [early.attendanceId, 1, false]]);
  });

  it('tells who waits, how long, and how many were served today', async () => {
    at('2026-11-26T12:00:00.000Z');
    const first = await world.admitted();
    await world.admitted();
    at('2026-11-26T12:40:30.000Z');
    expect(await queue()).toMatchObject({ waiting: 4, closedToday: 0, longestWaitMinutes: 40 });
    await move(first.attendanceId, 'take', 1);
    await move(first.attendanceId, 'close', 2, { resultCode: 'oriented' });
    expect(await queue()).toMatchObject({ waiting: 3, closedToday: 1 });
    expect(await world.eventsOf(first.attendanceId)).toEqual(['attendance.opened.v1', 'attendance.taken.v1', 'attendance.closed.v1']);
  });

  it('is the branch\'s own', async () => {
    expect((await queue(otherBranch.ctx)).edges).toEqual([]);
  });

  it('is read in pages that neither lose nor repeat anybody', async () => {
    at('2026-11-27T12:00:00.000Z');
    for (let n = 0; n < 5; n += 1) await world.admitted();
    const all = (await queue()).edges.map((edge) => edge.node.id);
    const paged: string[] = [];
    let after: string | undefined;
    for (let pages = 0; pages < 10; pages += 1) {
      const page = await queue(desks.mig.ctx, { first: 3, ...(after !== undefined && { after }) });
      paged.push(...page.edges.map((edge) => edge.node.id));
      after = page.pageInfo.endCursor ?? undefined;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(paged).toEqual(all);
    const last = await queue(desks.mig.ctx, { last: 2 });
    expect(last.edges.map((edge) => edge.node.id)).toEqual(all.slice(-2));
    expect(last.pageInfo).toMatchObject({ hasPreviousPage: true, hasNextPage: false });
  });

  it.each<[object, string]>([
    [{}, 'PAGE_SIZE_INVALID'], [{ first: 1, last: 1 }, 'PAGE_SIZE_INVALID'], [{ first: 1, after: 'nonsense' }, 'CURSOR_INVALID'],
    [{ first: 1, after: Buffer.from('["2026-01-01","0193a000-0000-7000-8000-000000000001","timeline:x"]').toString('base64url') }, 'CURSOR_INVALID'],
  ])('refuses the page %j with %s', async (page, code) => expect(await refusal(queue(desks.mig.ctx, page))).toBe(code));

  it('refuses a cursor of a time that does not exist', async () => {
    const { pageInfo } = await queue(desks.mig.ctx, { first: 1 });
    const [, id, scope] = JSON.parse(Buffer.from(pageInfo.endCursor!, 'base64url').toString()) as string[];
    const forged = (key: string) => Buffer.from(JSON.stringify([key, id, scope])).toString('base64url');
    expect((await queue(desks.mig.ctx, { first: 1, after: forged('2026-11-24T15:00:00.000Z') })).edges).toBeDefined();
    for (const key of ['1', '2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'Tue Nov 24 2026 12:00:00 GMT+0100']) {
      expect([key, await refusal(queue(desks.mig.ctx, { first: 1, after: forged(key) }))]).toEqual([key, 'CURSOR_INVALID']);
    }
  });

  it('is NOT_FOUND for another organisation, and no colleague of another branch moves it', async () => {
    const { attendanceId } = await world.admitted();
    expect(await refusal(move(attendanceId, 'take', 1, {}, desks.dideco.ctx))).toBe('NOT_FOUND');
    expect(await refusal(move(attendanceId, 'take', 1, {}, otherBranch.ctx))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(move(newId(), 'take', 1))).toBe('NOT_FOUND');
  });

  it('refuses a stale version with what is true now, and one of two takers wins', async () => {
    const { attendanceId } = await world.admitted();
    const both = await Promise.all([refused(move(attendanceId, 'take', 1)), refused(move(attendanceId, 'take', 1, {}, colleague.ctx))]);
    const loser = both.filter((one) => one.code === 'VERSION_CONFLICT');
    expect(loser).toHaveLength(1);
    expect(loser[0]?.details).toMatchObject({ version: 2, state: 'in_service' });
  });

  it('refuses an impossible move and a close without a result', async () => {
    const { attendanceId } = await world.admitted(desks.mig, { inService: true });
    expect(await refused(move(attendanceId, 'take', 2))).toMatchObject({ code: 'INVALID_TRANSITION', details: { state: 'in_service', version: 2 } });
    expect(await refusal(move(attendanceId, 'close', 2))).toBe('DATA_REQUIRED');
    expect(await move(attendanceId, 'leave', 2)).toMatchObject({ state: 'left', version: 3 });
  });
});
