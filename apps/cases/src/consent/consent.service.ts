import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, ConsentGiven, type ConsentView, ConsentWithdrawn, type Effect, type FieldError, type RpcIn } from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { AccessService } from '../access/access.service.js';
import { auditRefusal, envelopeOf, refuseFields, requireBranch, withFreeIds } from '../desk/desk.service.js';
import { KnownOrganisation } from '../reference/reference.entity.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { Consent } from './consent.entity.js';

type Given = RpcIn<typeof casesRpc, 'cases.giveConsent'>;

/** Consents (DESIGN §5 row Basis): given for a recipient, a purpose and groups; a withdrawal cuts reading in the same transaction. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly grants: AccessService, private readonly timeline: TimelineService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws NOT_FOUND without access to the person, FORBIDDEN_ACTION. */
  async give(ctx: Ctx, input: Given): Promise<Effect> {
    const { consentId, personId, recipientOrgId, purpose, fieldGroups, how } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf('give_consent', consentId, input, { personId, recipientOrgId, purpose, fieldGroups, how }),
      visible: async (tx) => {
        await this.access.requireReadable(tx, ctx, personId);
        requirePermission(ctx, 'person.write');
        requireBranch(ctx);
      },
      decide: (tx) => withFreeIds(this.decideGive(tx, ctx, input)),
      onRefused: auditRefusal(ctx, 'consent.give', 'consent', consentId),
    });
  }

  /** Throws NOT_FOUND, FORBIDDEN_ACTION, INVALID_TRANSITION for one that is withdrawn already. */
  async withdraw(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.withdrawConsent'>): Promise<Effect> {
    return runCommand(this.db, ctx, {
      envelope: envelopeOf('withdraw_consent', input.consentId, input, {}),
      visible: async (tx) => {
        const consent = await tx.findOneBy(Consent, { id: input.consentId });
        if (!consent) throw new DomainError('NOT_FOUND');
        await this.access.requireReadable(tx, ctx, consent.personId);
        requirePermission(ctx, 'person.write');
      },
      decide: (tx) => this.decideWithdraw(tx, ctx, input.consentId),
      onRefused: auditRefusal(ctx, 'consent.withdraw', 'consent', input.consentId),
    });
  }

  /** Consents that the caller's organisation took or receives; another office's are not its business. Throws NOT_FOUND. */
  async ofPerson(ctx: Ctx, personId: string): Promise<{ consents: ConsentView[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      await this.access.requireReadable(tx, ctx, personId);
      const { orgId } = requireBranch(ctx);
      const rows = await tx.find(Consent, { where: [{ personId, orgId }, { personId, recipientOrgId: orgId }], order: { givenAt: 'DESC', id: 'ASC' } });
      await writeAudit(tx, ctx, { action: 'consent.read', subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId] });
      return { consents: rows.map(viewOf) };
    });
  }

  private async decideGive(tx: EntityManager, ctx: Ctx, input: Given): Promise<Effect> {
    const desk = requireBranch(ctx);
    const at = this.clock.now();
    refuseFields('UNKNOWN_CODE', [...purposeErrors(input), ...await this.recipientErrors(tx, ctx, input)]);
    const consent = tx.create(Consent, {
      id: input.consentId, tenantId: ctx.tenant, version: 0, personId: input.personId, orgId: desk.orgId, branchId: desk.id, recipientOrgId: input.recipientOrgId,
      purpose: input.purpose, fieldGroups: [...new Set(input.fieldGroups)], how: input.how, givenAt: at, recordedBy: actorId(ctx), revokedAt: null, revokedBy: null,
    });
    await tx.insert(Consent, consent);
    return this.step(tx, ctx, consent, { kind: 'consent.given', type: ConsentGiven.type, state: 'given', at });
  }

  /** A consent for an organisation that the directory does not have covers nobody. */
  private async recipientErrors(tx: EntityManager, ctx: Ctx, { recipientOrgId }: Given): Promise<FieldError[]> {
    const known = await tx.findBy(KnownOrganisation, { tenantId: ctx.tenant });
    return known.length === 0 || known.some(({ id }) => id === recipientOrgId) ? [] : [{ path: 'recipientOrgId', code: 'UNKNOWN_CODE' }];
  }

  private async decideWithdraw(tx: EntityManager, ctx: Ctx, id: string): Promise<Effect> {
    const consent = await tx.findOneOrFail(Consent, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (consent.revokedAt !== null) throw new DomainError('INVALID_TRANSITION', { state: 'withdrawn', version: consent.version });
    const at = this.clock.now();
    await tx.update(Consent, { id }, { revokedAt: at, revokedBy: actorId(ctx) });
    const effect = await this.step(tx, ctx, consent, { kind: 'consent.withdrawn', type: ConsentWithdrawn.type, state: 'withdrawn', at });
    await this.grants.endForConsent(tx, ctx, id, at);
    return effect;
  }

  private async step(tx: EntityManager, ctx: Ctx, consent: Consent, told: { kind: string; type: string; state: string; at: Date }): Promise<Effect> {
    const { id, personId, recipientOrgId, purpose, fieldGroups } = consent;
    const branchId = requireBranch(ctx).id;
    const event: DomainEvent = { type: told.type, subject: id, data: { personId, recipientOrg: recipientOrgId, purpose, fieldGroups }, audience: [...new Set([branchId, consent.branchId])] };
    const version = await commit(tx, ctx, { table: 'consent', id, version: consent.version }, [event], told.at);
    await this.timeline.addOwn(tx, ctx, {
      kind: told.kind, personId, recordId: null, aggregateType: 'consent', aggregateId: id, aggVersion: version, branchId, at: told.at, codes: { purpose, recipientOrg: recipientOrgId },
    });
    await writeAudit(tx, ctx, { action: told.kind, subjectType: 'consent', subjectId: id, outcome: 'ok', persons: [personId] });
    return { id, version, state: told.state };
  }
}

const purposeErrors = ({ purpose }: Given): FieldError[] => (/^[a-z][a-z_]*$/.test(purpose) ? [] : [{ path: 'purpose', code: 'UNKNOWN_CODE' }]);

function viewOf(row: Consent): ConsentView {
  const { id, version, personId, recipientOrgId, purpose, fieldGroups, how, recordedBy } = row;
  return { id, version, personId, recipientOrgId, purpose, fieldGroups, how, recordedBy, givenAt: row.givenAt.toISOString(), revokedAt: row.revokedAt?.toISOString() ?? null };
}
