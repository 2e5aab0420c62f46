import type { FieldGroup } from '@konbit/contracts';
import { decideAccess, type GrantFacts } from './access.js';
import { reachOfRoles } from './role-reach.js';

const now = new Date('2026-11-25T12:00:00Z');
const aGrant = (more: Partial<GrantFacts> = {}): GrantFacts => ({ recordId: 'theirs', fieldGroups: ['identity', 'contact'], endsAt: null, basisHolds: true, ...more });
const groupsOf = (facts: { own?: string; grants?: GrantFacts[] }, ...roles: Parameters<typeof reachOfRoles>[0]) => {
  const decision = decideAccess({ ownRecordId: facts.own ?? null, grants: facts.grants ?? [] }, reachOfRoles(roles), now);
  return { access: decision.access, recordId: decision.recordId, groups: [...decision.sources.keys()], withheld: decision.withheld };
};

describe('who reads a person', () => {
  it('is nobody without a record or a grant', () => {
    expect(groupsOf({}, 'adviser')).toEqual({ access: 'none', recordId: null, groups: [], withheld: ['identity', 'contact', 'family', 'work_and_study', 'migration'] });
  });

  it('is the office that recorded the person', () => {
    expect(groupsOf({ own: 'mine' }, 'adviser')).toMatchObject({ access: 'full', recordId: 'mine', withheld: [] });
  });

  it('is a branch with a live grant, for the groups that were shared', () => {
    expect(groupsOf({ grants: [aGrant()] }, 'omil_officer')).toEqual({
      access: 'partial', recordId: 'theirs', groups: ['identity', 'contact'], withheld: ['family', 'work_and_study', 'migration'],
    });
  });

  it.each<[string, Partial<GrantFacts>]>([
    ['has ended', { endsAt: new Date('2026-11-25T12:00:00Z') }], ['lost its consent', { basisHolds: false }],
  ])('is nobody by a grant that %s', (_, more) => expect(groupsOf({ grants: [aGrant(more)] }, 'omil_officer').access).toBe('none'));

  it('is still the branch during the thirty days after an end', () => {
    expect(groupsOf({ grants: [aGrant({ endsAt: new Date('2026-12-01T00:00:00Z') })] }, 'omil_officer').access).toBe('partial');
  });

  it('reads own values first and shared values behind them', () => {
    const decision = decideAccess({ ownRecordId: 'mine', grants: [aGrant()] }, reachOfRoles(['omil_officer']), now);
    expect(decision.sources.get('contact')).toEqual(['mine', 'theirs']);
  });

  it('is never the policy staff, the auditor, the administrator or an unknown role', () => {
    for (const role of ['policy', 'auditor', 'admin', 'directory_editor'] as const) expect(groupsOf({ own: 'mine', grants: [aGrant()] }, role).access).toBe('none');
    expect(groupsOf({ own: 'mine' }).access).toBe('none');
  });

  it('is an external counterpart only through a grant', () => {
    expect(groupsOf({ own: 'mine' }, 'external_counterpart').access).toBe('none');
    expect(groupsOf({ own: 'mine', grants: [aGrant()] }, 'external_counterpart')).toMatchObject({ access: 'partial', recordId: 'theirs' });
  });

  it('is a mediator for the identity alone', () => {
    expect(groupsOf({ own: 'mine', grants: [aGrant()] }, 'mediator').groups).toEqual(['identity']);
  });

  it.each<[Parameters<typeof reachOfRoles>[0], FieldGroup, boolean]>([
    [['head'], 'migration', false], [['adviser'], 'reserved_notes', false], [['social_worker'], 'reserved_notes', true], [['course_coordinator'], 'migration', false],
    [['head', 'social_worker'], 'migration', true],
  ])('as %j reads %s of the own record: %s', (roles, group, expected) => expect(groupsOf({ own: 'mine' }, ...roles).groups.includes(group)).toBe(expected));
});
