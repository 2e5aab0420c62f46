/** A line of *historia* as it is stored. */
export interface StoredEntry {
  eventId: string;
  occurredAt: Date;
  kind: string;
  aggregateType: string;
  aggregateId: string;
  aggVersion: number;
  branchId: string | null;
  codes: Readonly<Record<string, string>>;
}

/** A line as one reader may see it. */
export interface ShownEntry {
  id: string;
  occurredAt: string;
  kind: string;
  reserved: boolean;
  aggregateType: string | null;
  aggregateId: string | null;
  aggVersion: number | null;
  branchId: string | null;
  otherBranchId: string | null;
  serviceId: string | null;
  codes: Record<string, string>;
}

/** Facts that an office without a part in them may know of: that the person was attended somewhere (DESIGN §5 row Timeline). */
export const kindsShownReserved: readonly string[] = ['referral.sent', 'attendance.opened'];

const placeCodes: readonly string[] = ['originBranch', 'ownerBranch', 'serviceId'];

/** One line for one reader: an office's own facts and its referrals in full, the rest as a line that says nothing but when. */
export function showEntry(entry: StoredEntry, reader: { branchId: string; isParty: boolean }): ShownEntry {
  const id = entry.eventId;
  const occurredAt = entry.occurredAt.toISOString();
  if (!reader.isParty && entry.branchId !== reader.branchId) {
    return {
      id, occurredAt, kind: 'reserved', reserved: true, aggregateType: null, aggregateId: null, aggVersion: null, branchId: null, otherBranchId: null, serviceId: null, codes: {},
    };
  }
  return {
    id, occurredAt, kind: entry.kind, reserved: false, aggregateType: entry.aggregateType, aggregateId: entry.aggregateId, aggVersion: entry.aggVersion,
    branchId: entry.codes['originBranch'] ?? entry.branchId, otherBranchId: entry.codes['ownerBranch'] ?? null, serviceId: entry.codes['serviceId'] ?? null,
    codes: Object.fromEntries(Object.entries(entry.codes).filter(([key]) => !placeCodes.includes(key))),
  };
}
