import type { Role } from '@konbit/contracts';
import { branchOf, type BranchRef, codeId, type Ctx } from '@konbit/platform';

export interface StaffOptions {
  sub?: string;
  roles?: Role[];
  /** `ORG-CODE/BR-CODE`; the first is the acting branch. */
  branches?: string[];
  /** CUT of the municipality. */
  cut?: string;
  token?: string;
}

/** The context of a request by a member of staff; without options, the desk of the migration office. */
export function staffCtx(options: StaffOptions = {}): Ctx {
  const { sub = 'meson', roles = ['adviser'], branches = ['ORG-IMV-MIG/BR-IMV-MIG-CENTRAL'], cut = '05101', token = null } = options;
  const refs = branches.map(branchRef);
  const tenant = codeId(cut);
  return {
    tenant, actor: { kind: 'staff', sub, tenant, roles, branches: refs }, actingBranch: refs[0] ?? null,
    trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', token, deadlineAt: performance.now() + 60_000,
  };
}

/** A branch from the form it has in a token's claim. */
export function branchRef(claim: string): BranchRef {
  const branch = branchOf(claim);
  if (!branch) throw new Error(`"${claim}" is not ORG-CODE/BR-CODE`);
  return branch;
}
