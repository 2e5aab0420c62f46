import { codeOf, expiryOf, readCode, refusalToPrint, type SlipReferral } from './slip.js';

const noon = new Date('2026-11-24T15:00:00Z');
const desk = { branchId: 'desk', canRequest: true, expectedVersion: 3 };
const sent: SlipReferral = { state: 'requested', version: 3, originBranch: 'desk', ownerBranch: 'omil', dueAt: null, appointmentAt: null };

const refusalOf = (referral: Partial<SlipReferral>, by: Partial<typeof desk> = {}): string | null => refusalToPrint({ ...sent, ...referral }, { ...desk, ...by });

describe('the code behind the QR', () => {
  it('is ten characters of the alphabet', () => expect(codeOf([0, 1, 10, 18, 20, 31, 31, 5, 6, 7])).toBe('01AJMZZ567'));

  it('is read as people copy it', () => {
    expect(readCode('n3xq8-t5wrb')).toBe('N3XQ8T5WRB');
    expect(readCode(' oIl00 00000 ')).toBe('0110000000');
  });

  it.each(['', 'N3XQ8T5WR', 'N3XQ8T5WRBB', 'N3XQ8T5WRU', '../../etc/a'])('is not "%s"', (text) => expect(readCode(text)).toBeNull());
});

describe('a code ends', () => {
  const expiry = (referral: Partial<SlipReferral>) => expiryOf({ ...sent, ...referral }, noon).toISOString();

  it('30 days after the appointment', () => {
    expect(expiry({ appointmentAt: new Date('2026-11-26T12:30:00Z'), dueAt: new Date('2027-03-01T12:00:00Z') })).toBe('2026-12-27T03:00:00.000Z');
  });

  it('else 30 days after the due date', () => expect(expiry({ dueAt: new Date('2026-12-01T02:59:00Z') })).toBe('2026-12-31T03:00:00.000Z'));
  it('else 30 days from today, and the same all day', () => expect(expiry({})).toBe('2026-12-25T03:00:00.000Z'));
  it('not sooner than 30 days from today', () => expect(expiry({ dueAt: new Date('2026-09-01T12:00:00Z') })).toBe('2026-12-25T03:00:00.000Z'));
});

describe('a slip is printed', () => {
  it('by the branch that sent, for the version on its screen', () => expect(refusalOf({})).toBeNull());

  it('by nobody else', () => {
    expect(refusalOf({}, { branchId: 'omil' })).toBe('FORBIDDEN_ACTION');
    expect(refusalOf({}, { canRequest: false })).toBe('FORBIDDEN_ACTION');
  });

  it('not when the referral changed meanwhile', () => expect(refusalOf({}, { expectedVersion: 2 })).toBe('VERSION_CONFLICT'));
  it('not for a draft', () => expect(refusalOf({ state: 'draft' })).toBe('INVALID_TRANSITION'));
  it('not for an unclaimed pool, which has no door to go to yet', () => expect(refusalOf({ ownerBranch: null })).toBe('DESTINATION_REQUIRED'));
  it.each(['rejected', 'cancelled', 'completed', 'failed', 'entered_in_error'] as const)('not when it is %s', (state) => expect(refusalOf({ state })).toBe('REFERRAL_TERMINAL'));
});
