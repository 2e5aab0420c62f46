import { newId, type ReferralMove } from '@konbit/contracts';
import { type Ctx, DomainError, linkCtx } from '@konbit/platform';
import { eventually } from '@konbit/testing';
import { service } from './directory-facts.js';
import { branches, home, noon, refusal, services, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

interface Extra { commandId?: string; slipId?: string }
const issue = async (name: string | Ctx, referralId: string, expectedVersion: number, extra: Extra = {}) => (
  world.client.call(typeof name === 'string' ? await world.as(name) : name, 'referrals.issueSlip', { commandId: newId(), slipId: newId(), referralId, expectedVersion, ...extra }));
const page = (code: string) => world.client.call(linkCtx(home, { forMs: 5000 }), 'referrals.slipPage', { code });
const lastAudit = async (action: string) => (await world.rows('select actor, outcome, code, details, subject_id, (select count(*)::int from audit_subject s where s.pos = a.pos) as persons from audit a where action = $1 order by pos desc limit 1', [action]))[0];
const appointment = (startsAt: string, more: object = {}) => ({ appointmentId: newId(), startsAt, minutes: 30, place: 'Condell 1490, oficina 2', modality: 'office' as const, interpreter: true, ...more });

async function scheduled(more: object = {}): Promise<{ id: string; version: number }> {
  const { id } = await world.sent();
  await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto' }, { referralId: id, expectedVersion: 1 });
  return world.move('omil', 'schedule', appointment('2026-11-26T12:30:00.000Z', more), { referralId: id, expectedVersion: 2 });
}

describe('the slip of a referral', () => {
  it('has a code of ten characters, kept hashed and sealed, that a reprint shows again', async () => {
    const { id, version } = await world.sent();
    const first = await issue('meson', id, version);
    expect(first.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
    const second = await issue('meson2', id, version);
    expect(second).toMatchObject({ id: first.id, code: first.code, version: 1 });
    const rows = await world.rows('select slip::text as text from slip');
    expect(JSON.stringify(rows)).not.toContain(first.code);
    expect(JSON.stringify(await world.rows('select result from command'))).not.toContain(first.code);
    expect(JSON.stringify(await world.rows('select details, subject_id from audit'))).not.toContain(first.code);
  });

  it('is told once as a fact, to the branch that printed it', async () => {
    const { id, version } = await world.sent();
    const slip = await issue('meson', id, version);
    await issue('meson', id, version);
    const events = await world.eventsOf(slip.id, 1);
    expect(events).toMatchObject([{ type: 'konbit.referrals.slip.issued.v1', agg_version: 1, payload: { referralId: id, originBranch: branches.desk }, headers: { audience: [branches.desk] } }]);
    expect(JSON.stringify(events)).not.toContain(slip.code);
  });

  it('the same command twice gives one slip and the same answer', async () => {
    const { id, version } = await world.sent();
    const extra = { commandId: newId(), slipId: newId() };
    const first = await issue('meson', id, version, extra);
    expect(await issue('meson', id, version, extra)).toEqual(first);
    expect(await world.rows('select 1 from slip where referral_id = $1', [id])).toHaveLength(1);
  });

  it('two officials at once get the same code', async () => {
    const { id, version } = await world.sent();
    const both = await Promise.all([issue('meson', id, version), issue('meson2', id, version)]);
    expect(new Set(both.map((slip) => slip.code)).size).toBe(1);
  });

  it('is refused for a referral that changed meanwhile, with its state and version', async () => {
    const { id } = await world.sent();
    await world.move('omil', 'accept', { responsibleOfficial: 'Ana Soto' }, { referralId: id, expectedVersion: 1 });
    const refused: unknown = await issue('meson', id, 1).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({ code: 'VERSION_CONFLICT', details: { state: 'accepted', version: 2 } });
  });

  it('lives 30 days after the appointment, and a new appointment moves its end', async () => {
    const { id, version } = await scheduled();
    const first = await issue('meson', id, version);
    expect(first.expiresAt).toBe('2026-12-27T03:00:00.000Z');
    const moved = await world.move('omil', 'reschedule', appointment('2026-12-03T12:30:00.000Z'), { referralId: id, expectedVersion: version });
    const second = await issue('meson', id, moved.version);
    expect(second).toMatchObject({ id: first.id, code: first.code, version: 2, expiresAt: '2027-01-03T03:00:00.000Z' });
    expect((await world.eventsOf(first.id, 2)).map((event) => event.agg_version)).toEqual([1, 2]);
  });

  it('belongs to the branch that sent: others are refused, and who may not know of it hears NOT_FOUND', async () => {
    const { id, version } = await world.sent();
    expect(await refusal(issue('omil', id, version))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(issue('dideco', id, version))).toBe('NOT_FOUND');
    expect(await refusal(issue('stranger', id, version))).toBe('NOT_FOUND');
    expect(await refusal(issue(await world.as('salud', { branch: 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL' }), id, version))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(issue('meson', newId(), 1))).toBe('NOT_FOUND');
  });

  it('waits until somebody has claimed a pool, and a draft and an end have none', async () => {
    const pool = await world.sent({ poolComuna: '05101' });
    expect(await refusal(issue('meson', pool.id, 1))).toBe('DESTINATION_REQUIRED');
    const draft = await world.move('meson', 'save_draft', { needText: 'Busca trabajo' }, { referralId: newId() });
    expect(await refusal(issue('meson', draft.id, 1))).toBe('INVALID_TRANSITION');
    const { id } = await world.sent();
    await world.move('meson', 'cancel', { reasonCode: 'need_ended' } as Extract<ReferralMove, { command: 'cancel' }>['data'], { referralId: id, expectedVersion: 1 });
    expect(await refusal(issue('meson', id, 2))).toBe('REFERRAL_TERMINAL');
  });
});

describe('the page behind the QR', () => {
  it('says where and when, and nothing of the person', async () => {
    const { id, version } = await scheduled();
    const { code } = await issue('meson', id, version);
    const answer = await page(code);
    expect(answer).toEqual({
      branchId: branches.omil, serviceId: services.work, protected: false, ended: false, language: 'hat', dueAt: null, originBranchId: branches.desk,
      expiresAt: '2026-12-27T03:00:00.000Z',
      appointment: { startsAt: '2026-11-26T12:30:00.000Z', minutes: 30, place: 'Condell 1490, oficina 2', modality: 'office', interpreter: true, end: null },
    });
    expect(JSON.stringify(answer)).not.toContain(id);
    expect(await lastAudit('slip.opened')).toMatchObject({ actor: 'link', outcome: 'ok', code: null, persons: 1 });
  });

  it('opens by the code as people copy it', async () => {
    const { id, version } = await world.sent();
    const { code } = await issue('meson', id, version);
    const copied = `${code.slice(0, 5)}-${code.slice(5)}`.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l');
    expect((await page(copied)).branchId).toBe(branches.omil);
  });

  it('does not tell a home visit\'s place', async () => {
    const { id, version } = await scheduled({ modality: 'home', place: 'Cerro Alegre 12' });
    const { code } = await issue('meson', id, version);
    expect((await page(code)).appointment).toMatchObject({ place: '', modality: 'home' });
  });

  it('names no protected service, nor a room that would tell it', async () => {
    await world.publish('directory', [{ ...service('OML-02'), version: 2, data: { ...service('OML-02').data, sensitive: true } }]);
    await eventually(async () => (await world.rows(`select 1 from service where code = 'OML-02' and sensitive`)).length === 1, 'the service is protected');
    const { id, version } = await scheduled();
    const { code } = await issue('meson', id, version);
    expect(await page(code)).toMatchObject({ protected: true, serviceId: null, appointment: { place: '' } });
    await world.publish('directory', [{ ...service('OML-02'), version: 3 }]);
    await eventually(async () => (await world.rows(`select 1 from service where code = 'OML-02' and not sensitive`)).length === 1, 'the service is open again');
  });

  it('says that a referral has ended', async () => {
    const { id, version } = await world.sent();
    const { code } = await issue('meson', id, version);
    await world.move('meson', 'cancel', { reasonCode: 'need_ended' } as Extract<ReferralMove, { command: 'cancel' }>['data'], { referralId: id, expectedVersion: version });
    expect(await page(code)).toMatchObject({ ended: true, branchId: branches.omil });
  });

  it('is the same refusal for a guess, an error, a withdrawal and an end; the audit knows which', async () => {
    const causeOf = async (code: string) => {
      expect(await refusal(page(code))).toBe('LINK_INVALID');
      return (await lastAudit('slip.opened')) as unknown as { outcome: string; code: string; details: { cause: string } };
    };
    expect(await causeOf('ZZZZZZZZZZ')).toMatchObject({ outcome: 'refused', code: 'LINK_INVALID', details: { cause: 'UNKNOWN' } });
    expect((await causeOf('U')).details.cause).toBe('MALFORMED');

    const marked = await world.sent();
    const wrong = await issue('meson', marked.id, marked.version);
    await world.move('meson', 'mark_error', { reasonCode: 'wrong_person' } as Extract<ReferralMove, { command: 'mark_error' }>['data'], { referralId: marked.id, expectedVersion: marked.version });
    expect((await causeOf(wrong.code)).details.cause).toBe('MARKED_ERROR');

    const withdrawn = await world.sent();
    const lost = await issue('meson', withdrawn.id, withdrawn.version);
    await world.rows('insert into access_mark (tenant_id, grant_id, referral_id, branch_id, ended_at) values ($1, $2, $3, $4, now())', [home, newId(), withdrawn.id, branches.omil]);
    expect((await causeOf(lost.code)).details.cause).toBe('WITHDRAWN');

    const old = await world.sent();
    const { code, expiresAt } = await issue('meson', old.id, old.version);
    world.clock.set(new Date(new Date(expiresAt).getTime() + 1000));
    expect((await causeOf(code)).details.cause).toBe('EXPIRED');
    world.clock.set(noon);
  });
});
