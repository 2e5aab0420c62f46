import type { Role } from '@konbit/contracts';
import { demoAccounts } from '@konbit/local';
import { branchOf, type Ctx, staffCtx } from '@konbit/platform';

/** The request context of a demonstration account, in its first branch. */
export function actorOf(username: string, tenant: string): Ctx {
  const account = demoAccounts.find((one) => one.username === username);
  if (!account) throw new Error(`no demonstration account ${username}`);
  const branches = account.branches.map(branchOf).filter((branch) => branch !== null);
  return staffCtx({ kind: 'staff', sub: account.sub, tenant, roles: account.roles as Role[], branches }, { actingBranch: branches[0] ?? null });
}
