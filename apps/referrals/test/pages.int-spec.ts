import fc from 'fast-check';
import { type PageArgs } from '@konbit/contracts';
import { type Ctx } from '@konbit/platform';
import { branches, refusal, startWorld, type World } from './world.js';

let world: World;
let omil: Ctx;
beforeAll(async () => {
  world = await startWorld(process.env);
  omil = await world.as('omil');
}, 60_000);
afterAll(async () => { await world.stop(); });

const list = (page: PageArgs, filter = {}) => world.client.call({ ...omil, deadlineAt: performance.now() + 10_000 }, 'referrals.list', { box: 'received', page, filter });
const ids = async (page: PageArgs) => (await list(page)).edges.map((edge) => edge.node.id);

/** The Relay algorithm on an array: cursors first, then first or last, then what is left on both sides. */
function modelPage(all: readonly string[], { first, last, after, before }: PageArgs) {
  const from = after === undefined ? 0 : all.indexOf(after) + 1;
  const to = before === undefined ? all.length : all.indexOf(before);
  const between = all.slice(from, Math.max(from, to));
  const size = first ?? last ?? 0;
  const nodes = first !== undefined ? between.slice(0, size) : between.slice(Math.max(0, between.length - size));
  const cut = between.length > size;
  return { nodes, hasNextPage: first !== undefined ? cut || before !== undefined : before !== undefined, hasPreviousPage: first !== undefined ? after !== undefined : cut || after !== undefined };
}

describe('a list by pages', () => {
  const all: string[] = [];
  beforeAll(async () => {
    for (let n = 0; n < 14; n += 1) {
      // Two of a kind share their due time, so that the id decides.
      if (n % 2 === 0) world.clock.advance(86_400_000);
      const { id } = await world.sent({ priority: n % 5 === 0 ? 'urgent' : 'routine' });
      if (n % 6 === 3) await world.move('omil', 'ask_info', { missing: ['contact'], text: 'Falta' }, { referralId: id, expectedVersion: 1 });
      if (n % 7 === 4) await world.sent({ poolComuna: '05101' });
    }
    all.push(...await ids({ first: 100 }));
  });

  it('is in the order of the deadline, the unanswered first, and knows its ends', async () => {
    const { edges, pageInfo } = await list({ first: 100 });
    const due = edges.map((edge) => edge.node.dueAt ?? '9999');
    expect(due).toEqual([...due].sort());
    expect(edges.length).toBe(16);
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it('agrees with the Relay algorithm on any window', async () => {
    const cursors = new Map((await list({ first: 100 })).edges.map((edge) => [edge.node.id, edge.cursor]));
    const place = fc.option(fc.nat(15), { nil: undefined });
    await fc.assert(fc.asyncProperty(fc.boolean(), fc.nat(7), place, place, async (forward, size, a, b) => {
      const [after, before] = a !== undefined && b !== undefined && a > b ? [b, a] : [a, b];
      fc.pre(after === undefined || before === undefined || after < before);
      const bounds = { after: after === undefined ? undefined : all[after], before: before === undefined ? undefined : all[before] };
      const page = forward ? { first: size } : { last: size };
      const answer = await list({ ...page, after: bounds.after && cursors.get(bounds.after), before: bounds.before && cursors.get(bounds.before) });
      const model = modelPage(all, { ...page, ...bounds });
      expect({ nodes: answer.edges.map((edge) => edge.node.id), next: answer.pageInfo.hasNextPage, previous: answer.pageInfo.hasPreviousPage })
        .toEqual({ nodes: model.nodes, next: model.hasNextPage, previous: model.hasPreviousPage });
    }), { numRuns: 60 });
  }, 60_000);

  it('neither skips nor repeats a row while others come and go between pages', async () => {
    const known = await ids({ first: 100 });
    const seen: string[] = [];
    let after: string | undefined;
    for (let page = 0; page < 20; page += 1) {
      const { edges, pageInfo } = await list({ first: 3, ...(after !== undefined && { after }) });
      seen.push(...edges.map((edge) => edge.node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor ?? undefined;
      await world.sent({ priority: page % 2 === 0 ? 'urgent' : 'routine' });
      const answered = seen[0]!;
      if (page === 0) await world.move('omil', 'reject', { reasonCode: 'no_capacity', text: 'Sin horas' }, { referralId: answered, expectedVersion: 1 }).catch(() => undefined);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(known.filter((id) => !seen.includes(id))).toEqual([]);
  });

  it('refuses a page without a size, a forged cursor, and a cursor of another list', async () => {
    expect(await refusal(list({}))).toBe('PAGE_SIZE_INVALID');
    expect(await refusal(list({ first: 1, last: 1 }))).toBe('PAGE_SIZE_INVALID');
    expect(await refusal(list({ first: 1, after: 'bm90IGEgY3Vyc29y' }))).toBe('CURSOR_INVALID');
    const { pageInfo } = await list({ first: 1 });
    expect(await refusal(list({ first: 1, after: pageInfo.endCursor! }, { needCode: 'work' }))).toBe('CURSOR_INVALID');
    const forged = Buffer.from(JSON.stringify([`2026-11-24'; drop table referral; --`, branches.omil, 'x'])).toString('base64url');
    expect(await refusal(list({ first: 1, after: forged }))).toBe('CURSOR_INVALID');
  });

  it('refuses a cursor of a time that does not exist', async () => {
    const { pageInfo } = await list({ first: 1 });
    const [, id, name] = JSON.parse(Buffer.from(pageInfo.endCursor!, 'base64url').toString()) as string[];
    const forged = (key: string) => Buffer.from(JSON.stringify([key, id, name])).toString('base64url');
    expect((await list({ first: 1, after: forged('2026-11-24 15:00:00.123456+00') })).edges).toBeDefined();
    for (const key of ['9999-99-99 10:00:00+00', '2026-02-30 10:00:00+00', '0000-01-01 10:00:00+00', '2026-11-24 24:61:00+00', '2026-11-24 10:00:00+99']) {
      expect([key, await refusal(list({ first: 1, after: forged(key) }))]).toEqual([key, 'CURSOR_INVALID']);
    }
  });
});
