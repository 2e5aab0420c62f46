import { referralEvents } from '@konbit/contracts';
import type { LoggedEvent } from './evidence.js';
import { foldedViews } from './folds.js';

const viewOf = (name: string) => foldedViews.find((view) => view.name === name)!;
const sent = referralEvents['sent']!.sample;
const id = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

function logged(key: string, version: number, type: string, data: object): LoggedEvent {
  return { topic: 'any.events', part: 0, off: version, id: `${key}-${version}`, key, type, version, tenant: 'tenant', trace: null, data: data as LoggedEvent['data'] };
}

const referral = (version: number, fact: string, data: object): LoggedEvent => logged('referral', version, `konbit.referrals.referral.${fact}.v1`, { ...sent, ...data });

describe('what folding the log gives', () => {
  it('is the newest word of a branch, whatever the order of the records', () => {
    const branch = { code: 'BR-A', name: 'A', organisationId: id(1), comuna: '05101', status: 'active', demo: false };
    const events = [logged('branch', 2, 'konbit.directory.branch.published.v1', { ...branch, status: 'closed' }), logged('branch', 1, 'konbit.directory.branch.published.v1', branch)];
    expect(viewOf('referrals.branch').fold(events)).toEqual(new Map([['tenant branch', { code: 'BR-A', name: 'A', organisationId: id(1), comuna: '05101', status: 'closed' }]]));
  });

  it('keeps the need that a referral came with', () => {
    const events = [referral(1, 'sent', { to: 'requested', needId: id(2) }), referral(2, 'accepted', { to: 'accepted', needId: undefined })];
    expect(viewOf('cases.followed_referral').fold(events).get('referral')).toMatchObject({ state: 'accepted', needId: id(2) });
  });

  it('is a line for each fact of a referral but not for a draft', () => {
    expect([...viewOf('cases.timeline_entry').fold([referral(1, 'drafted', { to: 'draft' }), referral(2, 'sent', { from: 'draft', to: 'requested' })]).keys()]).toEqual(['referral-2']);
  });

  it('opens the reading of the office that receives', () => {
    expect([...viewOf('cases.access_grant').fold([referral(1, 'sent', { to: 'requested' }), referral(2, 'accepted', { to: 'accepted' })]).keys()]).toEqual([`referral ${sent.ownerBranch}`]);
  });

  it('ends a reading with its reason', () => {
    const grant = { personId: id(1), branch: id(2), org: id(3), referralId: id(4), fieldGroups: [], basisKind: 'consent' };
    const events = [logged('grant', 1, 'konbit.cases.access-grant.opened.v1', grant), logged('grant', 2, 'konbit.cases.access-grant.ended.v1', { ...grant, reasonCode: 'cancelled' })];
    expect(viewOf('referrals.access_mark').fold(events)).toEqual(new Map([['grant', { referral: id(4), branch: id(2), ended: true, reason: 'cancelled' }]]));
  });
});
