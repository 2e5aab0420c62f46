import { newId, type ReferralMove } from '@konbit/contracts';
import { eventually } from '@konbit/testing';
import { branch } from './directory-facts.js';
import { branches, home, refusal, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

let published = 1;
async function omilIs(status: 'closed' | 'active'): Promise<void> {
  published += 1;
  await world.publish('directory', [branch('ORG-IMV-OMIL', 'BR-OMIL-VALPO', { version: published, status })]);
  const arrived = async () => (await world.rows(`select 1 from consumer_key where consumer = 'referrals.directory' and key = $1 and last_version = $2`, [branches.omil, published])).length === 1;
  await eventually(arrived, `the branch is ${status}`);
}

const cancel = { reasonCode: 'need_ended' } as Extract<ReferralMove, { command: 'cancel' }>['data'];
const noticesOf = (referralId: string) => world.rows('select id, version, cleared_at is null as open from notice where referral_id = $1 order by cleared_at nulls last, id', [referralId]);
const viewFor = async (name: string, id: string) => (await world.client.call(await world.as(name), 'referrals.byIds', { ids: [id] })).referrals[0];
const closedCount = async (name: string) => (await world.client.call(await world.as(name), 'referrals.counts', {})).branchClosed;
const listed = async (name: string, box: 'sent' | 'received', branchClosed: boolean) => (
  await world.client.call(await world.as(name), 'referrals.list', { box, page: { first: 100 }, filter: { branchClosed } })).edges.map(({ node }) => node.id);

afterEach(async () => { await omilIs('active'); });

describe('a branch that closes', () => {
  it('warns both sides of each open referral, once', async () => {
    const [open, ended, draft] = [await world.sent(), await world.sent(), await world.move('meson', 'save_draft', world.request(), { referralId: newId() })];
    await world.move('meson', 'cancel', cancel, { referralId: ended.id, expectedVersion: 1 });
    await omilIs('closed');
    await omilIs('closed');
    const [notice] = await noticesOf(open.id);
    expect([(await noticesOf(open.id)).length, (await noticesOf(ended.id)).length, (await noticesOf(draft.id)).length]).toEqual([1, 0, 0]);
    expect(await world.eventsOf(String(notice!['id']), 1)).toMatchObject([{
      type: 'konbit.referrals.notice.branch-closed.v1', agg_version: 1, payload: { referralId: open.id, branchId: branches.omil, originBranch: branches.desk },
      headers: { audience: [branches.desk, branches.omil], tenant: home },
    }]);
  });

  it('tells its editor before, and nobody else, how many open referrals wait there', async () => {
    const editor = await world.as('editor', { roles: ['directory_editor'], branch: 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL' });
    const openAt = async (branchId: string) => (await world.client.call(editor, 'referrals.openAt', { branchId })).open;
    const [omil, dideco] = [await openAt(branches.omil), await openAt(branches.dideco)];
    const [, ended] = [await world.sent(), await world.sent(), await world.move('meson', 'save_draft', world.request(), { referralId: newId() })];
    await world.move('meson', 'cancel', cancel, { referralId: ended.id, expectedVersion: 1 });
    expect([await openAt(branches.omil), await openAt(branches.dideco)]).toEqual([omil + 1, dideco]);
    expect(await refusal(world.client.call(await world.as('meson'), 'referrals.openAt', { branchId: branches.omil }))).toBe('FORBIDDEN_ACTION');
  });

  it('is seen on the referral, in the filter and in the count, and is over when it opens again', async () => {
    const { id } = await world.sent();
    const other = await world.sent({ destinationBranchId: branches.dideco });
    expect(await closedCount('meson')).toBe(0);
    await omilIs('closed');
    expect([(await viewFor('meson', id))?.branchClosed, (await viewFor('omil', id))?.branchClosed, (await viewFor('meson', other.id))?.branchClosed]).toEqual([true, true, false]);
    expect(await listed('meson', 'sent', true)).toContain(id);
    expect(await listed('meson', 'sent', true)).not.toContain(other.id);
    expect(await listed('meson', 'sent', false)).toContain(other.id);
    expect(await listed('omil', 'received', true)).toContain(id);
    expect(await closedCount('meson')).toBeGreaterThan(0);
    expect(await closedCount('dideco')).toBe(0);
    await omilIs('active');
    expect((await viewFor('meson', id))?.branchClosed).toBe(false);
    expect(await closedCount('meson')).toBe(0);
    const [notice] = await noticesOf(id);
    expect((await world.eventsOf(String(notice!['id']), 2)).map((event) => event.type)).toEqual(['konbit.referrals.notice.branch-closed.v1', 'konbit.referrals.notice.branch-closed-cleared.v1']);
  });

  it('no longer warns of a referral that is cancelled, in the same transaction', async () => {
    const { id } = await world.sent();
    await omilIs('closed');
    await world.move('meson', 'cancel', cancel, { referralId: id, expectedVersion: 1 });
    expect(await noticesOf(id)).toMatchObject([{ version: 2, open: false }]);
  });

  it('no longer warns of a referral that it has forwarded', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto' }, { referralId: id, expectedVersion: 1 });
    await world.move('omil', 'start', {}, { referralId: id, expectedVersion: 2 });
    await omilIs('closed');
    const request = { needText: 'Otra oficina sigue', basis: { kind: 'legal_function' as const, normCode: 'LEY-18695-4' }, destinationBranchId: branches.dideco };
    await world.move('omil', 'forward', { childId: newId(), request }, { referralId: id, expectedVersion: 3 });
    expect(await noticesOf(id)).toMatchObject([{ open: false }]);
    await omilIs('closed');
    expect(await noticesOf(id)).toHaveLength(1);
  });

  it('keeps the warning while the referral is only noted or accepted', async () => {
    const { id } = await world.sent();
    await omilIs('closed');
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto' }, { referralId: id, expectedVersion: 1 });
    expect(await noticesOf(id)).toMatchObject([{ open: true }]);
  });

  it('gets nothing new', async () => {
    await omilIs('closed');
    expect(await refusal(world.sent())).toBe('DESTINATION_UNAVAILABLE');
  });

  it('closed again warns again', async () => {
    const { id } = await world.sent();
    await omilIs('closed');
    await omilIs('active');
    await omilIs('closed');
    expect(await noticesOf(id)).toMatchObject([{ open: false }, { open: true }]);
  });
});
