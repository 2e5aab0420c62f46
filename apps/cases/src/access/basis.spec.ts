import { fieldGroupsOf } from '@konbit/contracts';
import { ageBand, ageOn, type BasisFacts, type ConsentFacts, decideBasis, derivedFacts, type NamedBasis } from './basis.js';

const facts = (more: Partial<BasisFacts> = {}): BasisFacts => ({
  personId: 'p', recipientOrgId: 'omil', insideMunicipality: true, fieldGroups: ['identity', 'contact'], serviceNorms: [], serviceGroups: [], barredGroups: [], consent: null, ...more,
});
const aConsent = (more: Partial<ConsentFacts> = {}): ConsentFacts =>
  ({ id: 'c', personId: 'p', recipientOrgId: 'omil', purpose: 'referral', fieldGroups: ['identity', 'contact'], revokedAt: null, ...more });
const norm: NamedBasis = { kind: 'legal_function', normCode: 'LEY-18695-4' };
const consent: NamedBasis = { kind: 'consent', consentId: 'c' };
const verdict = (named: NamedBasis, more: Partial<BasisFacts> = {}): string => {
  const decision = decideBasis(named, facts(more));
  return decision.covered ? 'covered' : decision.refusal;
};

describe('a legal function', () => {
  it('covers a unit of the municipality', () => expect(verdict(norm)).toBe('covered'));
  it.each<[string, NamedBasis, Partial<BasisFacts>, string]>([
    ['names no norm', { kind: 'legal_function' }, {}, 'SHARING_BASIS_MISSING'],
    ['leaves the municipality', norm, { insideMunicipality: false }, 'BASIS_DOES_NOT_COVER'],
    ['is no norm of the service', norm, { serviceNorms: ['DFL-1'] }, 'BASIS_DOES_NOT_COVER'],
    ['would carry migration that no criterion asks', norm, { fieldGroups: ['identity', 'migration'] }, 'BASIS_DOES_NOT_COVER'],
  ])('refuses when it %s', (_, named, more, code) => expect(verdict(named, more)).toBe(code));
  it('carries migration where a criterion of the service uses it', () => {
    expect(verdict(norm, { fieldGroups: ['identity', 'migration'], serviceGroups: fieldGroupsOf('MIG-02', ['mig_status']) })).toBe('covered');
  });
});

describe('migration', () => {
  it('never travels to a labour complaint, whatever the basis', () => {
    const barred: Partial<BasisFacts> = { fieldGroups: ['identity', 'migration'], barredGroups: ['migration'], serviceGroups: ['migration'] };
    expect(verdict(norm, barred)).toBe('BASIS_DOES_NOT_COVER');
    expect(verdict(consent, { ...barred, consent: aConsent({ fieldGroups: ['identity', 'migration'] }) })).toBe('BASIS_DOES_NOT_COVER');
  });
});

describe('a consent', () => {
  it('covers its recipient, purpose and groups', () => expect(verdict(consent, { consent: aConsent(), insideMunicipality: false })).toBe('covered'));
  it.each<[string, ConsentFacts | null, string]>([
    ['does not exist', null, 'SHARING_BASIS_MISSING'], ['is of another person', aConsent({ personId: 'q' }), 'SHARING_BASIS_MISSING'],
    ['was withdrawn', aConsent({ revokedAt: new Date() }), 'BASIS_DOES_NOT_COVER'], ['names another recipient', aConsent({ recipientOrgId: 'x' }), 'BASIS_DOES_NOT_COVER'],
    ['has another purpose', aConsent({ purpose: 'study' }), 'BASIS_DOES_NOT_COVER'], ['has fewer groups', aConsent({ fieldGroups: ['identity'] }), 'BASIS_DOES_NOT_COVER'],
  ])('refuses when it %s', (_, held, code) => expect(verdict(consent, { consent: held })).toBe(code));
});

describe('an override', () => {
  it('needs a coded reason and words', () => {
    expect(verdict({ kind: 'override', overrideReason: 'life_at_risk', text: 'Riesgo vital hoy' })).toBe('covered');
    expect(verdict({ kind: 'override', overrideReason: 'life_at_risk', text: ' ' })).toBe('SHARING_BASIS_MISSING');
    expect(verdict({ kind: 'override', text: 'Riesgo vital hoy' })).toBe('SHARING_BASIS_MISSING');
  });
});

describe('derived facts', () => {
  const wilner = { birthYear: 1990, birthDate: '1990-12-01', language: 'hat' };
  it('are those that criteria use and the groups hold', () => {
    expect(derivedFacts(wilner, ['age', 'mig_status'], ['identity'], '2026-11-25')).toEqual({ age: 35 });
    expect(derivedFacts(wilner, ['age', 'language'], ['contact'], '2026-11-25')).toEqual({});
  });
  it('count an age by the year when the day is unknown', () => {
    expect(ageOn({ birthYear: 1990, birthDate: null }, '2026-11-25')).toBe(36);
    expect(ageOn({ birthYear: null, birthDate: null }, '2026-11-25')).toBeNull();
  });
  it.each([[0, '0-5'], [6, '6-13'], [17, '14-17'], [18, '18-29'], [59, '30-59'], [60, '60+'], [null, null], [-1, null]])('put the age %s in the band %s', (age, band) => {
    expect(ageBand(age)).toBe(band);
  });
});
