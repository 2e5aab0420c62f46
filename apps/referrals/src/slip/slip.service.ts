import { Inject, Injectable } from '@nestjs/common';
import { type Effect, type referralsRpc, SlipIssued } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, type RpcAnswer, type RpcInput, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { isVisibleTo } from '../referral/decide.js';
import { ReferralStore } from '../referral/referral-store.service.js';
import type { Referral } from '../referral/referral.js';
import { WhoService } from '../referral/who.service.js';
import { expiryOf, refusalToPrint, type SlipRow } from './slip.js';
import { SlipStore } from './slip.store.js';

type Rpc = typeof referralsRpc;
type Input = RpcInput<Rpc, 'referrals.issueSlip'>;

/** Gives the paper of a referral its code. */
@Injectable()
export class SlipService {
  constructor(
    private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock, private readonly slips: SlipStore, private readonly referrals: ReferralStore,
    private readonly whoIs: WhoService,
  ) {}

  /** The code to print and until when it opens; the same referral keeps its code. Throws the refusals of `referrals.issueSlip`. */
  async issue(ctx: Ctx, input: Input): Promise<RpcAnswer<Rpc, 'referrals.issueSlip'>> {
    const { commandId, slipId, referralId, expectedVersion } = input;
    const effect = await runCommand<Effect>(this.db, ctx, {
      envelope: { commandId, command: 'issue_slip', subjectId: slipId, expectedVersion, data: { referralId } },
      visible: async (tx) => { await this.visible(tx, ctx, referralId, 'read'); },
      decide: (tx) => this.decide(tx, ctx, input),
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: 'slip.issued', subjectType: 'referral', subjectId: referralId, outcome: 'refused', code }),
    });
    // The kept answer of a command holds no code; it is opened for each printing.
    const row = await this.db.inTenant(ctx, (tx) => this.slips.byId(tx, effect.id));
    if (!row) throw new DomainError('NOT_FOUND');
    return { ...effect, code: this.slips.codeOf(row), expiresAt: row.expires_at.toISOString() };
  }

  private async visible(tx: EntityManager, ctx: Ctx, referralId: string, lock: 'lock' | 'read'): Promise<Referral> {
    const who = this.whoIs.ofMove(ctx, {});
    const found = await this.referrals.find(tx, referralId, lock);
    if (!found) throw new DomainError('NOT_FOUND');
    const pool = await this.whoIs.poolPlace(tx, who, found.referral);
    if (!isVisibleTo(found.referral, { ...who, pool })) throw new DomainError('NOT_FOUND');
    return found.referral;
  }

  private async decide(tx: EntityManager, ctx: Ctx, { slipId, referralId, expectedVersion }: Input): Promise<Effect> {
    const referral = await this.visible(tx, ctx, referralId, 'lock');
    const { branchId, canRequest } = this.whoIs.ofMove(ctx, {});
    const refused = refusalToPrint(referral, { branchId, canRequest, expectedVersion });
    if (refused) throw new DomainError(refused, { state: referral.state, version: referral.version });
    const now = this.clock.now();
    const expiresAt = expiryOf(referral, now);
    const known = await this.slips.ofReferral(tx, referralId);
    const slip = known ?? await this.slips.insert(tx, ctx, { id: slipId, referralId, at: now, by: actorId(ctx), expiresAt });
    if (!slip) throw new DomainError('NOT_FOUND');
    if (known) await this.slips.moveExpiry(tx, slip.id, expiresAt);
    const version = await this.publish(tx, ctx, slip, { isNew: !known, referral, expiresAt, now });
    await writeAudit(tx, ctx, {
      action: 'slip.issued', subjectType: 'slip', subjectId: slip.id, outcome: 'ok', persons: referral.personId === null ? [] : [referral.personId], details: { referralId, version },
    });
    return { id: slip.id, version, state: referral.state };
  }

  /** A reprint that changes nothing is no new fact. */
  private async publish(tx: EntityManager, ctx: Ctx, slip: SlipRow, of: { isNew: boolean; referral: Referral; expiresAt: Date; now: Date }): Promise<number> {
    const { isNew, referral, expiresAt, now } = of;
    if (!isNew && slip.expires_at.getTime() === expiresAt.getTime()) return slip.version;
    const data = { referralId: referral.id, originBranch: referral.originBranch, expiresAt: expiresAt.toISOString() };
    return commit(tx, ctx, { table: 'slip', id: slip.id, version: slip.version }, [{ type: SlipIssued.type, subject: slip.id, data, audience: [referral.originBranch] }], now);
  }
}
