import { problemsOfRefusal } from '../forms/problems.js';
import { AppError } from '../shell/app-error.js';
import type { Place } from './places.js';
import { checkRefer, ConsentIds, fieldOfRefer, toDraft, toRefer, twinOf, type ReferScene, type ReferValues } from './refer-form.js';
import { referErrorWords } from './refer-words.js';

const service = { id: 's', name: 'Inscripción OMIL y BNE', names: [], baselineIn: [], documents: [], documentsIn: [], fieldGroups: ['identity', 'contact', 'migration'], normCodes: ['LEY-18695-4'] };
const omil: Place = { value: 'b', name: 'OMIL Valparaíso', serviceId: 's', branchId: 'b', poolComuna: null, organisation: { id: 'omil', name: 'OMIL' }, inside: true, normCode: 'LEY-18695-4' };
const sence: Place = { ...omil, value: 'd', branchId: 'd', name: 'SENCE', organisation: { id: 'sence', name: 'SENCE' }, inside: false };
const pool: Place = { ...omil, value: 'pool', branchId: null, poolComuna: '05101' };
const values: ReferValues = {
  referralId: 'ref', needId: 'n', serviceId: 's', destination: 'b', needText: ' Busca trabajo. ', priority: 'routine', companion: false, groups: ['contact', 'migration'], how: '', override: '', overrideText: '', duplicateReason: '', settledFor: 's',
  proposed: '',
};
type Ready = Parameters<typeof toRefer>[1];
const scene = (over: Partial<Ready> = {}): Ready =>
  ({ personId: 'p', recordId: 'r', need: { id: 'n', code: 'work' }, service, place: omil, consents: [], replaces: null, draftVersion: null, asksRepeat: false, ...over });
const newIds = (): ConsentIds => { let made = 0; return new ConsentIds(() => `id-${(made += 1)}`); };
const consent = { id: 'c', purpose: 'referral', fieldGroups: ['identity', 'contact', 'migration'], how: 'spoken', givenAt: '2026-11-12T13:00:00Z', revokedAt: null, recipient: { id: 'sence' } };
const faults = (over: Partial<ReferValues>, of: ReferScene = scene()): string[] => checkRefer({ ...values, ...over }, of).map(({ path, code }) => `${path} ${code}`);

describe('a referral', () => {
  it('inside the municipality goes out with one press: the legal function is its basis', () => {
    expect(faults({})).toEqual([]);
    expect(toRefer(values, scene(), newIds())).toEqual({
      referralId: 'ref', expectedVersion: 0, consent: null,
      send: {
        personId: 'p', recordId: 'r', needId: 'n', needCode: 'work', serviceId: 's', needText: 'Busca trabajo.', priority: 'routine', companion: false, destinationBranchId: 'b',
        fieldGroups: ['identity', 'contact', 'migration'], basis: { kind: 'legal_function', normCode: 'LEY-18695-4' },
      },
    });
  });

  it('needs a reason and a place', () => {
    expect(faults({ needText: '  ' })).toEqual(['needText REQUIRED']);
    expect(faults({}, { ...scene(), place: null })).toEqual(['destination REQUIRED']);
  });

  it('shares what the service asks, less what was left out', () => {
    expect(toRefer({ ...values, groups: ['migration', 'health'] }, scene(), newIds()).send.fieldGroups).toEqual(['identity', 'migration']);
  });

  it('outside the municipality asks how the person agreed, and records that first', () => {
    const outside = scene({ place: sence });
    expect(faults({}, outside)).toEqual(['how REQUIRED']);
    const { consent: given, send } = toRefer({ ...values, how: 'with_interpreter', groups: [] }, outside, newIds());
    expect(given).toEqual({ consentId: 'id-1', commandId: 'id-2', personId: 'p', recipientOrgId: 'sence', purpose: 'referral', fieldGroups: ['identity'], how: 'with_interpreter' });
    expect(send.basis).toEqual({ kind: 'consent', consentId: 'id-1' });
    expect(faults({}, scene({ place: { ...omil, normCode: null } }))).toEqual(['how REQUIRED']);
  });

  it('a risk goes above the permission, with its reason and an explanation, and records no consent', () => {
    const outside = scene({ place: sence });
    expect(faults({ override: 'life_at_risk' }, outside)).toEqual(['overrideText REQUIRED']);
    const { consent: given, send } = toRefer({ ...values, override: 'life_at_risk', overrideText: ' Fiebre alta. ' }, outside, newIds());
    expect(given).toBeNull();
    expect(send.basis).toEqual({ kind: 'override', overrideReason: 'life_at_risk', text: 'Fiebre alta.' });
    expect(fieldOfRefer('basis', sence, true)).toBe('overrideText');
  });

  it('pressing again repeats the same consent, also after it shows among those that stand', () => {
    const ids = newIds();
    const typed = { ...values, how: 'spoken' };
    const first = toRefer(typed, scene({ place: sence }), ids);
    expect(toRefer(typed, scene({ place: sence, consents: [{ ...consent, id: 'id-1' }] }), ids)).toEqual(first);
    expect(toRefer({ ...typed, how: 'written' }, scene({ place: sence }), ids).consent?.consentId).toBe('id-3');
    ids.forget();
    expect(toRefer(typed, scene({ place: sence }), ids).consent?.consentId).toBe('id-5');
  });

  it('a consent that stands is used; one withdrawn, too small or for others is not', () => {
    expect(faults({}, scene({ place: sence, consents: [consent] }))).toEqual([]);
    expect(toRefer(values, scene({ place: sence, consents: [consent] }), newIds())).toMatchObject({ consent: null, send: { basis: { kind: 'consent', consentId: 'c' } } });
    for (const less of [{ ...consent, revokedAt: '2026-11-13T00:00:00Z' }, { ...consent, fieldGroups: ['identity'] }, { ...consent, recipient: { id: 'other' } }, { ...consent, purpose: 'photo' }]) {
      expect(faults({}, scene({ place: sence, consents: [less] }))).toEqual(['how REQUIRED']);
    }
  });

  it('to any branch of the comuna names the comuna, not a branch', () => {
    const { send } = toRefer(values, scene({ place: pool }), newIds());
    expect([send.poolComuna, send.destinationBranchId]).toEqual(['05101', undefined]);
  });

  it('for a need that is not on the ficha carries its code alone', () => {
    const { send } = toRefer(values, scene({ need: { id: '', code: 'health' } }), newIds());
    expect([send.needId, send.needCode]).toEqual([undefined, 'health']);
  });

  it('that follows a refused one says which', () => expect(toRefer(values, scene({ replaces: 'old' }), newIds()).send.replaces).toBe('old'));

  it('a second one carries its reason only where one is asked', () => {
    const typed = { ...values, duplicateReason: 'no_answer' };
    expect(toRefer(typed, scene({ asksRepeat: true }), newIds()).send.duplicateReason).toBe('no_answer');
    expect(toRefer(typed, scene(), newIds()).send).not.toHaveProperty('duplicateReason');
  });

  it('finds its twin: same service, same place, not ended', () => {
    const sent = { id: 't', folio: 'D-1', state: 'requested', poolComuna: null, service: { id: 's' }, ownerBranch: { id: 'b', name: 'OMIL' } };
    expect(twinOf([sent], omil, 'ref')?.folio).toBe('D-1');
    for (const no of [{ ...sent, state: 'rejected' }, { ...sent, state: 'draft' }, { ...sent, service: { id: 'z' } }, { ...sent, ownerBranch: { id: 'x', name: '' } }, { ...sent, id: 'ref' }]) expect(twinOf([no], omil, 'ref')).toBeNull();
    expect(twinOf([{ ...sent, ownerBranch: null, poolComuna: '05101' }], pool, 'ref')?.id).toBe('t');
    expect(twinOf([sent], null, 'ref')).toBeNull();
  });
});

describe('a draft', () => {
  it('keeps what is written and records no consent', () => {
    expect(toDraft({ ...values, needText: '' }, { ...scene(), place: null, service: null, need: null })).toEqual({
      referralId: 'ref', expectedVersion: 0, send: { personId: 'p', recordId: 'r', needText: '', priority: 'routine', companion: false },
    });
    const { send } = toDraft(values, scene({ place: sence }));
    expect(send).toMatchObject({ destinationBranchId: 'd', serviceId: 's', fieldGroups: ['identity', 'contact', 'migration'] });
    expect(send).not.toHaveProperty('basis');
  });

  it('is sent with the version that was read', () => expect([toRefer(values, scene({ draftVersion: 3 }), newIds()).expectedVersion, toDraft(values, scene({ draftVersion: 3 })).expectedVersion]).toEqual([3, 3]));
});

describe('a refusal', () => {
  it.each([
    ['DUPLICATE_OPEN_REFERRAL', 'duplicateReason', 'REQUIRED', omil, 'duplicateReason: La persona ya tiene una derivación abierta por esto. Diga por qué hace falta otra.'],
    ['DESTINATION_UNAVAILABLE', 'destination', 'CLOSED', omil, 'destination: Esa sucursal está cerrada ahora. Elija otra.'],
    ['DESTINATION_UNAVAILABLE', 'destination', 'SERVICE_NOT_OFFERED', omil, 'destination: Esa sucursal ya no ofrece el servicio. Elija otra.'],
    ['DESTINATION_UNAVAILABLE', 'destination', 'NOBODY_SERVES', pool, 'destination: Ninguna otra sucursal de la comuna lo ofrece. Elija una.'],
    ['BASIS_DOES_NOT_COVER', 'basis', 'NOT_COVERED', omil, 'groups: La función legal no alcanza para estos datos. Quite los que el servicio no pide.'],
    ['BASIS_DOES_NOT_COVER', 'basis', 'NOT_COVERED', sence, 'how: El permiso no alcanza para estos datos. Quite datos o anote un nuevo consentimiento.'],
    ['SHARING_BASIS_MISSING', 'basis', 'REQUIRED', sence, 'how: Elija cómo dio su consentimiento la persona.'],
    ['DATA_REQUIRED', 'needText', 'REQUIRED', omil, 'needText: Escriba el motivo en una frase.'],
  ] as const)('%s on %s (%s) is said beside its field', (code, path, fieldCode, place, said) => {
    const [problem] = problemsOfRefusal(new AppError(code, { fields: [{ path, code: fieldCode }] }), { words: referErrorWords, fieldOf: (name) => fieldOfRefer(name, place) });
    expect(`${problem?.field}: ${problem?.text}`).toBe(said);
  });

  it.each([
    ['UNAVAILABLE', 'El servicio no responde. Nada se perdió: intente de nuevo en un momento.'],
    ['INVALID_TRANSITION', 'Esta derivación ya se envió. Mírela en la ficha de la persona.'],
    ['VERSION_CONFLICT', 'Otra persona cambió este borrador mientras usted escribía. Revise qué dice ahora y vuelva a enviar.'],
    ['BASIS_DOES_NOT_COVER', 'El permiso no alcanza para esos datos. Quite los datos de más o pida un nuevo consentimiento.'],
  ] as const)('%s without a field is one sentence', (code, said) => expect(problemsOfRefusal(new AppError(code), { words: referErrorWords })[0]?.text).toBe(said));
});
