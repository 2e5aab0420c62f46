import { newId } from '@konbit/contracts';
import { aDesk, anIntake, desks } from './given.js';
import { refusal, startWorld, type World } from './world.js';

const migration = 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL';
const auditor = aDesk(migration, { sub: 'auditor', roles: ['auditor'] }).ctx;
const legal = aDesk(migration, { sub: 'legal', roles: ['legal'] }).ctx;
const editor = aDesk(migration, { sub: 'editor', roles: ['directory_editor'] }).ctx;
const policy = aDesk(migration, { sub: 'policy', roles: ['policy'] }).ctx;
const mig = desks.mig.ctx;
const omil = desks.omil.ctx;

describe('who saw this record', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const log = (ctx: typeof mig, filter: object, more: object = {}) => world.call(ctx, 'cases.audit', { filter, size: 50, ...more });

  it('is told to the auditor: each reading with its official, branch and person, newest first', async () => {
    const person = await world.admitted();
    await world.sent(person);
    await world.person(omil, person.personId);
    const { rows } = await log(auditor, { personId: person.personId });
    expect(rows[0]).toMatchObject({ action: 'person.read', official: 'omil', branchId: desks.omil.branch.id, outcome: 'ok', personIds: [person.personId] });
    expect(rows.map(({ pos }) => BigInt(pos)).every((pos, i, all) => i === 0 || pos < all[i - 1]!)).toBe(true);
    expect(rows.some(({ action }) => action.startsWith('attendance') || action === 'person.intake' || action === 'intake')).toBe(true);
  });

  it('goes on page by page without losing or repeating a line', async () => {
    const person = await world.admitted();
    for (let i = 0; i < 5; i += 1) await world.person(mig, person.personId);
    const all = (await log(auditor, { personId: person.personId })).rows.map(({ pos }) => pos);
    const first = await world.call(auditor, 'cases.audit', { filter: { personId: person.personId }, size: 3 });
    expect(first.more).toBe(true);
    const rest = await log(auditor, { personId: person.personId }, { beforePos: first.rows.at(-1)!.pos });
    // The second question is itself the newest line.
    expect([...first.rows, ...rest.rows].map(({ pos }) => pos).filter((pos) => all.includes(pos)).length).toBeGreaterThanOrEqual(all.length - 1);
  });

  it('is told to legal about one person, and to nobody else about everything', async () => {
    const { personId } = await world.admitted();
    expect((await log(legal, { personId })).rows.length).toBeGreaterThan(0);
    expect(await refusal(log(legal, {}))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(log(mig, {}))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(log(editor, { personId }))).toBe('NOT_FOUND');
  });

  it('is told to the office of the record by branch and day, without officials or other persons', async () => {
    const person = await world.admitted();
    await world.sent(person);
    await world.person(omil, person.personId);
    const { rows } = await log(mig, { personId: person.personId });
    expect(rows.some(({ branchId }) => branchId === desks.omil.branch.id)).toBe(true);
    expect(rows.every(({ official, subjectId, personIds }) => official === null && subjectId === null && personIds.join() === person.personId)).toBe(true);
    expect(await refusal(log(omil, { personId: person.personId }))).toBe('FORBIDDEN_ACTION');
    expect(await refusal(log(desks.dideco.ctx, { personId: person.personId }))).toBe('NOT_FOUND');
  });

  it('tells the office who saw the person, not what others did beside it', async () => {
    const { personId } = await world.admitted();
    await world.call(desks.dideco.ctx, 'cases.intake', anIntake({ existing: 'same_person', personId }));
    await world.call(mig, 'cases.timeline', { personId, page: { first: 5 } });
    const acts = (await log(mig, { personId })).rows.map(({ action }) => action);
    expect(acts).toContain('timeline.read');
    expect(acts.filter((action) => action === 'intake' || action.startsWith('attendance.t'))).toEqual([]);
  });

  it('names to legal nobody but the person who asked', async () => {
    const [one, other] = [await world.admitted(), await world.admitted()];
    await world.call(mig, 'cases.byIds', { ids: [one.personId, other.personId], purpose: 'list' });
    expect((await log(legal, { personId: one.personId })).rows.every(({ personIds }) => personIds.join() === one.personId)).toBe(true);
    expect((await log(auditor, { action: 'person.list' })).rows.some(({ personIds }) => personIds.includes(one.personId) && personIds.includes(other.personId))).toBe(true);
  });

  it('answers days and positions that no log has', async () => {
    const { personId } = await world.admitted();
    expect((await log(auditor, { personId, from: '0001-01-01', to: '9999-12-31' })).rows.length).toBeGreaterThan(0);
    expect((await log(auditor, { personId }, { beforePos: '9999999999999999999' })).rows.length).toBeGreaterThan(0);
    expect((await log(auditor, {}, { beforePos: '0' }))).toEqual({ rows: [], more: false });
  });

  it('is itself told: who read the log, and whose folio', async () => {
    const { personId } = await world.admitted();
    await log(legal, { personId });
    await world.call(auditor, 'cases.folios', { personIds: [personId] });
    const lines = (await log(auditor, { personId })).rows.map(({ action, official }) => `${action} ${official ?? ''}`);
    expect(lines).toEqual(expect.arrayContaining(['audit.read legal', 'person.folio auditor']));
  });

  it('is filtered by official, branch, action and day', async () => {
    const person = await world.admitted();
    await world.person(mig, person.personId);
    const read = await log(auditor, { official: 'meson', action: 'person.read', branchId: desks.mig.branch.id });
    expect(read.rows.length).toBeGreaterThan(0);
    expect(read.rows.every(({ official, action }) => official === 'meson' && action === 'person.read')).toBe(true);
    expect((await log(auditor, { personId: person.personId, to: '2020-01-01' })).rows).toEqual([]);
  });

  it('keeps folios apart from names: the auditor reads folios', async () => {
    const { personId } = await world.admitted();
    const [folio] = (await world.call(auditor, 'cases.folios', { personIds: [personId, newId()] })).folios;
    expect(folio).toMatch(/^P-/);
    expect(await world.call(auditor, 'cases.personOfFolio', { folio: folio!.toLowerCase() })).toEqual({ personId });
    expect(await refusal(world.call(auditor, 'cases.personOfFolio', { folio: 'P-0000-00' }))).toBe('NOT_FOUND');
    expect(await refusal(world.call(mig, 'cases.folios', { personIds: [personId] }))).toBe('FORBIDDEN_ACTION');
    expect((await world.person(auditor, personId)).access).toBe('none');
  });
});

describe('the privacy notice', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const reading = (personId: string) => ({ commandId: newId(), noticeId: newId(), personId, noticeVersion: '0123456789abcdef', manner: 'read_by_interpreter', language: 'hat' });

  it('is kept with its version, manner, language and reader, once', async () => {
    const { personId } = await world.admitted();
    const input = reading(personId);
    const effect = await world.call(mig, 'cases.readNotice', input);
    expect(await world.call(mig, 'cases.readNotice', input)).toEqual(effect);
    const { notices } = await world.call(mig, 'cases.notices', { personId });
    expect(notices).toEqual([expect.objectContaining({ id: input.noticeId, noticeVersion: '0123456789abcdef', manner: 'read_by_interpreter', language: 'hat', official: 'meson', branchId: desks.mig.branch.id })]);
    expect(await world.eventsOf(input.noticeId)).toEqual(['privacy-notice.read.v1']);
    expect((await log(world, personId)).map(({ action }) => action)).toContain('notice.read');
  });

  it('is not kept by who may not read the person, or with an id used before', async () => {
    const { personId } = await world.admitted();
    expect(await refusal(world.call(omil, 'cases.readNotice', reading(personId)))).toBe('NOT_FOUND');
    expect(await refusal(world.call(legal, 'cases.readNotice', reading(personId)))).toBe('FORBIDDEN_ACTION');
    const input = reading(personId);
    await world.call(mig, 'cases.readNotice', input);
    expect(await refusal(world.call(mig, 'cases.readNotice', { ...input, commandId: newId() }))).toBe('INVALID_INPUT');
  });
});

describe('the rate of the job office', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const closed = async (ctx: typeof mig, attendanceId: string, expectedVersion: number) => world.call(ctx, 'cases.attendanceMove', { commandId: newId(), attendanceId, command: 'close', expectedVersion, resultCode: 'oriented' });

  it('counts persons, each once, by closed attendances at both offices', async () => {
    for (let i = 0; i < 12; i += 1) {
      const person = await world.admitted(desks.mig, { inService: true });
      await closed(mig, person.attendanceId, person.version);
      if (i >= 6) continue;
      const referralId = await world.sent(person);
      await world.tell(referralId, 'started', { personId: person.personId, recordId: person.recordId, from: 'accepted', to: 'active' });
      await world.tell(referralId, 'completed', { personId: person.personId, recordId: person.recordId, from: 'active', to: 'completed', outcomeCode: 'provided', served: true });
    }
    await world.admitted();
    const rate = await world.call(policy, 'cases.indicators.omilRate', {});
    expect(rate.total).toMatchObject({ attended: 12, alsoServed: 6, rate: 0.5, suppressed: false });
    expect(rate.months).toEqual([expect.objectContaining({ month: '2026-11', attended: 12 })]);
    expect((await world.call(policy, 'cases.indicators.omilRate', { from: '2026-12-01' })).total).toMatchObject({ attended: 0, rate: null });
  });

  it('is told only to who may read figures', async () => {
    expect(await refusal(world.call(mig, 'cases.indicators.omilRate', {}))).toBe('FORBIDDEN_ACTION');
  });
});

async function log(world: World, personId: string) {
  return (await world.call(auditor, 'cases.audit', { filter: { personId }, size: 50 })).rows;
}
