import { needStates } from '@konbit/contracts';
import { decideNeed, followReferral, type NeedFacts, type NeedState } from './need.js';

const aNeed = (state: NeedState, referralId: string | null = null): NeedFacts => ({ state, referralId });

describe('a need on the ficha', () => {
  it('is met, or dropped with a reason', () => {
    expect(decideNeed(aNeed('open'), 'meet_need', undefined)).toMatchObject({ state: 'met', event: 'closed' });
    expect(decideNeed(aNeed('referred', 'r'), 'drop_need', 'solved_alone')).toMatchObject({ state: 'dropped', reasonCode: 'solved_alone' });
  });

  it('is not dropped without a reason', () => expect(decideNeed(aNeed('open'), 'drop_need', undefined)).toBe('DATA_REQUIRED'));

  it('ends once', () => {
    for (const state of ['met', 'dropped'] as const) expect(decideNeed(aNeed(state), 'meet_need', undefined)).toBe('INVALID_TRANSITION');
  });
});

describe('a need that follows its referral', () => {
  it('is referred when the referral is sent', () => {
    expect(followReferral(aNeed('open'), 'refer', 'r')).toMatchObject({ state: 'referred', referralId: 'r', event: 'referred' });
  });

  it('is met by a service given', () => expect(followReferral(aNeed('referred', 'r'), 'meet', 'r')).toMatchObject({ state: 'met', event: 'closed' }));

  it('is open again when the referral ends without it', () => {
    expect(followReferral(aNeed('referred', 'r'), 'reopen', 'r')).toMatchObject({ state: 'open', referralId: null, event: 'reopened' });
  });

  it('does not hear a referral that another has replaced', () => {
    expect(followReferral(aNeed('referred', 'newer'), 'reopen', 'r')).toBeNull();
    expect(followReferral(aNeed('referred', 'newer'), 'meet', 'r')).toBeNull();
  });

  it('stays ended whatever referrals do', () => {
    const heard = needStates.filter((state) => state === 'met' || state === 'dropped').flatMap((state) => (['refer', 'meet', 'reopen'] as const).map((effect) => followReferral(aNeed(state, 'r'), effect, 'r')));
    expect(heard).toEqual([null, null, null, null, null, null]);
  });
});
