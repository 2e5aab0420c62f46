import type { BranchView } from '@konbit/contracts';
import type { Branch } from './branch.entity.js';

/** A basis as the database keeps it, as the contracts name it. */
export const basisOf = (basis: string): BranchView['basis'] => basis as BranchView['basis'];

/** A branch as other services and the screens see it. */
export function branchViewOf(row: Branch): BranchView {
  const { id, version, code, name, organisationId, kind, comuna, address, phone, hours, languages, status, closedReason, demo, verifiedOn, verifiedBy } = row;
  return {
    id, version, code, name, organisationId, kind, comuna, address, phone, hours, languages, status, closedReason, demo, verifiedOn, verifiedBy, basis: basisOf(row.basis),
  };
}
