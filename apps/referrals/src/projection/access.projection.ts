import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

export interface GrantOfReferral { grantId: string; referralId: string; branchId: string }

/** True for a referral row `r` whose owner branch has lost its grant and holds no other. */
export const withdrawnSql = `(exists (select 1 from access_mark m where m.referral_id = r.id and m.branch_id = r.owner_branch and m.ended_at is not null)
  and not exists (select 1 from access_mark m where m.referral_id = r.id and m.branch_id = r.owner_branch and m.ended_at is null))`;

/** Grants of referrals as `cases` opened and ended them: what tells a branch whose access is withdrawn (REFERRALS §6.6). */
@Injectable()
export class AccessProjection {
  async opened(tx: EntityManager, tenant: string, grant: GrantOfReferral): Promise<void> {
    await this.keep(tx, tenant, grant, null, null);
  }

  async ended(tx: EntityManager, tenant: string, grant: GrantOfReferral & { at: Date; reasonCode: string | null }): Promise<void> {
    await this.keep(tx, tenant, grant, grant.at, grant.reasonCode);
  }

  private async keep(tx: EntityManager, tenant: string, grant: GrantOfReferral, endedAt: Date | null, reasonCode: string | null): Promise<void> {
    await tx.query(`insert into access_mark (tenant_id, grant_id, referral_id, branch_id, ended_at, reason_code) values ($1, $2, $3, $4, $5, $6)
      on conflict (tenant_id, grant_id) do update set ended_at = excluded.ended_at, reason_code = excluded.reason_code`,
    [tenant, grant.grantId, grant.referralId, grant.branchId, endedAt, reasonCode]);
  }
}
