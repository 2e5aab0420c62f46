import type { OfferingView } from '@konbit/contracts';
import { basisOf } from '../branch/branch.view.js';
import type { Offering } from './offering.entity.js';

/** An offering as other services and the screens see it. */
export function offeringViewOf(row: Offering): OfferingView {
  const { id, version, branchId, serviceId, status, fee, feeText, hours, languages, documents, note, verifiedOn, verifiedBy } = row;
  return { id, version, branchId, serviceId, status, fee, feeText, hours, languages, documents, note, verifiedOn, verifiedBy, basis: basisOf(row.basis) };
}
