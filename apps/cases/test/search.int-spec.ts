import { newId } from '@konbit/contracts';
import { aPerson, desks, type IntakeChanges } from './given.js';
import { refusal, startWorld, type World } from './world.js';

const mig = desks.mig.ctx;
const dideco = desks.dideco.ctx;

describe('the search', () => {
  let world: World;
  let wilner: string;
  let rosemene: string;

  const admitted = async (person: IntakeChanges['person']): Promise<string> => (await world.admitted(desks.mig, { person })).personId;
  const search = async (text: string, ctx = mig) => (await world.call(ctx, 'cases.search', { text, first: 20 })).hits;
  const found = async (text: string, ctx = mig): Promise<string[]> => (await search(text, ctx)).map((hit) => hit.personId);

  beforeAll(async () => {
    world = await startWorld(process.env);
    wilner = await admitted({ givenNames: 'Wilner', firstSurname: 'Jean-Baptiste', birthYear: 1990, phone: '+56 9 0000 0321', identifiers: [{ id: newId(), type: 'RUN', value: '44.000.001-0' }] });
    rosemene = await admitted({ givenNames: 'Rosemène', firstSurname: 'Núñez', secondSurname: 'de la Cruz', birthYear: 1985, identifiers: [{ id: newId(), type: 'PASAPORTE', value: 'AB 123412', country: 'HTI' }] });
  }, 60_000);
  afterAll(() => world.stop());

  it.each([
    ['wilner'], ['Jean Baptiste Wilner'], ['jeanbaptiste'], ['wil bap'], ['WILNER 1990'], ['44.000.001-0'], ['440000010'], ['+56900000321'], ['00000321'],
  ])('finds who answers to "%s"', async (text) => expect(await found(text)).toEqual([wilner]));

  it.each([['rosemene nunez'], ['Núñez Cruz'], ['AB123412'], ['ab-123412']])('finds the other by "%s"', async (text) => expect(await found(text)).toEqual([rosemene]));

  it.each([['wilner 1991'], ['wi'], ['ilner'], ['44.000.007-K'], [''], ['%'], ['wil%ner']])('finds nobody by "%s"', async (text) => expect(await found(text)).toEqual([]));

  it('finds by folio', async () => {
    const { folio } = (await search('wilner'))[0]!;
    expect(await found(folio!.toLowerCase())).toEqual([wilner]);
    expect(await found(folio!, dideco)).toEqual([]);
  });

  it('shows a full row to an office with a basis, with the day of the last visit', async () => {
    expect(await search('wilner')).toEqual([{
      personId: wilner, masked: false, displayName: 'Wilner Jean-Baptiste', birthYear: 1990, nationality: 'HTI', language: 'hat', folio: expect.stringMatching(/^P-/), lastVisitOn: '2026-11-24', reasons: [],
    }]);
  });

  it('shows nothing by part of a name, phone or folio to an office without one', async () => {
    for (const text of ['wilner', 'wilner jean 1990', 'Wilner Jean-Baptiste', '+56 9 0000 0321', 'wilner jean-baptiste 1991']) expect(await search(text, dideco)).toEqual([]);
  });

  it.each([['44.000.001-0'], ['Jean Baptiste Wilner 1990']])('shows a masked row to an office without a basis that types all of "%s"', async (text) => {
    expect(await search(text, dideco)).toEqual([
      { personId: wilner, masked: true, displayName: 'W. J.', birthYear: 1990, nationality: null, language: null, folio: null, lastVisitOn: null, reasons: [] },
    ]);
  });

  it('keeps each look in the audit, with whom it showed', async () => {
    await search('44.000.001-0', dideco);
    const rows = await world.rows<{ actor: string; details: { kind: string } }>(
      'select a.actor, a.details from audit a join audit_subject s on s.pos = a.pos where a.action = \'person.search\' and a.actor = \'dideco\' and s.person_id = $1 order by a.pos desc limit 1', [wilner]);
    expect(rows).toEqual([{ actor: 'dideco', details: { kind: 'number' } }]);
  });

  it('finds a number whose country somebody named too', async () => {
    const named = await admitted({ givenNames: 'Yolette', firstSurname: 'Fils', birthYear: 1979, identifiers: [{ id: newId(), type: 'RUN', value: '44.000.012-6', country: 'CHL' }] });
    expect([await found('44.000.012-6'), await found('00126')]).toEqual([[named], []]);
  });

  it('does not show a child by the number of its mother', async () => {
    await admitted({ givenNames: 'Bebé', firstSurname: 'Louis', birthYear: 2026, identifiers: [{ id: newId(), type: 'RUN_MADRE', value: '44.000.002-9' }] });
    expect(await found('44.000.002-9')).toEqual([]);
  });

  it('is closed to roles that look for nobody', async () => {
    expect(await refusal(search('wilner', desks.salud.ctx))).toBe('FORBIDDEN_ACTION');
  });

  describe('and the duplicate warning', () => {
    const warned = async (person: IntakeChanges['person'], ctx = mig, excludePersonId?: string) =>
      (await world.call(ctx, 'cases.duplicates', { person: aPerson({ phone: undefined, ...person }), ...(excludePersonId !== undefined && { excludePersonId }) })).hits;

    it('says why it thinks of somebody', async () => {
      const [hit] = await warned({ givenNames: 'Jean Baptiste', firstSurname: 'Wilner', birthYear: 1990, phone: '900000321' });
      expect(hit).toMatchObject({ personId: wilner, masked: false, displayName: 'Wilner Jean-Baptiste', reasons: ['same_name', 'same_birth_year', 'same_phone', 'same_nationality'] });
    });

    it('hears a name written by ear', async () => {
      const [hit] = await warned({ givenNames: 'Wilnèr', firstSurname: 'Jan Batiste', birthYear: 1990 });
      expect(hit).toMatchObject({ personId: wilner, reasons: ['similar_name', 'same_birth_year', 'same_nationality'] });
    });

    it('knows a document whatever the name', async () => {
      const hits = await warned({ givenNames: 'Otra', firstSurname: 'Persona', birthYear: 1970, nationality: 'CHL', identifiers: [{ id: newId(), type: 'PASAPORTE', value: 'ab123412', country: 'hti' }] });
      expect(hits).toMatchObject([{ personId: rosemene, reasons: ['same_identifier'] }]);
    });

    it('tells passports of two countries apart', async () => {
      expect(await warned({ givenNames: 'Otra', firstSurname: 'Persona', birthYear: 1970, identifiers: [{ id: newId(), type: 'PASAPORTE', value: 'AB123412', country: 'DOM' }] })).toEqual([]);
    });

    it('masks alike for an office without a basis', async () => {
      const [hit] = await warned({ givenNames: 'Wilner', firstSurname: 'Jean Baptiste', birthYear: 1990 }, dideco);
      expect(hit).toMatchObject({ personId: wilner, masked: true, displayName: 'W. J.', nationality: null, folio: null, reasons: ['same_name', 'same_birth_year'] });
      expect(await warned({ givenNames: 'Wilner', firstSurname: 'Jean Baptiste', birthYear: 1970 }, dideco)).toEqual([]);
    });

    it('confirms no phone, nationality or birth year to an office without a basis', async () => {
      const guess = { givenNames: 'Wilner', firstSurname: 'Jean Baptiste', phone: '900000321', nationality: 'HTI' };
      expect(await warned({ ...guess, birthYear: 1970 }, dideco)).toEqual([]);
      expect((await warned({ ...guess, birthYear: 1990 }, dideco))[0]?.reasons).toEqual(['same_name', 'same_birth_year']);
    });

    it('does not offer again whom somebody said is another', async () => {
      const other = await admitted({ givenNames: 'Wilner', firstSurname: 'Jean Baptiste', birthYear: 1990 });
      const same = { givenNames: 'Wilner', firstSurname: 'Jean Baptiste', birthYear: 1990 };
      expect((await warned(same, mig, other)).map((hit) => hit.personId)).toEqual([wilner]);
      await world.call(mig, 'cases.notSame', { commandId: newId(), personId: other, otherId: wilner });
      expect(await warned(same, mig, other)).toEqual([]);
    });

    it('finds nobody for somebody new', async () => {
      expect(await warned({ givenNames: 'Mirlande', firstSurname: 'Toussaint', birthYear: 2001 })).toEqual([]);
    });
  });
});
