import { createFormat } from '../i18n/format/format.js';
import { t } from '../i18n/i18n.js';
import { problemsOfRefusal } from '../forms/problems.js';
import { AppError } from '../shell/app-error.js';
import { checkRefer, ConsentIds, fieldOfRefer, toDraft, toRefer, type ReferScene, type ReferValues } from './refer-form.js';
import { normName, poolCard, presentDestination, proposedText, sentLine, servicesOf, type DestinationFacts } from './refer-presenter.js';
import { referErrorWords } from './refer-words.js';

const format = createFormat('es');
const omil: DestinationFacts = {
  insideMunicipality: true, reasons: ['offers_service', 'same_comuna', 'inside_municipality'], doubts: ['unknown_language', 'unconfirmed_offering', 'unconfirmed_hours'],
  branch: { id: 'b', name: 'OMIL Valparaíso', address: null, comuna: '05101', comunaName: 'Valparaíso', organisation: { id: 'omil', name: 'OMIL Valparaíso' }, hours: null },
  service: { id: 's', name: 'Inscripción OMIL y BNE', baseline: null, documents: ['Pasaporte', 'Currículum'], fieldGroups: ['identity', 'contact', 'work_and_study'], normCodes: ['LEY-18695-4'] },
};
const demo: DestinationFacts = { ...omil, insideMunicipality: false, reasons: ['offers_service'], doubts: ['no_language', 'other_comuna'], branch: { ...omil.branch, id: 'd', name: 'Demo', comunaName: 'Quilpué', organisation: { id: 'demo', name: 'Empleo Demo' } } };
const placeOf = (facts: DestinationFacts): ReferScene['place'] => presentDestination(facts, 'hat', t).place;
const values: ReferValues = { destination: 'b.s', needText: ' Busca trabajo. ', priority: 'routine', groups: ['contact', 'work_and_study'], how: '', companion: false, duplicateReason: '' };
const scene = (over: Partial<ReferScene> = {}): ReferScene & { place: NonNullable<ReferScene['place']> } => {
  const whole = { personId: 'p', recordId: 'r', needId: 'n', needCode: 'work', place: placeOf(omil), consents: [], twin: null, ...over };
  return { ...whole, place: whole.place! };
};
let made = 0;
const newIds = (): ConsentIds => { made = 0; return new ConsentIds(() => `id-${(made += 1)}`); };
const consent = { id: 'c', purpose: 'referral', fieldGroups: ['identity', 'contact', 'work_and_study'], givenAt: '2026-11-12T13:00:00Z', revokedAt: null, recipient: { id: 'demo' } };

describe('a destination', () => {
  it('says why it fits, then what is not known, then what stands against it', () => {
    const card = presentDestination(omil, 'hat', t);
    expect([card.title, ...card.reasons.map(({ tone, text }) => `${tone}: ${text}`)]).toEqual([
      'OMIL Valparaíso', 'done: Ofrece: Inscripción OMIL y BNE', 'done: Está en Valparaíso', 'done: Es del municipio: no hace falta otro permiso', 'ask: No se sabe si atiende en Kreyòl',
      'ask: Sin confirmar que lo ofrezca', 'ask: Horario sin confirmar',
    ]);
    expect([card.bring, card.at, card.hours]).toEqual(['Pasaporte. Currículum', 'Dirección por confirmar', 'Por confirmar']);
    expect(presentDestination(demo, 'hat', t).reasons.slice(1).map(({ tone, text }) => `${tone}: ${text}`)).toEqual(['need: No atiende en Kreyòl: hará falta intérprete', 'need: Queda en otra comuna: Quilpué']);
  });

  it('may be any branch of the comuna, where one permission covers them all', () => {
    const second = { ...omil, branch: { ...omil.branch, id: 'b2' } };
    const comuna = { code: '05101', name: 'Valparaíso' };
    expect(poolCard([omil, second], 's', comuna, t)).toMatchObject({ title: 'Cualquier sucursal de Valparaíso que lo ofrezca', place: { branchId: null, poolComuna: '05101', value: 'pool.s' } });
    expect(poolCard([omil], 's', comuna, t)).toBeNull();
    expect(poolCard([omil, demo], 's', comuna, t)).toBeNull();
    expect(poolCard([omil, second], 's', null, t)).toBeNull();
  });

  it('services are listed once, best first', () => expect(servicesOf([omil, demo])).toEqual([{ id: 's', name: 'Inscripción OMIL y BNE' }]));

  it('the text is proposed from the need, else from the service', () => {
    expect(proposedText('Arriendo atrasado', 'X')).toBe('Arriendo atrasado');
    expect(proposedText(null, 'Inscripción OMIL y BNE')).toBe('Necesita: Inscripción OMIL y BNE.');
    expect(normName('LEY-18695-4')).toBe('Ley 18.695, art. 4');
  });
});

describe('a referral', () => {
  it('inside the municipality needs one press: the legal function is its basis', () => {
    expect(checkRefer(values, scene())).toEqual([]);
    expect(toRefer(values, scene(), 'ref', newIds())).toEqual({
      referralId: 'ref', consent: null, placeName: 'OMIL Valparaíso',
      send: {
        personId: 'p', recordId: 'r', serviceId: 's', needId: 'n', needCode: 'work', needText: 'Busca trabajo.', priority: 'routine', fieldGroups: ['identity', 'contact', 'work_and_study'],
        basis: { kind: 'legal_function', normCode: 'LEY-18695-4' }, companion: false, destinationBranchId: 'b',
      },
    });
  });

  it('outside asks how the person agreed, and records that first', () => {
    const outside = scene({ place: placeOf(demo) });
    expect(checkRefer(values, outside)).toEqual([{ path: 'how', code: 'REQUIRED' }]);
    const { consent: given, send } = toRefer({ ...values, how: 'spoken', groups: [] }, outside, 'ref', newIds());
    expect(given).toEqual({ consentId: 'id-1', commandId: 'id-2', personId: 'p', recipientOrgId: 'demo', purpose: 'referral', fieldGroups: ['identity'], how: 'spoken' });
    expect(send).toMatchObject({ basis: { kind: 'consent', consentId: 'id-1' }, fieldGroups: ['identity'] });
  });

  it('pressing again records no second consent', () => {
    const ids = newIds();
    const outside = scene({ place: placeOf(demo) });
    const first = toRefer({ ...values, how: 'spoken' }, outside, 'ref', ids);
    expect(toRefer({ ...values, how: 'spoken' }, outside, 'ref', ids)).toEqual(first);
    expect(toRefer({ ...values, how: 'written' }, outside, 'ref', ids).consent?.consentId).not.toBe(first.consent?.consentId);
  });

  it('a consent that stands is used, one withdrawn or too small is not', () => {
    const place = placeOf(demo);
    expect(checkRefer(values, scene({ place, consents: [consent] }))).toEqual([]);
    expect(toRefer(values, scene({ place, consents: [consent] }), 'ref', newIds())).toMatchObject({ consent: null, send: { basis: { kind: 'consent', consentId: 'c' } } });
    for (const less of [{ ...consent, revokedAt: '2026-11-13T00:00:00Z' }, { ...consent, fieldGroups: ['identity'] }, { ...consent, recipient: { id: 'other' } }]) {
      expect(checkRefer(values, scene({ place, consents: [less] }))).toHaveLength(1);
    }
  });

  it('to a pool names the comuna, not a branch', () => {
    const pool = poolCard([omil, { ...omil, branch: { ...omil.branch, id: 'b2' } }], 's', { code: '05101', name: 'Valparaíso' }, t)!.place;
    const { send } = toRefer(values, scene({ place: pool }), 'ref', newIds());
    expect([send.poolComuna, send.destinationBranchId]).toEqual(['05101', undefined]);
  });

  it('a second one to the same place asks why', () => {
    const again = scene({ twin: { id: 't', folio: 'D-1' } });
    expect(checkRefer(values, again)).toEqual([{ path: 'duplicateReason', code: 'REQUIRED' }]);
    expect(toRefer({ ...values, duplicateReason: 'no_answer' }, again, 'ref', newIds()).send.duplicateReason).toBe('no_answer');
  });

  it('a draft keeps what is written and records no consent', () => {
    expect(toDraft({ ...values, needText: '' }, scene({ place: null }))).toEqual({ personId: 'p', recordId: 'r', needId: 'n', needCode: 'work', needText: '', priority: 'routine', companion: false });
    expect(toDraft(values, scene({ place: placeOf(demo) }))).toMatchObject({ destinationBranchId: 'd', serviceId: 's' });
    expect(toDraft(values, scene({ place: placeOf(demo) }))).not.toHaveProperty('basis');
  });

  it.each([
    ['DUPLICATE_OPEN_REFERRAL', 'duplicateReason', 'REQUIRED', 'Ya hay una derivación abierta igual. Elija por qué hace falta otra.'],
    ['DESTINATION_UNAVAILABLE', 'destination', 'CLOSED', 'Esa oficina está cerrada ahora. Elija otra.'],
    ['BASIS_DOES_NOT_COVER', 'basis', 'NOT_COVERED', 'El permiso no alcanza para estos datos. Anote un nuevo consentimiento o quite datos.'],
  ] as const)('a refusal %s is shown in words', (code, path, fieldCode, text) => {
    const [problem] = problemsOfRefusal(new AppError(code, { fields: [{ path, code: fieldCode }] }), { words: referErrorWords, fieldOf: fieldOfRefer });
    expect(problem?.text).toBe(text);
  });

  it('after sending says to whom and until when', () => {
    expect(sentLine({ dueAt: '2026-12-01T23:59:59-03:00', ownerBranch: { name: 'OMIL Valparaíso' } }, '', t, format)).toBe('Derivación enviada a OMIL Valparaíso. Deben responder hasta el martes 1 de diciembre de 2026.');
    expect(sentLine({}, 'Cualquier sucursal', t, format)).toBe('Derivación enviada a Cualquier sucursal.');
  });
});
