import { newId } from '@konbit/contracts';
import { anIntake, desks } from './given.js';
import { refused, refusal, startWorld, type World } from './world.js';

describe('an intake', () => {
  let world: World;
  beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
  afterAll(() => world.stop());

  const intake = (input: ReturnType<typeof anIntake>, ctx = desks.mig.ctx) => world.call(ctx, 'cases.intake', input);
  const countOf = async (table: string, where: string, id: string): Promise<number> => Number((await world.rows<{ n: string }>(`select count(*) as n from ${table} where ${where} = $1`, [id]))[0]!.n);

  it('makes person, record, ficha, attendance and needs in one step, with events and an audit row', async () => {
    const input = anIntake({ person: { identifiers: [{ id: newId(), type: 'RUN', value: '44.000.001-0' }] }, needs: [{ needId: newId(), code: 'work' }, { needId: newId(), code: 'housing', text: 'Arriendo' }] });
    const { data } = input;
    expect(await intake(input)).toEqual({ id: data.attendanceId, version: 1, state: 'waiting', personId: data.personId });
    expect(await world.eventsOf(data.personId)).toEqual(['person.registered.v1', 'identifier.added.v1']);
    expect(await world.eventsOf(data.caseFileId)).toEqual(['need.added.v1', 'need.added.v1']);
    expect(await world.eventsOf(data.attendanceId)).toEqual(['attendance.opened.v1']);
    const audit = await world.rows('select a.action, a.actor, a.outcome from audit a join audit_subject s on s.pos = a.pos where s.person_id = $1 and a.action = \'intake\'', [data.personId]);
    expect(audit).toEqual([{ action: 'intake', actor: 'meson', outcome: 'ok' }]);
    const person = await world.person(desks.mig.ctx, data.personId);
    expect(person).toMatchObject({ access: 'full', recordId: data.recordId, version: 2, withheld: [], canWrite: true });
    expect(person.identity).toMatchObject({ language: 'hat', nationality: 'HTI', birthYear: 1990, interpreter: true });
    expect(person.identity?.folio).toMatch(/^P-.{4}-.{2}$/);
    expect(person.migration?.identifiers).toMatchObject([{ type: 'RUN', masked: '44.000.***-*', state: 'declared', warning: null }]);
    const file = (await world.call(desks.mig.ctx, 'cases.caseFiles', { personIds: [data.personId] })).caseFiles[0];
    expect(file?.needs.map((need) => [need.code, need.text, need.state]).sort()).toEqual([['housing', 'Arriendo', 'open'], ['work', null, 'open']]);
  });

  it('seals contact, documents and words at rest', async () => {
    const { personId } = await world.admitted(desks.mig, { person: { phone: '+56 9 0000 0777', address: 'Cerro Placeres 1', identifiers: [{ id: newId(), type: 'PASAPORTE', value: 'ZZ999111', country: 'HTI' }] } });
    const rows = await world.rows('select r.*, i.value_sealed, i.typed_sealed from person_record r join identifier i on i.record_id = r.id where r.person_id = $1', [personId]);
    const bytes = Object.values(rows[0]!).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))).join(' ');
    for (const secret of ['0000 0777', '00000777', 'Placeres', 'ZZ999111']) expect(bytes).not.toContain(secret);
    expect((await world.person(desks.mig.ctx, personId)).contact).toMatchObject({ phone: '+56 9 0000 0777', address: 'Cerro Placeres 1' });
  });

  it('opens a ficha for a person without any document', async () => {
    const { personId } = await world.admitted(desks.mig, { person: { identifiers: [{ id: newId(), type: 'SIN_DOCUMENTO', value: '', reason: 'Perdió sus documentos en el viaje' }] } });
    expect((await world.person(desks.mig.ctx, personId)).migration?.identifiers).toMatchObject([{ type: 'SIN_DOCUMENTO', masked: '' }]);
  });

  it('has one effect and one answer however often it is sent', async () => {
    const input = anIntake();
    const first = await intake(input);
    expect(await intake(input)).toEqual(first);
    expect(await countOf('attendance', 'person_id', input.data.personId)).toBe(1);
  });

  it('has one effect when it is sent twice at once', async () => {
    const input = anIntake();
    const [one, other] = await Promise.all([intake(input), intake(input)]);
    expect(other).toEqual(one);
    expect(await countOf('person', 'id', input.data.personId)).toBe(1);
    expect(await world.eventsOf(input.data.personId)).toEqual(['person.registered.v1']);
  });

  it('refuses another content under the same command id', async () => {
    const input = anIntake();
    await intake(input);
    expect(await refusal(intake({ ...input, data: { ...input.data, channel: 'phone' } }))).toBe('COMMAND_ID_REUSED');
  });

  it.each<[string, Parameters<typeof anIntake>[0], string, string[]]>([
    ['a wrong check digit', { person: { identifiers: [{ id: newId(), type: 'RUN', value: '44.000.001-9' }] } }, 'IDENTIFIER_INVALID', ['person.identifiers.0.value DV_MISMATCH']],
    ['an IPE typed as RUN', { person: { identifiers: [{ id: newId(), type: 'RUN', value: '109.999.002-K' }] } }, 'IDENTIFIER_INVALID', ['person.identifiers.0.value WRONG_TYPE_IPE']],
    ['a country that is none', { person: { identifiers: [{ id: newId(), type: 'OTRO', value: 'A-12', country: 'H\0' }] } }, 'IDENTIFIER_INVALID', ['person.identifiers.0.country BAD_COUNTRY']],
    ['an impossible birth date', { person: { birthDate: '1991-04-01' } }, 'BIRTH_DATE_INVALID', ['person.birthDate BIRTH_DATE_MISMATCH']],
    ['a birth year to come', { person: { birthYear: 2027 } }, 'BIRTH_DATE_INVALID', ['person.birthYear BIRTH_YEAR_INVALID']],
    ['a filler as the name', { person: { givenNames: '.' } }, 'NAME_REQUIRED', ['person.givenNames NAME_REQUIRED']],
    ['an unknown country', { person: { nationality: 'HAI' } }, 'UNKNOWN_CODE', ['person.nationality UNKNOWN_CODE']],
    ['several wrong fields', { person: { givenNames: '.', nationality: 'HAI' } }, 'INVALID_INPUT', ['person.givenNames NAME_REQUIRED', 'person.nationality UNKNOWN_CODE']],
  ])('with %s is refused by its code and makes nothing', async (_, changes, code, fields) => {
    const input = anIntake(changes);
    const { code: refusedWith, details } = await refused(intake(input));
    expect([refusedWith, details.fields?.map((field) => `${field.path} ${field.code}`)]).toEqual([code, fields]);
    expect(await countOf('person', 'id', input.data.personId)).toBe(0);
    expect(await countOf('attendance', 'id', input.data.attendanceId)).toBe(0);
    const audit = await world.rows('select code from audit where subject_id = $1 and outcome = \'refused\'', [input.data.attendanceId]);
    expect(audit).toEqual([{ code }]);
  });

  it('leaves nothing when the last step fails', async () => {
    const taken = await world.admitted();
    const input = anIntake({ needs: [{ needId: taken.needId, code: 'work' }] });
    await expect(intake(input)).rejects.toThrow();
    expect(await countOf('person', 'id', input.data.personId)).toBe(0);
    expect(await countOf('outbox', 'key', input.data.personId)).toBe(0);
  });

  it('refuses each id that somebody used before, by its name, and makes nothing', async () => {
    const { attendanceId, recordId, caseFileId, needId } = await world.admitted();
    for (const [field, changes] of Object.entries({ attendanceId: { attendanceId }, recordId: { recordId }, caseFileId: { caseFileId }, needId: { needs: [{ needId, code: 'work' as const }] } })) {
      const input = anIntake(changes);
      expect(await refused(intake(input))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: field, code: 'ID_TAKEN' }] } });
      expect(await countOf('person', 'id', input.data.personId)).toBe(0);
    }
  });

  it('never opens what a referral opens: nobody at the desk could close it', async () => {
    expect(await refused(intake(anIntake({ channel: 'referral' })))).toMatchObject({ code: 'UNKNOWN_CODE', details: { fields: [{ path: 'channel', code: 'UNKNOWN_CODE' }] } });
  });

  it('takes a name in any alphabet', async () => {
    const { personId } = await world.admitted(desks.mig, { person: { givenNames: 'محمد', firstSurname: 'Иванов' } });
    expect((await world.person(desks.mig.ctx, personId)).identity).toMatchObject({ displayName: 'محمد Иванов' });
  });

  it('of a known person adds an attendance and needs to the same ficha', async () => {
    const first = await world.admitted();
    const again = anIntake({ existing: 'known', personId: first.personId, needs: [{ needId: newId(), code: 'health' }] });
    await intake(again);
    expect(await countOf('case_file', 'person_id', first.personId)).toBe(1);
    expect(await countOf('person_record', 'person_id', first.personId)).toBe(1);
    const file = (await world.call(desks.mig.ctx, 'cases.caseFiles', { personIds: [first.personId] })).caseFiles[0];
    expect(file?.needs.map((need) => need.code).sort()).toEqual(['health', 'work']);
  });

  it('of a person whom somebody recognised attaches the office\'s own record and opens nothing else', async () => {
    const first = await world.admitted();
    const seen = anIntake({ existing: 'same_person', personId: first.personId, person: { givenNames: 'Wilner', phone: '+56 9 0000 0555' } });
    await intake(seen, desks.dideco.ctx);
    expect(await world.eventsOf(first.personId)).toEqual(['person.registered.v1', 'person.record-attached.v1']);
    const person = await world.person(desks.dideco.ctx, first.personId);
    expect(person).toMatchObject({ access: 'full', recordId: seen.data.recordId });
    expect(person.identity?.givenNames).toBe('Wilner');
    expect((await world.person(desks.mig.ctx, first.personId)).identity?.givenNames).not.toBe('Wilner');
    const { edges } = await world.call(desks.dideco.ctx, 'cases.timeline', { personId: first.personId, page: { first: 20 } });
    expect(edges.map((edge) => [edge.node.kind, edge.node.reserved]).sort()).toEqual([['attendance.opened', false], ['person.record-attached', false], ['reserved', true]]);
  });

  it('of a known person is NOT_FOUND to an office that may not read them', async () => {
    const first = await world.admitted();
    expect(await refusal(intake(anIntake({ existing: 'known', personId: first.personId }), desks.dideco.ctx))).toBe('NOT_FOUND');
  });

  it('remembers that two people are not the same', async () => {
    const first = await world.admitted();
    const second = await world.admitted(desks.mig, { notSameAs: [first.personId] });
    expect(await world.eventsOf(second.personId)).toEqual(['person.registered.v1', 'person.not-same.v1']);
  });

  it('gives the numbers of the branch\'s day without a hole under twenty intakes at once', async () => {
    world.clock.set(new Date('2026-12-01T15:00:00.000Z'));
    const inputs = Array.from({ length: 20 }, () => anIntake());
    await Promise.all(inputs.map((input) => intake(input)));
    const numbers = await world.rows<{ n: number }>('select queue_number as n from attendance where id = any($1::uuid[]) order by 1', [inputs.map((input) => input.data.attendanceId)]);
    expect(numbers.map((row) => row.n)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
  });

  it('does not burn a number when it is refused', async () => {
    world.clock.set(new Date('2026-12-02T15:00:00.000Z'));
    await refused(intake(anIntake({ person: { givenNames: '.' } })));
    const { attendanceId } = await world.admitted();
    expect(await world.rows('select queue_number from attendance where id = $1', [attendanceId])).toEqual([{ queue_number: 1 }]);
  });
});
