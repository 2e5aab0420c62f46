import { showEntry, type StoredEntry } from './timeline.js';

const sent: StoredEntry = {
  eventId: 'e', occurredAt: new Date('2026-11-24T13:12:00Z'), kind: 'referral.sent', aggregateType: 'referral', aggregateId: 'r', aggVersion: 1, branchId: 'mig',
  codes: { originBranch: 'mig', ownerBranch: 'omil', serviceId: 's', to: 'requested' },
};

describe('a line of historia', () => {
  it.each(['mig', 'omil'])('is whole for %s, which takes part in the referral', (branchId) => {
    expect(showEntry(sent, { branchId, isParty: true })).toMatchObject({
      kind: 'referral.sent', reserved: false, aggregateId: 'r', aggVersion: 1, branchId: 'mig', otherBranchId: 'omil', serviceId: 's', codes: { to: 'requested' },
    });
  });

  it('says nothing but when to an office without a part in it', () => {
    const { id, occurredAt, kind, reserved, codes, ...rest } = showEntry(sent, { branchId: 'health', isParty: false });
    expect({ id, occurredAt, kind, reserved, codes }).toEqual({ id: 'e', occurredAt: '2026-11-24T13:12:00.000Z', kind: 'reserved', reserved: true, codes: {} });
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
  });

  it('of the own branch is whole', () => {
    const visit = { ...sent, kind: 'attendance.opened', codes: { channel: 'office' } };
    expect(showEntry(visit, { branchId: 'mig', isParty: false })).toMatchObject({ reserved: false, branchId: 'mig', otherBranchId: null, serviceId: null });
  });
});
