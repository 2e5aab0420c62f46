import { Inject, Injectable } from '@nestjs/common';
import { BranchClosedCleared, BranchClosedNotice, newId, terminalStates } from '@konbit/contracts';
import { commit } from '@konbit/messaging';
import { CLOCK, type Clock, type Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';

interface NoticeRow { id: string; version: number; referral_id: string; branch_id: string; origin_branch: string; owner_branch: string | null }
interface Waiting { id: string; origin_branch: string; owner_branch: string | null }

const idle = ['draft', ...terminalStates].map((state) => `'${state}'`).join(', ');
/** True for an open referral row `r` that waits for the branch $1: what is sent to a branch is its own, so the index of its boxes finds it. */
export const waitsAtSql = `r.owner_branch = $1 and r.state not in (${idle})`;
/** Rows are held, so that a move of the same moment is either seen here or sees the notice. */
const waitingFor = `select r.id, r.origin_branch, r.owner_branch from referral r where ${waitsAtSql}
  and not exists (select 1 from notice n where n.referral_id = r.id and n.branch_id = $1 and n.cleared_at is null) order by r.id for share of r`;
const openOf = (column: 'branch_id' | 'referral_id'): string => (
  `select id, version, referral_id, branch_id, origin_branch, owner_branch from notice where ${column} = $1 and cleared_at is null order by id for update`);

/** True for a referral row `r` whose branch has closed since and that nobody has sent on. */
export const branchClosedSql = 'exists (select 1 from notice n where n.referral_id = r.id and n.cleared_at is null)';

/** Warnings that the branch which must act has closed: one for each open referral, until it opens again or the referral goes on. */
@Injectable()
export class NoticeService {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Warns of every open referral that waits for this branch. */
  async branchClosed(tx: EntityManager, ctx: Ctx, branchId: string): Promise<void> {
    const waiting: Waiting[] = await tx.query(waitingFor, [branchId]);
    for (const referral of waiting) await this.open(tx, ctx, branchId, referral);
  }

  /** The branch works again: nothing to warn of. */
  async branchOpened(tx: EntityManager, ctx: Ctx, branchId: string): Promise<void> {
    await this.clear(tx, ctx, await tx.query(openOf('branch_id'), [branchId]));
  }

  /** The referral ended or went to another branch, in the transaction of that move. */
  async referralWentOn(tx: EntityManager, ctx: Ctx, referralId: string): Promise<void> {
    await this.clear(tx, ctx, await tx.query(openOf('referral_id'), [referralId]));
  }

  private async open(tx: EntityManager, ctx: Ctx, branchId: string, referral: Waiting): Promise<void> {
    const at = this.clock.now();
    const row: NoticeRow = {
      id: newId(at.getTime()), version: 0, referral_id: referral.id, branch_id: branchId, origin_branch: referral.origin_branch, owner_branch: referral.owner_branch,
    };
    await tx.query('insert into notice (id, tenant_id, referral_id, branch_id, origin_branch, owner_branch, opened_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [row.id, ctx.tenant, row.referral_id, branchId, row.origin_branch, row.owner_branch, at]);
    await this.publish(tx, ctx, row, BranchClosedNotice.type);
  }

  private async clear(tx: EntityManager, ctx: Ctx, rows: readonly NoticeRow[]): Promise<void> {
    for (const row of rows) {
      await tx.query('update notice set cleared_at = $2 where id = $1', [row.id, this.clock.now()]);
      await this.publish(tx, ctx, row, BranchClosedCleared.type);
    }
  }

  private async publish(tx: EntityManager, ctx: Ctx, row: NoticeRow, type: string): Promise<void> {
    const audience = [...new Set([row.origin_branch, ...(row.owner_branch === null ? [] : [row.owner_branch])])];
    const data = { referralId: row.referral_id, branchId: row.branch_id, originBranch: row.origin_branch };
    await commit(tx, ctx, { table: 'notice', id: row.id, version: row.version }, [{ type, subject: row.id, data, audience }], this.clock.now());
  }
}
