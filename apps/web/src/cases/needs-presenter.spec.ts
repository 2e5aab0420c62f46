import { createFormat, type Language } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { inOrder, presentNeed, type NeedFacts, type NeedReferral } from './needs-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T18:00:00Z') });
const health: NeedFacts = { id: 'n', code: 'health', text: 'Inscribirse en un CESFAM', state: 'open', referralId: null, addedAt: '2026-11-24T13:00:00Z', service: null };
const cited: NeedReferral = { id: 'r', state: 'scheduled', turn: 'destination', mine: 'origin', ownerBranch: { name: 'Plataforma Social' }, appointment: { startsAt: '2026-11-26T12:30:00Z' } };
const may = { write: true, refer: true };
const said = (need: Partial<NeedFacts>, referrals: NeedReferral[] = []): string => {
  const { name, sub, done, tone, state } = presentNeed({ ...health, ...need }, referrals, may, t, format);
  return `${name} (${sub?.text ?? ''}): ${done} | ${tone} ${state}`;
};

describe('a need', () => {
  it('without a referral waits for one', () => {
    expect(said({})).toBe('Salud (Inscribirse en un CESFAM): Aún sin derivar | need Falta derivar');
    expect(presentNeed(health, [], may, t, format)).toMatchObject({ refer: true, commands: ['meet_need', 'drop_need'] });
  });

  it('on its way says where it is and what comes next', () => {
    expect(said({ state: 'referred', referralId: 'r' }, [cited])).toBe('Salud (Inscribirse en un CESFAM): Plataforma Social. Cita el 26 nov 2026, 09:30 | wait Citada');
    expect(said({ state: 'referred', referralId: 'other' }, [cited])).toBe('Salud (Inscribirse en un CESFAM): Ya derivada | wait Derivada');
  });

  it('that ended offers nothing', () => {
    expect(said({ state: 'met', text: null })).toBe('Salud (): Resuelta | done Resuelta');
    expect(presentNeed({ ...health, state: 'dropped' }, [], may, t, format)).toMatchObject({ refer: false, commands: [], state: 'Quitada' });
  });

  it('says what somebody wrote, which is Spanish, else its service in the language of the screen', () => {
    const sub = (over: Partial<NeedFacts>, language: Language): unknown => presentNeed({ ...health, ...over }, [], may, t, createFormat(language)).sub;
    const service = { name: 'Inscripción en CESFAM', names: [{ language: 'ht', text: 'Enskripsyon nan CESFAM' }] };
    expect(sub({ service }, 'ht')).toEqual({ text: 'Inscribirse en un CESFAM', lang: 'es' });
    expect(sub({ text: null, service }, 'ht')).toEqual({ text: 'Enskripsyon nan CESFAM' });
    expect(sub({ text: null, service }, 'es')).toEqual({ text: 'Inscripción en CESFAM' });
  });

  it('is only read by who may not write', () => {
    expect(presentNeed(health, [], { write: false, refer: false }, t, format)).toMatchObject({ refer: false, commands: [] });
  });

  it('open ones come first', () => expect(inOrder([{ state: 'met' }, { state: 'referred' }, { state: 'open' }]).map((need) => need.state)).toEqual(['open', 'referred', 'met']));
});
