import { type Box, newId } from '@konbit/contracts';
import { AccessGrantEnded, AccessGrantOpened } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import { eventually } from '@konbit/testing';
import { branches, refusal, services, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });
beforeEach(() => world.script.reset());

const get = async (name: string | Ctx, id: string) => world.client.call(typeof name === 'string' ? await world.as(name) : name, 'referrals.get', { id });
const byId = async (name: string, id: string) => (await world.client.call(await world.as(name), 'referrals.byIds', { ids: [id] })).referrals[0];
const idsIn = async (name: string, box: Box, filter = {}): Promise<string[]> => {
  const list = await world.client.call(await world.as(name), 'referrals.list', { box, page: { first: 100 }, filter });
  return list.edges.map((edge) => edge.node.id);
};

describe('reading a referral', () => {
  it('shows the origin everything and a destination only what it has opened', async () => {
    const { id, personId } = await world.sent();
    expect(await get('meson', id)).toMatchObject({ personId, needText: 'Busca trabajo de bodega', mine: 'origin', turn: 'destination', basisKind: 'legal_function' });
    expect(await refusal(get('omil', id))).toBe('NOT_OPENED');
    expect(await byId('omil', id)).toMatchObject({ personId, mine: 'destination', openedAt: null });
    await world.move('omil', 'open', {}, { referralId: id });
    expect(await get('omil', id)).toMatchObject({ needText: 'Busca trabajo de bodega', mine: 'destination' });
    expect(await refusal(get('dideco', id))).toBe('NOT_FOUND');
    expect(await refusal(get('stranger', id))).toBe('NOT_FOUND');
    expect(await byId('dideco', id)).toBeNull();
  });

  it('tells the origin which branch its draft names, so that another official can finish it', async () => {
    const referralId = newId();
    await world.move('meson', 'save_draft', { needText: 'Busca trabajo', destinationBranchId: branches.omil }, { referralId });
    expect(await get('meson2', referralId)).toMatchObject({ state: 'draft', ownerBranchId: null, destinationBranchId: branches.omil });
    expect(await refusal(get('omil', referralId))).toBe('NOT_FOUND');
  });

  it('keeps a stub for a destination that never opened it', async () => {
    const { id } = await world.sent();
    await world.move('meson', 'cancel', { reasonCode: 'sent_by_mistake' }, { referralId: id, expectedVersion: 1 });
    expect(await byId('omil', id)).toMatchObject({ state: 'cancelled', personId: null, serviceId: null, recordId: null });
    expect(await refusal(get('omil', id))).toBe('NOT_OPENED');
  });

  it('tells steps, appointments and answer', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    await world.move('omil', 'reject', { reasonCode: 'document_missing', text: 'Falta el contrato', requirement: { type: 'document', documentType: 'CONTRATO', declared: false, words: 'Escrito' } }, { referralId: id, expectedVersion: 2 });
    const detail = await get('meson', id);
    expect(detail).toMatchObject({
      state: 'rejected', reasonCode: 'document_missing', answerText: 'Falta el contrato', turn: 'origin',
      requirement: { type: 'document', documentType: 'CONTRATO', declared: false, words: 'Escrito' },
    });
    expect(detail.steps.map((step) => [step.version, step.command, step.text])).toEqual([[1, 'send', null], [2, 'open', null], [3, 'reject', 'Falta el contrato']]);
    expect(detail.availableActions.map((action) => action.command).sort()).toEqual(['acknowledge', 'mark_error']);
  });

  it('keeps the words of a refusal for safety from the origin', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    await world.move('omil', 'reject', { reasonCode: 'safety', text: 'Riesgo para alguien' }, { referralId: id, expectedVersion: 2 });
    expect(JSON.stringify(await get('meson', id))).not.toContain('Riesgo');
    expect((await get('omil', id)).answerText).toBe('Riesgo para alguien');
  });

  it('hides the content of an error from all but the auditor', async () => {
    const { id, personId } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto', destinationRef: 'OMIL-7' }, { referralId: id, expectedVersion: 2 });
    await world.move('meson', 'mark_error', { reasonCode: 'wrong_person' }, { referralId: id, expectedVersion: 3 });
    for (const reader of ['meson', 'omil']) {
      const detail = await get(reader, id);
      expect(detail).toMatchObject({ state: 'entered_in_error', personId: null, needText: null, serviceId: null, responsibleOfficial: null, destinationRef: null });
      expect(detail.steps.map((step) => step.text)).toEqual([null, null, null, null]);
    }
    const auditor = await world.as('auditor', { roles: ['auditor'] });
    expect(await get(auditor, id)).toMatchObject({ personId, needText: 'Busca trabajo de bodega' });
  });

  it('leaves an audit row with each person before the answer', async () => {
    const one = await world.sent();
    const two = await world.sent();
    const before = await world.rows('select count(*)::int as n from audit');
    await world.client.call(await world.as('omil2'), 'referrals.byIds', { ids: [one.id, two.id, newId()] });
    const rows = await world.rows(`select a.action, array_agg(s.person_id::text order by s.person_id::text) as persons from audit a join audit_subject s using (pos)
      where a.actor = 'omil2' group by a.pos, a.action order by a.pos desc limit 1`);
    expect(rows).toEqual([{ action: 'referral.list', persons: [one.personId, two.personId].sort() }]);
    expect((await world.rows('select count(*)::int as n from audit'))[0]!['n']).toBe(Number(before[0]?.['n']) + 1);
  });
});

describe('the boxes', () => {
  it('hold each referral where its next step is waited for', async () => {
    const places = async (id: string) => {
      const found: string[] = [];
      for (const [name, box] of [['omil', 'received'], ['omil', 'in_progress'], ['omil', 'ended'], ['meson', 'drafts'], ['meson', 'sent'], ['meson', 'info_asked'], ['meson', 'answers'], ['meson', 'ended']] as const) {
        if ((await idsIn(name, box)).includes(id)) found.push(`${name} ${box}`);
      }
      return found;
    };
    const { id } = await world.sent();
    expect(await places(id)).toEqual(['omil received', 'meson sent']);
    await world.move('omil', 'ask_info', { missing: ['contact'], text: 'Falta teléfono' }, { referralId: id, expectedVersion: 1 });
    expect(await places(id)).toEqual(['omil received', 'meson sent', 'meson info_asked']);
    await world.move('meson', 'supply_info', { text: 'Llamar a la hermana' }, { referralId: id, expectedVersion: 2 });
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 3 });
    expect(await places(id)).toEqual(['omil in_progress', 'meson sent']);
    await world.move('omil', 'fail', { reasonCode: 'provider_ended', text: 'Cerró', tried: 'Llamar' }, { referralId: id, expectedVersion: 4 });
    expect(await places(id)).toEqual(['omil ended', 'meson answers']);
    await world.move('meson', 'acknowledge', {}, { referralId: id, expectedVersion: 5 });
    expect(await places(id)).toEqual(['omil ended', 'meson ended']);
    const draft = newId();
    await world.move('meson', 'save_draft', {}, { referralId: draft });
    expect(await places(draft)).toEqual(['meson drafts']);
  });

  it('count what they hold and what is late', async () => {
    const counts = async () => world.client.call(await world.as('omil'), 'referrals.counts', {});
    const before = await counts();
    const { id } = await world.sent({ priority: 'urgent' });
    expect(await counts()).toEqual({ ...before, boxes: { ...before.boxes, received: before.boxes.received + 1 } });
    const at = world.clock.now();
    world.clock.advance(3 * 86_400_000);
    expect((await counts()).overdue).toBeGreaterThan(0);
    expect(await byId('omil', id)).toMatchObject({ overdue: true });
    expect(await idsIn('omil', 'received', { overdue: true })).toContain(id);
    world.clock.set(at);
    expect(await byId('omil', id)).toMatchObject({ overdue: false });
  });

  it('filter by service, need and state', async () => {
    const { id } = await world.sent({ needCode: 'training' });
    expect(await idsIn('omil', 'received', { needCode: 'training' })).toEqual([id]);
    expect(await idsIn('omil', 'received', { serviceId: services.bank })).toEqual([]);
    expect(await idsIn('omil', 'received', { needCode: 'training', state: 'info_requested' })).toEqual([]);
  });

  it('filter answers by their end too', async () => {
    const [rejected, failed] = [await world.sent({ needCode: 'legal' }), await world.sent({ needCode: 'legal' })];
    await world.move('omil', 'reject', { reasonCode: 'no_capacity', text: 'Sin horas' }, { referralId: rejected.id, expectedVersion: 1 });
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: failed.id, expectedVersion: 1 });
    await world.move('omil', 'fail', { reasonCode: 'provider_ended', text: 'Cerró', tried: 'Llamar' }, { referralId: failed.id, expectedVersion: 2 });
    expect(await idsIn('meson', 'answers', { needCode: 'legal', state: 'rejected' })).toEqual([rejected.id]);
    expect((await idsIn('meson', 'answers', { needCode: 'legal' })).sort()).toEqual([rejected.id, failed.id].sort());
  });

  it('give a person\'s referrals to the branches that are party to them', async () => {
    const { id, personId } = await world.sent();
    const ofPerson = async (name: string) => (await world.client.call(await world.as(name), 'referrals.ofPerson', { personId, page: { first: 10 } })).edges.map((edge) => edge.node.id);
    expect([await ofPerson('meson'), await ofPerson('omil'), await ofPerson('dideco')]).toEqual([[id], [id], []]);
  });
});

describe('a pool', () => {
  it('shows its branches the least data until one claims it', async () => {
    const { id, personId } = await world.sent({ poolComuna: '05101' });
    const shown = await byId('dideco', id);
    expect(shown).toMatchObject({ mine: 'pool', personId: null, recordId: null, needCode: 'work', language: 'hat', ageBand: '30-59', poolComuna: '05101', priority: 'routine' });
    expect(shown?.availableActions.map((action) => action.command)).toEqual(['claim']);
    expect(await idsIn('dideco', 'received')).toContain(id);
    expect(await refusal(get('dideco', id))).toBe('NOT_OPENED');
    expect(await byId('salud', id)).toBeNull();
    expect(await refusal(world.move('dideco', 'accept', { responsibleOfficial: 'x' }, { referralId: id, expectedVersion: 1 }))).toBe('INVALID_TRANSITION');
    await world.move('dideco', 'claim', {}, { referralId: id });
    expect(await byId('dideco', id)).toMatchObject({ mine: 'destination', personId });
    expect(await byId('omil', id)).toBeNull();
    expect(await refusal(world.move('omil', 'claim', {}, { referralId: id }))).toBe('ALREADY_CLAIMED');
    expect(await refusal(world.move('omil', 'accept', { responsibleOfficial: 'x' }, { referralId: id, expectedVersion: 2 }))).toBe('NOT_FOUND');
    const [, claimed] = await world.eventsOf(id, 2);
    expect(claimed).toMatchObject({ type: 'konbit.referrals.referral.claimed.v1', payload: { ownerBranch: branches.dideco, fieldGroups: ['identity', 'contact'] } });
  });

  it('stays where it is when the basis does not cover the winner', async () => {
    const { id } = await world.sent({ poolComuna: '05101' });
    world.script.answering = () => ({ covered: false, refusal: 'BASIS_DOES_NOT_COVER' });
    expect(await refusal(world.move('omil', 'claim', {}, { referralId: id }))).toBe('BASIS_DOES_NOT_COVER');
    expect(await byId('dideco', id)).toMatchObject({ mine: 'pool' });
  });
});

describe('access withdrawn', () => {
  it('cuts reading at once and leaves four endings', async () => {
    const { id, personId } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 2 });
    const grant = newId();
    const data = { personId, branch: branches.omil, org: newId(), referralId: id, fieldGroups: ['identity'], basisKind: 'consent' };
    await world.publish('cases', [{ contract: AccessGrantOpened, subject: grant, version: 1, data }, { contract: AccessGrantEnded, subject: grant, version: 2, data: { ...data, reasonCode: 'consent_withdrawn' } }]);
    await eventually(async () => await refusal(get('omil', id)) === 'ACCESS_WITHDRAWN', 'the withdrawal has arrived');
    const stub = await byId('omil', id);
    expect(stub).toMatchObject({ personId: null, needCode: null, state: 'accepted' });
    expect((await world.client.call(await world.as('omil'), 'referrals.ofPerson', { personId, page: { first: 10 } })).edges).toEqual([]);
    expect(stub?.availableActions.map((action) => action.command).sort()).toEqual(['cancel', 'fail', 'record_outcome']);
    expect(await refusal(world.move('omil', 'start', {}, { referralId: id, expectedVersion: 3 }))).toBe('ACCESS_WITHDRAWN');
    expect(await world.move('omil', 'cancel', { reasonCode: 'consent_withdrawn', text: 'no se guarda' }, { referralId: id, expectedVersion: 3 })).toMatchObject({ state: 'cancelled' });
    expect((await get('meson', id)).answerText).toBeNull();
  });

  it('gives reading back with another grant', async () => {
    const { id, personId } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    const data = { personId, branch: branches.omil, org: newId(), referralId: id, fieldGroups: ['identity'], basisKind: 'consent' };
    await world.publish('cases', [{ contract: AccessGrantEnded, subject: newId(), version: 1, data }]);
    await eventually(async () => await refusal(get('omil', id)) === 'ACCESS_WITHDRAWN', 'the withdrawal has arrived');
    await world.publish('cases', [{ contract: AccessGrantOpened, subject: newId(), version: 1, data }]);
    await eventually(async () => (await get('omil', id)).personId === personId, 'the new grant has arrived');
  });
});
