import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type Effect, NoticeRead, type NoticeView, type RpcIn } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { actorId, can, CLOCK, type Clock, type Ctx, Database, DomainError, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { auditRefusal, envelopeOf, requireBranch, withFreeIds } from '../desk/desk.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { PrivacyNotice } from './notice.entity.js';

type Read = RpcIn<typeof casesRpc, 'cases.readNotice'>;

/** Keeps that somebody read the privacy notice to a person: each reading is a fact of its own and is never changed. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly timeline: TimelineService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND without access to the person, FORBIDDEN_ACTION. */
  async read(ctx: Ctx, input: Read): Promise<Effect> {
    const { noticeId, personId, noticeVersion, manner, language } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf('read_notice', noticeId, input, { personId, noticeVersion, manner, language }),
      visible: async (tx) => {
        await this.access.requireReadable(tx, ctx, personId);
        if (!can(ctx, 'person.write') && !can(ctx, 'mediation.work')) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
        requireBranch(ctx);
      },
      decide: (tx) => withFreeIds(this.keep(tx, ctx, input)),
      onRefused: auditRefusal(ctx, 'notice.read', 'privacy_notice', noticeId),
    });
  }

  /** Every reading of one person, newest first. Throws NOT_FOUND. */
  async ofPerson(ctx: Ctx, personId: string): Promise<{ notices: NoticeView[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      await this.access.requireReadable(tx, ctx, personId);
      const rows = await tx.find(PrivacyNotice, { where: { personId }, order: { readAt: 'DESC', id: 'DESC' }, take: 20 });
      await writeAudit(tx, ctx, { action: 'notice.list', subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId] });
      return { notices: rows.map(viewOf) };
    });
  }

  private async keep(tx: EntityManager, ctx: Ctx, { noticeId: id, personId, noticeVersion, manner, language }: Read): Promise<Effect> {
    const desk = requireBranch(ctx);
    const at = this.clock.now();
    await tx.insert(PrivacyNotice, {
      id, tenantId: ctx.tenant, version: 0, personId, orgId: desk.orgId, branchId: desk.id, noticeVersion, manner, language, readAt: at, official: actorId(ctx),
    });
    const data = { personId, org: desk.orgId, branch: desk.id, noticeVersion, manner, language };
    const version = await commit(tx, ctx, { table: 'privacy_notice', id, version: 0 }, [{ type: NoticeRead.type, subject: id, data, audience: [desk.id] }], at);
    await this.timeline.addOwn(tx, ctx, {
      kind: 'notice.read', personId, recordId: null, aggregateType: 'privacy_notice', aggregateId: id, aggVersion: version, branchId: desk.id, at, codes: { manner, language },
    });
    await writeAudit(tx, ctx, { action: 'notice.read', subjectType: 'privacy_notice', subjectId: id, outcome: 'ok', persons: [personId] });
    return { id, version, state: 'read' };
  }
}

function viewOf(row: PrivacyNotice): NoticeView {
  const { id, noticeVersion, manner, language, branchId, official } = row;
  return { id, noticeVersion, manner, language, branchId, official, readAt: row.readAt.toISOString() };
}
