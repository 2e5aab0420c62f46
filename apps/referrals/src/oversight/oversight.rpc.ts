import { Controller } from '@nestjs/common';
import { type AuditPage, referralsRpc, type RpcIn } from '@konbit/contracts';
import { auditPageOf, type Ctx, Database, Handles } from '@konbit/platform';

@Controller()
export class OversightRpc {
  constructor(private readonly db: Database) {}

  @Handles(referralsRpc, 'referrals.audit')
  audit(ctx: Ctx, input: RpcIn<typeof referralsRpc, 'referrals.audit'>): Promise<AuditPage> {
    return this.db.inTenant(ctx, (tx) => auditPageOf(tx, ctx, input));
  }
}
