import { Inject, Injectable } from '@nestjs/common';
import { AccessGrantEnded, AccessGrantOpened, type Effect, type FieldGroup, newId } from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { actorId, can, CLOCK, type Clock, type Ctx, Database, DomainError, Vault, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { auditRefusal, envelopeOf, requireBranch, type SentCommand } from '../desk/desk.service.js';
import { AccessGrant } from './access-grant.entity.js';
import { reachOf } from './access.queries.js';

/** A grant about to be opened; `endedReason` opens it already ended, so that nobody misses that it is. */
export type NewGrant = Omit<AccessGrant, 'id' | 'version' | 'tenantId'>;

const brokenGlassHours = 4;
const hourMs = 3_600_000;

/** The only writer of grants (DESIGN §4.2): each opening and each end at once is an event to the branch it concerns. */
@Injectable()
export class AccessService {
  constructor(private readonly db: Database, private readonly vault: Vault, @Inject(CLOCK) private readonly clock: Clock) {}

  async open(tx: EntityManager, ctx: Ctx, grant: NewGrant): Promise<AccessGrant> {
    const id = newId(grant.openedAt.getTime());
    const row = tx.create(AccessGrant, { ...grant, id, tenantId: ctx.tenant, version: 0 });
    await tx.insert(AccessGrant, row);
    const events = [openedEvent(row), ...(row.endedReason === null ? [] : [endedEvent(row, await originOf(tx, row))])];
    row.version = await commit(tx, ctx, { table: 'access_grant', id, version: 0 }, events, grant.openedAt);
    return row;
  }

  /** Ends live grants at once, in id order, and tells their branches. */
  async endNow(tx: EntityManager, ctx: Ctx, grantIds: readonly string[], reasonCode: string, at: Date): Promise<void> {
    for (const id of [...grantIds].sort()) {
      const grant = await tx.findOne(AccessGrant, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!grant || (grant.endsAt !== null && grant.endsAt <= at)) continue;
      await tx.update(AccessGrant, { id }, { endsAt: at, endedReason: reasonCode });
      const event = endedEvent({ ...grant, endsAt: at, endedReason: reasonCode }, await originOf(tx, grant));
      await commit(tx, ctx, { table: 'access_grant', id, version: grant.version }, [event], at);
    }
  }

  /** A withdrawn consent ends every grant that hangs from it, in the same transaction. */
  async endForConsent(tx: EntityManager, ctx: Ctx, consentId: string, at: Date): Promise<void> {
    const rows = await tx.query<{ id: string }[]>(
      `select id from access_grant where basis_kind = 'consent' and basis_id = $1 and (ends_at is null or ends_at > $2)`, [consentId, at]);
    await this.endNow(tx, ctx, rows.map((row) => row.id), 'consent_withdrawn', at);
  }

  /** Reading for four hours without another basis: the reason is kept sealed, the auditor sees that it happened (DESIGN §4.2). */
  async breakGlass(ctx: Ctx, input: SentCommand & { personId: string; reason: string }): Promise<Effect> {
    const { personId, reason } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf('break_glass', personId, input, { reason }),
      visible: (tx) => this.mayBreakGlass(tx, ctx, personId),
      decide: (tx) => this.openBrokenGlass(tx, ctx, personId, reason),
      onRefused: auditRefusal(ctx, 'access.break_glass', 'person', personId),
    });
  }

  private async mayBreakGlass(tx: EntityManager, ctx: Ctx, personId: string): Promise<void> {
    if (!can(ctx, 'person.write') && !can(ctx, 'restricted.read')) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
    requireBranch(ctx);
    if ((await tx.query<unknown[]>('select 1 from person where id = $1', [personId])).length === 0) throw new DomainError('NOT_FOUND');
  }

  private async openBrokenGlass(tx: EntityManager, ctx: Ctx, personId: string, reason: string): Promise<Effect> {
    if (reason.trim().length < 20) throw new DomainError('REASON_REQUIRED', { fields: [{ path: 'reason', code: 'TOO_SHORT' }] });
    const desk = requireBranch(ctx);
    const at = this.clock.now();
    const [record] = await tx.query<{ id: string }[]>(`select id from person_record where person_id = $1 order by reason = 'referral', created_at desc limit 1`, [personId]);
    if (!record) throw new DomainError('NOT_FOUND');
    const basisId = await this.keepReason(tx, ctx, { personId, action: 'break_glass', reason, at });
    const grant = await this.open(tx, ctx, {
      personId, recordId: record.id, branchId: desk.id, orgId: desk.orgId, referralId: null, fieldGroups: [...reachOf(ctx).own], basisKind: 'break_glass', basisId,
      openedAt: at, endsAt: new Date(at.getTime() + brokenGlassHours * hourMs), endedReason: null,
    });
    await writeAudit(tx, ctx, { action: 'access.break_glass', subjectType: 'access_grant', subjectId: grant.id, outcome: 'ok', persons: [personId], details: { reasonId: basisId } });
    return { id: personId, version: grant.version, state: 'open' };
  }

  /** Keeps the words of somebody who reads what is closed by default; the audit holds their id alone. */
  async keepReason(tx: EntityManager, ctx: Ctx, said: { personId: string; action: string; reason: string; at: Date }): Promise<string> {
    const id = newId(said.at.getTime());
    await tx.query('insert into stated_reason (id, tenant_id, person_id, action, reason_sealed, said_by, said_at) values ($1, $2, $3, $4, $5, $6, $7)',
      [id, ctx.tenant, said.personId, said.action, this.vault.seal(said.reason, `stated_reason.${id}`), actorId(ctx), said.at]);
    return id;
  }
}

function openedEvent(grant: AccessGrant): DomainEvent {
  return { type: AccessGrantOpened.type, subject: grant.id, data: factsOf(grant), audience: [grant.branchId] };
}

/** Who reads no longer, and the office that shared: its open screens show what is shared now. */
function endedEvent(grant: AccessGrant, origin: string | null): DomainEvent {
  const audience = [...new Set([grant.branchId, ...(origin === null ? [] : [origin])])];
  return { type: AccessGrantEnded.type, subject: grant.id, data: { ...factsOf(grant), reasonCode: grant.endedReason ?? 'ended' }, audience };
}

async function originOf(tx: EntityManager, { referralId }: AccessGrant): Promise<string | null> {
  if (referralId === null) return null;
  const [row] = await tx.query<{ origin_branch: string }[]>('select origin_branch from followed_referral where id = $1', [referralId]);
  return row?.origin_branch ?? null;
}

function factsOf(grant: AccessGrant): { personId: string; branch: string; org: string; fieldGroups: FieldGroup[]; basisKind: string } {
  return {
    personId: grant.personId, branch: grant.branchId, org: grant.orgId, fieldGroups: grant.fieldGroups, basisKind: grant.basisKind,
    ...(grant.referralId !== null && { referralId: grant.referralId }),
    ...(grant.basisId !== null && { basisId: grant.basisId }),
    ...(grant.endsAt !== null && { endsAt: grant.endsAt.toISOString() }),
  };
}
