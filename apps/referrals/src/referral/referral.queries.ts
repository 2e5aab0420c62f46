import { Inject, Injectable } from '@nestjs/common';
import { type Box, boxes, type ReferralDetail, type ReferralView, type referralsRpc } from '@konbit/contracts';
import { canonicalHash } from '@konbit/messaging';
import { can, CLOCK, type Clock, connectionOf, type Ctx, Database, DomainError, requirePermission, type RpcAnswer, type RpcInput, sliceOf, Vault, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { type Arm, boxLists } from './boxes.js';
import { branchClosedSql, waitsAtSql } from '../notice/notice.service.js';
import { withdrawnSql } from '../projection/access.projection.js';
import type { Who } from './case.js';
import { isVisibleTo } from './decide.js';
import { countSql, isSortKey, type Listing, readPage, seenColumns, type SeenRow } from './referral-list.queries.js';
import { ReferralStore } from './referral-store.service.js';
import { ReferralTrace, type StepView } from './referral-trace.service.js';
import { referralOf } from './referral.entity.js';
import { detailOf, mayReadWhy, type Reader, type SeenReferral, sideOf, sightOf, viewOf } from './view.js';
import { WhoService } from './who.service.js';

type Rpc = typeof referralsRpc;
type ListInput = RpcInput<Rpc, 'referrals.list'>;
type Connection = RpcAnswer<Rpc, 'referrals.list'>;
interface Seen extends SeenReferral { reader: Reader }

const mostCounted = 1000;
/** Referrals of this branch, on either side, whose branch has closed: found by the few open notices, not by the referrals. */
const closedCount = `(select count(*)::int from notice n where n.cleared_at is null and (n.origin_branch = $1 or n.owner_branch = $1))`;
const nobody = '00000000-0000-0000-0000-000000000000';

/** What a branch may read of referrals. Every answer that names a person leaves an audit row first. */
@Injectable()
export class ReferralQueries {
  constructor(
    private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock, private readonly vault: Vault,
    private readonly store: ReferralStore, private readonly trace: ReferralTrace, private readonly whoIs: WhoService,
  ) {}

  /** In the order asked; null for an unknown id and for one that this branch may not know of. */
  async byIds(ctx: Ctx, ids: readonly string[]): Promise<(ReferralView | null)[]> {
    const reader = this.reader(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows: SeenRow[] = await tx.query(`select ${seenColumns} from referral r where r.id = any ($2::uuid[])`, [reader.who.branchId, ids]);
      const views = await this.viewsOf(tx, ctx, rows.filter((row) => isSeenBy(row, reader)), reader);
      const byId = new Map(views.map((view) => [view.id, view]));
      return ids.map((id) => byId.get(id) ?? null);
    });
  }

  /** One referral whole. Throws NOT_FOUND, ACCESS_WITHDRAWN, or NOT_OPENED to a destination that has not opened it. */
  async get(ctx: Ctx, id: string): Promise<ReferralDetail> {
    const reader = this.reader(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows: SeenRow[] = await tx.query(`select ${seenColumns} from referral r where r.id = $2`, [reader.who.branchId, id]);
      const [row] = rows;
      if (!row || !isSeenBy(row, reader)) throw new DomainError('NOT_FOUND');
      const [seen] = await this.seenOf(tx, [row], reader);
      if (!seen) throw new DomainError('NOT_FOUND');
      assertReadable(seen);
      const detail = { ...detailOf(seen, seen.reader, this.clock.now()), steps: await this.stepsFor(tx, seen), children: await childrenOf(tx, id) };
      await this.audit(tx, ctx, 'referral.read', [detail]);
      return detail;
    });
  }

  async list(ctx: Ctx, { box, page, filter }: ListInput): Promise<Connection> {
    const reader = this.reader(ctx);
    const arms = boxLists[box].arms.filter((arm) => filter.state === undefined || arm.state === null || arm.state === filter.state);
    // States come from a closed list of the contract, never from a caller's text.
    const whereOf = (arm: Arm): string => (filter.state === undefined || arm.state !== null ? arm.where : `${arm.where} and r.state = '${filter.state}'`);
    const more = filterSql(filter, this.clock.now());
    const listing: Listing = {
      ...boxLists[box], arms: arms.map((arm) => whereOf(arm) + more.where), values: [reader.who.branchId, ...more.values], name: listName({ box, filter, branch: reader.who.branchId }),
    };
    return this.connection(ctx, reader, listing, page);
  }

  /** Referrals of a person in which this branch is a party that still reads. */
  async ofPerson(ctx: Ctx, { personId, page }: RpcInput<Rpc, 'referrals.ofPerson'>): Promise<Connection> {
    const reader = this.reader(ctx);
    const arm = `r.person_id = $2 and r.state <> 'entered_in_error' and (r.origin_branch = $1 or r.owner_branch = $1 and (r.opened_at is not null or r.ended_at is null) and not ${withdrawnSql})`;
    const listing: Listing = {
      arms: [arm], sort: 'authored_at', ascending: false, values: [reader.who.branchId, personId], name: listName({ personId, branch: reader.who.branchId }),
    };
    return this.connection(ctx, reader, listing, page);
  }

  /** How many wait in each box, counted to a thousand, and how many answers are late. */
  async counts(ctx: Ctx): Promise<RpcAnswer<Rpc, 'referrals.counts'>> {
    const { who } = this.reader(ctx);
    const columns = boxes.map((box) => `${countSql(boxLists[box].arms.map((arm) => arm.where), mostCounted)} as ${box}`);
    const late = countSql(boxLists.received.arms.map((arm) => `${arm.where} and r.due_at < $2`), mostCounted);
    return this.db.inTenant(ctx, async (tx) => {
      const rows: Record<Box | 'overdue' | 'branch_closed', number>[] = await tx.query(`select ${columns.join(', ')}, ${late} as overdue, ${closedCount} as branch_closed`,
        [who.branchId, this.clock.now()]);
      const [row] = rows;
      return { boxes: Object.fromEntries(boxes.map((box) => [box, row?.[box] ?? 0])) as Record<Box, number>, overdue: row?.overdue ?? 0, branchClosed: row?.branch_closed ?? 0 };
    });
  }

  /** How many open referrals wait at a branch, for who may close it: a number, no referral and no person. Throws FORBIDDEN_ACTION. */
  async openAt(ctx: Ctx, { branchId }: RpcInput<Rpc, 'referrals.openAt'>): Promise<RpcAnswer<Rpc, 'referrals.openAt'>> {
    requirePermission(ctx, 'directory.edit');
    const rows: { open: number }[] = await this.db.inTenant(ctx, (tx) => tx.query(`select count(*)::int as open from referral r where ${waitsAtSql}`, [branchId]));
    return { open: rows[0]?.open ?? 0 };
  }

  private async connection(ctx: Ctx, reader: Reader, listing: Listing, page: ListInput['page']): Promise<Connection> {
    const slice = sliceOf(page, listing.name, isSortKey);
    if (listing.arms.length === 0) return emptyConnection();
    return this.db.inTenant(ctx, async (tx) => {
      const found = connectionOf(slice, await readPage(tx, listing, slice), (row) => ({ key: row.sort_key, id: row.id }), (row) => row);
      const nodes = await this.viewsOf(tx, ctx, found.edges.map(({ node }) => node), reader);
      return { ...found, edges: found.edges.map(({ cursor }, index) => ({ cursor, node: nodes[index]! })) };
    });
  }

  private async viewsOf(tx: EntityManager, ctx: Ctx, rows: readonly SeenRow[], reader: Reader): Promise<ReferralView[]> {
    const now = this.clock.now();
    const views = (await this.seenOf(tx, rows, reader)).map((seen) => viewOf(seen, seen.reader, now));
    await this.audit(tx, ctx, 'referral.list', views);
    return views;
  }

  private async seenOf(tx: EntityManager, rows: readonly SeenRow[], reader: Reader): Promise<Seen[]> {
    if (rows.length === 0) return [];
    const appointments = await this.store.appointmentsOf(tx, rows.map((row) => row.id));
    return rows.map((row) => ({
      referral: referralOf(row, this.vault), appointments: appointments.filter((one) => one.referralId === row.id), branchClosed: row.branch_closed, reader: readerOf(row, reader),
    }));
  }

  /** Drafts are the origin's own; the words of a step go to whoever reads the whole referral. */
  private async stepsFor(tx: EntityManager, { referral, reader }: Seen): Promise<StepView[]> {
    const full = sightOf(referral, reader) === 'full';
    const mayRead = (step: StepView): boolean => full && (step.reasonCode !== 'safety' || mayReadWhy(referral, reader));
    const steps = await this.trace.stepsOf(tx, referral.id, mayRead);
    return sideOf(referral, reader) === 'destination' ? steps.filter((step) => step.command !== 'save_draft') : steps;
  }

  private async audit(tx: EntityManager, ctx: Ctx, action: string, shown: readonly ReferralView[]): Promise<void> {
    const persons = shown.flatMap((view) => (view.personId === null ? [] : [view.personId]));
    const subjectId = shown.length === 1 ? shown[0]?.id : undefined;
    if (persons.length > 0) await writeAudit(tx, ctx, { action, subjectType: 'referral', subjectId, outcome: 'ok', persons });
  }

  /** Throws FORBIDDEN_ACTION for somebody who has no part in referrals. */
  private reader(ctx: Ctx): Reader {
    const auditor = can(ctx, 'audit.read');
    const who = this.whoIs.ofReader(ctx);
    if (who !== null && (who.canRequest || who.canAnswer)) return { auditor, who };
    if (!auditor) throw new DomainError('FORBIDDEN_ACTION', { cause: 'NO_PART_IN_REFERRALS' });
    return { auditor, who: noBranch };
  }
}

/** The auditor reads for no side, whatever branch the token names. */
const noBranch: Who = { branchId: nobody, orgId: nobody, official: 'auditor', canRequest: false, canAnswer: false, forPerson: false, wish: null, pool: 'no', withdrawn: false };

function readerOf(row: SeenRow, reader: Reader): Reader {
  const isOwner = row['owner_branch'] === reader.who.branchId;
  return { ...reader, who: { ...reader.who, pool: row.pool_member ? 'member' : 'no', withdrawn: isOwner && row.withdrawn } };
}

function isSeenBy(row: SeenRow, reader: Reader): boolean {
  return reader.auditor || isVisibleTo(referralOf(row), readerOf(row, reader).who);
}

function assertReadable({ referral, reader }: Seen): void {
  const side = sideOf(referral, reader);
  if (side === 'pool') throw new DomainError('NOT_OPENED');
  if (side !== 'destination') return;
  if (reader.who.withdrawn) throw new DomainError('ACCESS_WITHDRAWN');
  if (referral.openedAt === null) throw new DomainError('NOT_OPENED');
}

async function childrenOf(tx: EntityManager, id: string): Promise<ReferralDetail['children']> {
  return tx.query('select id, state from referral where part_of = $1 order by authored_at, id', [id]);
}

function filterSql({ serviceId, needCode, overdue, branchClosed }: ListInput['filter'], now: Date): { where: string; values: unknown[] } {
  const given: [string, unknown][] = [];
  if (serviceId !== undefined) given.push(['r.service_id =', serviceId]);
  if (needCode !== undefined) given.push(['r.need_code =', needCode]);
  if (overdue !== undefined) given.push([overdue ? 'r.due_at <' : 'r.due_at >=', now]);
  const closed = branchClosed === undefined ? '' : ` and ${branchClosed ? '' : 'not '}${branchClosedSql}`;
  return { where: given.map(([condition], index) => ` and ${condition} $${index + 2}`).join('') + closed, values: given.map(([, value]) => value) };
}

function listName(what: object): string {
  return canonicalHash(what).toString('base64url').slice(0, 12);
}

function emptyConnection(): Connection {
  return { edges: [], pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null } };
}
