import { newId, TextChanged } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { staffCtx } from '@konbit/testing';
import { at, desk, GivenTexts, jean, rose, staff } from './given-texts.js';

const refused = (code: string): unknown => expect.objectContaining({ code });

describe('a text for persons', () => {
  let given: GivenTexts;
  beforeAll(async () => { given = await GivenTexts.start(); });
  afterAll(() => given.databases.drop());
  beforeEach(() => given.anew());

  it('is proposed, reviewed and approved, each with its event and its audit row', async () => {
    const text = await given.find('slip.go_to');
    expect(text).toMatchObject({ state: 'draft', author: 'konbit', version: 1 });
    const proposed = await given.move(jean, text, 'propose', { body: 'Ale kote' });
    expect(proposed).toEqual({ id: text.id, version: 2, state: 'draft' });
    expect(await given.move(rose, proposed, 'review', { note: 'Bon' })).toMatchObject({ version: 3, state: 'reviewed' });
    expect(await given.move(rose, { id: text.id, version: 3 }, 'approve')).toMatchObject({ version: 4, state: 'approved' });
    expect(await given.find('slip.go_to')).toMatchObject({ body: 'Ale kote', author: 'jean', reviewer: 'rose', reviewedAt: at, state: 'approved' });
    const events = (await given.outbox(text.id)).slice(-3);
    expect(events.map(({ type, payload }) => [type, payload['state']])).toEqual([[TextChanged.type, 'draft'], [TextChanged.type, 'reviewed'], [TextChanged.type, 'approved']]);
    expect((await given.audits(text.id)).slice(-3).map(({ action, outcome }) => [action, outcome])).toEqual([['text.propose', 'ok'], ['text.review', 'ok'], ['text.approve', 'ok']]);
  });

  it('is never approved by its author, and the refusal leaves a trace', async () => {
    const text = await given.find('slip.call');
    const { version } = await given.move(jean, text, 'propose', { body: 'Rele nan {phone}.' });
    for (const command of ['review', 'approve'] as const) await expect(given.move(jean, { id: text.id, version }, command)).rejects.toEqual(refused('OWN_WORK'));
    expect((await given.audits(text.id)).slice(-2)).toEqual([
      { action: 'text.review', outcome: 'refused', code: 'OWN_WORK' }, { action: 'text.approve', outcome: 'refused', code: 'OWN_WORK' },
    ]);
    expect(await given.find('slip.call')).toMatchObject({ state: 'draft', version });
  });

  it('is moved once, however often the command is sent', async () => {
    const text = await given.find('slip.go_to');
    const commandId = newId();
    const first = await given.move(rose, text, 'approve', { commandId });
    expect(await given.move(rose, text, 'approve', { commandId })).toEqual(first);
    expect(await given.find('slip.go_to')).toMatchObject({ version: 2 });
    await expect(given.move(rose, text, 'back', { commandId, note: 'x' })).rejects.toEqual(refused('COMMAND_ID_REUSED'));
  });

  it('is refused to who read another version, with what is true now', async () => {
    const text = await given.find('slip.go_to');
    await given.move(jean, text, 'propose', { body: 'Ale kote' });
    await expect(given.move(rose, text, 'approve')).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 2, state: 'draft' } });
  });

  it('has one winner when two readers move it at once', async () => {
    const text = await given.find('slip.go_to');
    const both = await Promise.allSettled([given.move(rose, text, 'approve'), given.move(jean, text, 'review')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await given.find('slip.go_to')).version).toBe(2);
  });

  it('is refused without the role, of another municipality, of Spanish, and out of turn', async () => {
    const [text, spanish, missing] = [await given.find('slip.go_to'), await given.find('slip.go_to', 'es'), await given.find('page.title')];
    await expect(given.move(desk, text, 'approve')).rejects.toEqual(refused('FORBIDDEN_ACTION'));
    await expect(given.move(staffCtx({ sub: 'x', roles: ['mediator'], cut: '05109' }), text, 'approve')).rejects.toEqual(refused('NOT_FOUND'));
    await expect(given.move(rose, { id: codeId('NO-TEXT') }, 'approve')).rejects.toEqual(refused('NOT_FOUND'));
    await expect(given.move(rose, spanish, 'propose', { body: 'Diríjase a' })).rejects.toEqual(refused('NOT_FOUND'));
    await expect(given.move(rose, missing, 'approve')).rejects.toMatchObject({ code: 'INVALID_TRANSITION', details: { state: 'missing', availableActions: [{ command: 'propose' }] } });
    await expect(given.move(rose, text, 'propose')).rejects.toMatchObject({ code: 'DATA_REQUIRED', details: { fields: [{ path: 'body', code: 'REQUIRED' }] } });
  });

  it('goes back with a note, and an approval falls with the Spanish words it was given on', async () => {
    const text = await given.find('slip.go_to');
    await given.move(rose, text, 'approve');
    await expect(given.move(jean, text, 'back')).rejects.toEqual(refused('VERSION_CONFLICT'));
    await expect(given.move(jean, { id: text.id }, 'back')).rejects.toEqual(refused('DATA_REQUIRED'));
    expect(await given.move(jean, { id: text.id }, 'back', { note: 'Pa klè' })).toMatchObject({ state: 'draft', version: 3 });
    await given.move(rose, { id: text.id }, 'approve');
    expect(await given.release([{ key: 'slip.go_to', es: 'Diríjase a', ht: 'Ale nan' }])).toBeGreaterThan(0);
    expect(await given.find('slip.go_to')).toMatchObject({ state: 'draft', reviewer: null, body: 'Ale nan' });
    expect(await given.find('slip.go_to', 'es')).toMatchObject({ body: 'Diríjase a', state: 'approved' });
  });

  it('that a person wrote or read outlives a release', async () => {
    const [written, approved] = [await given.find('slip.go_to'), await given.find('slip.call')];
    await given.move(jean, written, 'propose', { body: 'Ale kote' });
    await given.move(rose, approved, 'approve');
    expect(await given.release()).toBe(0);
    expect(await given.release([{ key: 'slip.go_to', es: 'Vaya a', ht: 'Ale' }, { key: 'slip.call', es: 'Llame al {phone}.', ht: 'Rele nou nan {phone}.' }])).toBe(0);
    expect([(await given.find('slip.go_to')).body, (await given.find('slip.call')).state]).toEqual(['Ale kote', 'approved']);
    await expect(given.move(rose, await given.find('page.title'), 'propose', { body: 'Ki kote' })).rejects.toEqual(refused('NOT_FOUND'));
  });

  it('of another role stays as it is: only readers of texts have the list', async () => {
    await expect(given.queries.list(staff('x', 'auditor'), { language: 'ht', page: { first: 5 } })).rejects.toEqual(refused('FORBIDDEN_ACTION'));
  });
});
