import { referralEvents, type ReferralEventData, referralFacts } from '@konbit/contracts';
import { attendanceEffectOf, grantEffectOf, needEffectOf } from './referral-course.js';

const dataOf = (fact: string, more: Partial<ReferralEventData> = {}): ReferralEventData => ({ ...referralEvents[fact]!.sample, ...more });
const factsWhere = (holds: (fact: string) => boolean): string[] => referralFacts.filter(holds);

describe('the receiver\'s reading', () => {
  it('opens at sent for an owner branch and at claimed for a pool', () => {
    expect(factsWhere((fact) => grantEffectOf(fact, dataOf(fact), false)?.kind === 'open')).toEqual(['sent', 'claimed']);
    expect(grantEffectOf('sent', dataOf('sent', { ownerBranch: undefined }), false)).toBeNull();
  });

  it('stays thirty days after an end, and ends at once for an error or a cancel before acceptance', () => {
    expect(factsWhere((fact) => grantEffectOf(fact, dataOf(fact), true)?.kind === 'end_later').sort()).toEqual(['cancelled', 'completed', 'declined', 'failed', 'rejected']);
    expect(factsWhere((fact) => grantEffectOf(fact, dataOf(fact), false)?.kind === 'end_now').sort()).toEqual(['cancelled', 'marked-error']);
  });

  it('is not ended twice: an acknowledgement changes nothing', () => {
    expect(grantEffectOf('acknowledged', dataOf('acknowledged', { from: 'completed', to: 'completed' }), true)).toBeNull();
  });
});

describe('the need of a referral', () => {
  it('is referred at sent and touched again only at the end', () => {
    expect(factsWhere((fact) => needEffectOf(fact, dataOf(fact)) !== null).sort())
      .toEqual(['cancelled', 'completed', 'declined', 'failed', 'marked-error', 'rejected', 'sent']);
  });

  it.each([['placed', 'meet'], ['provided', 'meet'], ['provided_partially', 'reopen'], ['not_provided', 'reopen'], ['provided_elsewhere', 'reopen']])(
    'after the outcome %s: %s', (outcomeCode, effect) => expect(needEffectOf('completed', dataOf('completed', { to: 'completed', outcomeCode }))).toBe(effect));
});

describe('the attendance of a referral', () => {
  it('opens by the first start or note, or by an outcome with a service given', () => {
    expect(factsWhere((fact) => attendanceEffectOf(fact, dataOf(fact)).opens)).toEqual(['started', 'noted']);
    expect(attendanceEffectOf('completed', dataOf('completed', { to: 'completed', outcomeCode: 'placed' }))).toEqual({ opens: true, closesWith: 'served' });
  });

  it('is closed by the referral\'s end', () => {
    expect(attendanceEffectOf('failed', dataOf('failed', { to: 'failed' }))).toEqual({ opens: false, closesWith: 'oriented' });
    expect(attendanceEffectOf('acknowledged', dataOf('acknowledged', { to: 'completed' })).closesWith).toBeNull();
  });
});
