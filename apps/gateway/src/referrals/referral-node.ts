import type { ReferralDetail, ReferralView } from '@konbit/contracts';
import type { Purpose } from '../cases/cases.loaders.js';
import type { Names } from '../directory/reference-cache.js';

export interface ReferralNode extends ReferralView {
  /** Why the person is read: a row of a list, or this one referral. */
  purpose: Purpose;
  service: () => unknown;
  originBranch: () => unknown;
  ownerBranch: () => unknown;
}

/** A referral as a node of the API. Names are functions: unasked they cost nothing. */
export function referralNode(view: ReferralView, names: Names, purpose: Purpose): ReferralNode {
  return {
    ...view, branchClosed: view.branchClosed ?? false, purpose, service: () => names.service(view.serviceId), originBranch: () => names.branch(view.originBranchId), ownerBranch: () => names.branch(view.ownerBranchId),
  };
}

export function detailNode(detail: ReferralDetail, names: Names): object {
  return {
    ...detail, destinationBranch: () => names.branch(detail.destinationBranchId ?? null), steps: detail.steps.map((step) => ({ ...step, byBranch: () => names.branch(step.byBranchId) })),
  };
}

/** Branches a list of referrals will be asked to name. */
export function branchesOf(views: readonly ReferralView[]): (string | null)[] {
  return views.flatMap(({ originBranchId, ownerBranchId }) => [originBranchId, ownerBranchId]);
}
