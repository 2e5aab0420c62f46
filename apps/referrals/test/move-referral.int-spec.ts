import { newId, referralEventData } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';
import { eventually } from '@konbit/testing';
import { branches, refusal, services, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });
beforeEach(() => world.script.reset());

describe('the door of a referral', () => {
  it('writes row, event, trace and audit of a sending in one go', async () => {
    const { id, version, state, personId } = await world.sent();
    expect({ version, state }).toEqual({ version: 1, state: 'requested' });
    const [row] = await world.rows('select * from referral where id = $1', [id]);
    expect(row).toMatchObject({ version: 1, state: 'requested', owner_branch: branches.omil, due_at: new Date('2026-12-02T03:00:00Z'), field_groups: ['identity', 'contact'], language: 'hat' });
    expect(row?.['folio']).toMatch(/^D-[0-9A-HJKMNP-TV-Z]{6}$/);
    const events = await world.eventsOf(id, 1);
    expect(events[0]).toMatchObject({ type: 'konbit.referrals.referral.sent.v1', agg_version: 1 });
    expect([...events[0]!.headers.audience].sort()).toEqual([branches.desk, branches.omil].sort());
    expect(referralEventData.parse(events[0]!.payload)).toMatchObject({ from: 'new', to: 'requested', personId, basis: { kind: 'legal_function' } });
    expect(JSON.stringify(events[0])).not.toMatch(/bodega|11111111/);
    const audit = await world.rows('select a.action, a.outcome, a.actor, s.person_id from audit a join audit_subject s on s.pos = a.pos where a.subject_id = $1', [id]);
    expect(audit).toEqual([{ action: 'referral.send', outcome: 'ok', actor: 'meson', person_id: personId }]);
    const [step] = await world.rows('select * from referral_step where referral_id = $1', [id]);
    expect(step).toMatchObject({ version: 1, procedure_code: 'OML-02', provider_code: 'ORG-IMV-OMIL', consumer_code: 'ORG-IMV-MIG', response_type: 'request', person_id: personId });
  });

  it('keeps text and RUN sealed', async () => {
    const { id } = await world.sent();
    const [row] = await world.rows(`select encode(r.texts, 'escape') as texts, encode(s.run, 'escape') as run, s.run is not null as has_run
      from referral r join referral_step s on s.referral_id = r.id where r.id = $1`, [id]);
    expect(row?.['has_run']).toBe(true);
    expect(JSON.stringify(row)).not.toMatch(/bodega|11111111/);
  });

  it('asks cases with the caller\'s token and the recipient of the projection', async () => {
    await world.sent();
    expect(world.script.asked).toMatchObject([{ sub: 'meson', branch: 'BR-IMV-MIG-CENTRAL', question: { recipientBranchId: branches.omil, insideMunicipality: true, fieldGroups: ['identity', 'contact'] } }]);
  });

  it('walks the short path, one event per move', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto' }, { referralId: id, expectedVersion: 2 });
    await world.move('omil', 'schedule', { startsAt: '2026-11-26T13:00:00Z', place: 'Condell 1490', modality: 'office' }, { referralId: id, expectedVersion: 3 });
    await world.move('omil', 'note', { text: 'Vino y conversamos' }, { referralId: id, expectedVersion: 4 });
    const done = await world.move('omil', 'record_outcome', { outcomeCode: 'provided', servedOn: '2026-11-24', outputs: [{ kind: 'counter_referral_note' }] }, { referralId: id, expectedVersion: 5 });
    expect(done).toEqual({ id, version: 6, state: 'completed' });
    expect(await world.move('meson', 'acknowledge', {}, { referralId: id, expectedVersion: 6 })).toMatchObject({ version: 7 });
    const events = await world.eventsOf(id, 7);
    expect(events.map((event) => event.type.split('.')[3])).toEqual(['sent', 'opened', 'accepted', 'scheduled', 'noted', 'completed', 'acknowledged']);
    expect(events[5]!.payload).toMatchObject({ outcomeCode: 'provided', served: true });
    const [appointment] = await world.rows('select ending from appointment where referral_id = $1', [id]);
    expect(appointment).toEqual({ ending: 'cancelled' });
  });

  it('refuses a stale version with the present state and what may be done', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'open', {}, { referralId: id });
    const stale = await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 1 }).catch((error: unknown) => error);
    expect(stale).toBeInstanceOf(DomainError);
    expect(stale).toMatchObject({ code: 'VERSION_CONFLICT', details: { state: 'requested', version: 2 } });
    expect((stale as DomainError).details.availableActions?.map((action) => action.command)).toContain('accept');
    expect(await world.events(id)).not.toContainEqual(expect.objectContaining({ type: 'konbit.referrals.referral.accepted.v1' }));
  });

  it('does not tell an outsider that it exists, and forbids what is not one\'s own to do', async () => {
    const { id } = await world.sent();
    expect(await refusal(world.move('dideco', 'accept', { responsibleOfficial: 'x' }, { referralId: id, expectedVersion: 1 }))).toBe('NOT_FOUND');
    expect(await refusal(world.move('stranger', 'accept', { responsibleOfficial: 'x' }, { referralId: id, expectedVersion: 1 }))).toBe('NOT_FOUND');
    expect(await refusal(world.move('meson', 'accept', { responsibleOfficial: 'x' }, { referralId: id, expectedVersion: 1 }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(world.move('omil', 'accept', { responsibleOfficial: 'x' }, { referralId: newId(), expectedVersion: 1 }))).toBe('NOT_FOUND');
  });

  it('gives a repeated command its first answer and one effect', async () => {
    const { id } = await world.sent();
    const command = { referralId: id, expectedVersion: 1, commandId: newId() };
    const first = await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, command);
    await world.move('omil', 'start', {}, { referralId: id, expectedVersion: 2 });
    expect(await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, command)).toEqual(first);
    expect(await refusal(world.move('omil', 'accept', { responsibleOfficial: 'Otra' }, command))).toBe('COMMAND_ID_REUSED');
    expect(await world.rows('select count(*)::int as n from referral_step where referral_id = $1', [id])).toEqual([{ n: 3 }]);
  });

  it('asks cases once for a repeated sending', async () => {
    const extra = { referralId: newId(), commandId: newId() };
    const request = world.request();
    const first = await world.move('meson', 'send', request, extra);
    expect(await world.move('meson', 'send', request, extra)).toEqual(first);
    expect(world.script.asked.length).toBe(1);
  });

  it('keeps a refusal by a data rule, with its audit row, and leaves the referral as it was', async () => {
    const { id } = await world.sent();
    const command = { referralId: id, expectedVersion: 1, commandId: newId() };
    expect(await refusal(world.move('omil', 'reject', { reasonCode: 'document_missing', text: 'Falta' }, command))).toBe('REQUIREMENT_REQUIRED');
    await world.move('omil', 'open', {}, { referralId: id });
    expect(await refusal(world.move('omil', 'reject', { reasonCode: 'document_missing', text: 'Falta' }, command))).toBe('REQUIREMENT_REQUIRED');
    expect(await world.rows(`select code from audit where subject_id = $1 and outcome = 'refused'`, [id])).toEqual([{ code: 'REQUIREMENT_REQUIRED' }]);
    expect(await world.rows('select version, state from referral where id = $1', [id])).toEqual([{ version: 2, state: 'requested' }]);
  });

  it('takes what a device writes badly: a clock at year 0, a NUL in a text', async () => {
    const { id } = await world.sent({ duplicateReason: 'otra\0 vez' }, { at: '0000-01-01T00:00:00Z' } as object);
    expect(await world.rows('select said_at from referral_step where referral_id = $1', [id])).toEqual([{ said_at: null }]);
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana\0' }, { referralId: id, expectedVersion: 1 });
    const outputs = [{ kind: 'document' as const, reference: 'Of.\0 12' }];
    expect(await world.move('omil', 'record_outcome', { outcomeCode: 'provided', servedOn: '2026-11-24', outputs }, { referralId: id, expectedVersion: 2 })).toMatchObject({ state: 'completed' });
  });

  it('sends no twin, unless it says why', async () => {
    const request = world.request();
    await world.sent(request);
    expect(await refusal(world.sent(request))).toBe('DUPLICATE_OPEN_REFERRAL');
    expect(await world.sent({ ...request, duplicateReason: 'second_need' })).toMatchObject({ state: 'requested' });
  });

  it('sends to nobody who is closed or does not offer the service', async () => {
    expect(await refusal(world.sent({ destinationBranchId: branches.closed }))).toBe('DESTINATION_UNAVAILABLE');
    expect(await refusal(world.sent({ destinationBranchId: branches.health }))).toBe('DESTINATION_UNAVAILABLE');
    expect(await refusal(world.sent({ destinationBranchId: branches.desk }))).toBe('DESTINATION_UNAVAILABLE');
  });
});

describe('the sharing basis', () => {
  it('refuses what cases does not find covered, and keeps nothing of the referral', async () => {
    world.script.answering = () => ({ covered: false, refusal: 'BASIS_DOES_NOT_COVER', basisId: null });
    const referralId = newId();
    expect(await refusal(world.sent({}, { referralId }))).toBe('BASIS_DOES_NOT_COVER');
    expect(await world.rows('select 1 from referral where id = $1', [referralId])).toEqual([]);
  });

  it('answers UNAVAILABLE while cases is down, stores nothing, and takes the same command afterwards', async () => {
    const extra = { referralId: newId(), commandId: newId() };
    const request = world.request();
    await world.stopCases();
    expect(await refusal(world.move('meson', 'send', request, extra))).toBe('UNAVAILABLE');
    expect(await world.rows('select 1 from referral where id = $1', [extra.referralId])).toEqual([]);
    expect(await world.rows('select 1 from command where key = $1', [extra.commandId])).toEqual([]);
    await world.startCases();
    await eventually(async () => (await world.move('meson', 'send', request, extra)).version === 1, 'the same command is taken');
  });

  it('counts a cases that does not answer within a second as down', async () => {
    const { promise, open } = gate();
    world.script.gate = promise;
    const extra = { referralId: newId(), commandId: newId() };
    const began = performance.now();
    expect(await refusal(world.move('meson', 'send', world.request(), extra))).toBe('UNAVAILABLE');
    expect(performance.now() - began).toBeLessThan(2500);
    expect(await world.rows('select 1 from command where key = $1', [extra.commandId])).toEqual([]);
    open();
  });

  it('is not asked for a sending that lacks data', async () => {
    expect(await refusal(world.sent({ needText: ' ', personId: undefined as never }))).toBe('DATA_REQUIRED');
    expect(world.script.asked).toEqual([]);
  });
});

describe('forwarding', () => {
  it('makes a child from D and waits for it', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 1 });
    const childId = newId();
    const request = { needText: 'Necesita apoyo social', serviceId: services.work, destinationBranchId: branches.dideco, basis: { kind: 'legal_function' as const, normCode: 'LEY-18695-4' } };
    expect(await world.move('omil', 'forward', { childId, request }, { referralId: id, expectedVersion: 2 })).toMatchObject({ id, version: 3, state: 'accepted' });
    expect(await world.rows('select version, state, origin_branch, owner_branch, part_of from referral where id = $1', [childId]))
      .toEqual([{ version: 1, state: 'requested', origin_branch: branches.omil, owner_branch: branches.dideco, part_of: id }]);
    const outcome = { outcomeCode: 'transferred', servedOn: '2026-11-24', outputs: [{ kind: 'child_referral' as const }] };
    expect(await refusal(world.move('omil', 'record_outcome', outcome, { referralId: id, expectedVersion: 3 }))).toBe('CHILDREN_OPEN');
    await world.move('dideco', 'reject', { reasonCode: 'no_capacity', text: 'Sin horas' }, { referralId: childId, expectedVersion: 1 });
    expect(await world.move('omil', 'record_outcome', outcome, { referralId: id, expectedVersion: 3 })).toMatchObject({ state: 'completed' });
    const detail = await world.client.call(await world.as('meson'), 'referrals.get', { id });
    expect(detail.children).toEqual([{ id: childId, state: 'rejected' }]);
    expect((await world.client.call(await world.as('meson'), 'referrals.byIds', { ids: [childId] })).referrals).toEqual([null]);
  });

  it('does not send a request back where it came from', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 1 });
    const request = { needText: 'De vuelta', destinationBranchId: branches.desk, basis: { kind: 'legal_function' as const, normCode: 'LEY-18695-4' } };
    expect(await refusal(world.move('omil', 'forward', { childId: newId(), request }, { referralId: id, expectedVersion: 2 }))).toBe('FORWARD_LOOP');
  });
});

describe('drafts', () => {
  it('belong to the origin alone until they are sent', async () => {
    const referralId = newId();
    const draft = await world.move('meson', 'save_draft', { needText: 'Aún no sé' }, { referralId });
    expect(draft).toEqual({ id: referralId, version: 1, state: 'draft' });
    expect(await refusal(world.move('omil', 'open', {}, { referralId }))).toBe('NOT_FOUND');
    const sent = await world.move('meson2', 'send', world.request({ needText: undefined as never }), { referralId, expectedVersion: 1 });
    expect(sent).toEqual({ id: referralId, version: 2, state: 'requested' });
    const events = await world.eventsOf(referralId, 2);
    expect(events[0]!.headers.audience).toEqual([branches.desk]);
  });
});

function gate(): { promise: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => { open = resolve; });
  return { promise, open: () => open() };
}
