import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type Effect, NotSamePerson, type RpcIn } from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { auditRefusal, envelopeOf, requireBranch } from '../desk/desk.service.js';
import { AccessQueries } from '../access/access.queries.js';

/** *No es la misma persona*, remembered: the pair is not offered again (MATCHING §11). */
@Injectable()
export class NotSameService {
  constructor(private readonly db: Database, private readonly access: AccessQueries, @Inject(CLOCK) private readonly clock: Clock) {}

  /** The caller must read `personId`; the other one may be known by its masked row alone. Throws NOT_FOUND, FORBIDDEN_ACTION. */
  async notSame(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.notSame'>): Promise<Effect> {
    const { personId, otherId } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf('not_same', personId, input, { otherId }),
      visible: async (tx) => {
        requirePermission(ctx, 'person.write');
        await this.access.requireReadable(tx, ctx, personId);
        if (!(await exists(tx, otherId))) throw new DomainError('NOT_FOUND');
      },
      decide: (tx) => this.decide(tx, ctx, personId, otherId),
      onRefused: auditRefusal(ctx, 'person.not_same', 'person', personId),
    });
  }

  /** Keeps the pairs and tells so on the person; its row is locked or new in this transaction. Pairs that are kept already tell nothing. */
  async remember(tx: EntityManager, ctx: Ctx, said: { personId: string; otherIds: readonly string[]; at: Date }): Promise<void> {
    const { personId, otherIds, at } = said;
    const desk = requireBranch(ctx);
    const events: DomainEvent[] = [];
    for (const otherId of [...new Set(otherIds)].sort()) {
      if (otherId === personId || !(await exists(tx, otherId)) || !(await keep(tx, ctx, { personId, otherId, orgId: desk.orgId, at }))) continue;
      events.push({ type: NotSamePerson.type, subject: personId, data: { personId, otherId, org: desk.orgId }, audience: [desk.id] });
    }
    if (events.length === 0) return;
    await commit(tx, ctx, { table: 'person', id: personId, version: await versionOf(tx, personId) }, events, at);
    await writeAudit(tx, ctx, { action: 'person.not_same', subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId, ...otherIds] });
  }

  private async decide(tx: EntityManager, ctx: Ctx, personId: string, otherId: string): Promise<Effect> {
    await tx.query('select 1 from person where id = $1 for update', [personId]);
    await this.remember(tx, ctx, { personId, otherIds: [otherId], at: this.clock.now() });
    return { id: personId, version: await versionOf(tx, personId), state: 'remembered' };
  }
}

const exists = async (tx: EntityManager, id: string): Promise<boolean> => (await tx.query<unknown[]>('select 1 from person where id = $1', [id])).length > 0;

async function versionOf(tx: EntityManager, id: string): Promise<number> {
  const rows = await tx.query<{ version: number }[]>('select version from person where id = $1', [id]);
  return rows[0]?.version ?? 0;
}

async function keep(tx: EntityManager, ctx: Ctx, pair: { personId: string; otherId: string; orgId: string; at: Date }): Promise<boolean> {
  const [one, other] = [pair.personId, pair.otherId].sort();
  const rows = await tx.query<unknown[]>(
    `insert into person_not_same (tenant_id, person_id, other_id, org_id, said_by, said_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning 1`,
    [ctx.tenant, one, other, pair.orgId, actorId(ctx), pair.at]);
  return rows.length === 1;
}
