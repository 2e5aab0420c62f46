import type { Role } from '@konbit/contracts';
import { demoAccounts } from '@konbit/local';
import { branchOf, codeId, type Ctx, staffCtx } from '@konbit/platform';

/** The request context of a demonstration account, in its first branch. */
export function actorOf(username: string): Ctx {
  const account = demoAccounts.find((one) => one.username === username);
  if (!account) throw new Error(`no demonstration account ${username}`);
  const branches = account.branches.map(branchOf).filter((branch) => branch !== null);
  const tenant = codeId(process.env['KONBIT_TENANT_CUT'] ?? '05101');
  return staffCtx({ kind: 'staff', sub: account.sub, tenant, roles: account.roles as Role[], branches }, { actingBranch: branches[0] ?? null });
}
