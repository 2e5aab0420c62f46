import { Injectable } from '@nestjs/common';
import type { ReferralMove } from '@konbit/contracts';
import { actorId, can, type Ctx, DomainError } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { DirectoryProjection } from '../projection/directory.projection.js';
import type { PoolPlace, Who } from './case.js';
import type { Referral } from './referral.js';

type PoolOf = Pick<Referral, 'poolComuna' | 'serviceId' | 'originBranch' | 'chain'>;

/** Turns a request's context into the `Who` of the core. */
@Injectable()
export class WhoService {
  constructor(private readonly directory: DirectoryProjection) {}

  /** The acting branch and what the token permits there. Throws FORBIDDEN_ACTION without a branch or without any part in referrals. */
  ofMove(ctx: Ctx, move: Pick<ReferralMove, 'actingFor' | 'wish'>): Who {
    const who = this.ofReader(ctx);
    if (who === null || ctx.actor.kind === 'system' || (!who.canRequest && !who.canAnswer)) throw new DomainError('FORBIDDEN_ACTION', { cause: 'NO_PART_IN_REFERRALS' });
    return { ...who, forPerson: move.actingFor === 'person', wish: move.wish ?? null };
  }

  /** The same for reading; null when the call acts for no branch. */
  ofReader(ctx: Ctx): Who | null {
    const branch = ctx.actingBranch;
    if (branch === null) return null;
    return {
      branchId: branch.id, orgId: branch.orgId, official: actorId(ctx), canRequest: can(ctx, 'referral.request'), canAnswer: can(ctx, 'referral.answer'),
      forPerson: false, wish: null, pool: 'no', withdrawn: false,
    };
  }

  /** How the branch stands to the pool of a referral; a pool leaves out the branches that the request came through. */
  async poolPlace(tx: EntityManager, who: Who, referral: PoolOf): Promise<PoolPlace> {
    const { poolComuna, serviceId, chain } = referral;
    if (poolComuna === null || serviceId === null || chain.includes(who.branchId)) return 'no';
    return this.directory.poolPlace(tx, who.branchId, poolComuna, serviceId);
  }
}
