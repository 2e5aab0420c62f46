import { Inject, Injectable } from '@nestjs/common';
import { barredGroupsOf, type BasisAnswer, type casesRpc, type FieldGroup, fieldGroupsOf, newId, type RpcIn } from '@konbit/contracts';
import { can, CLOCK, type Clock, codeId, type Ctx, Database, DomainError, localDate, together, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Consent } from '../consent/consent.entity.js';
import { IdentifierService } from '../person/identifier.service.js';
import { PersonRecord } from '../person/person-record.entity.js';
import { KnownOrganisation, KnownService } from '../reference/reference.entity.js';
import { AccessQueries } from './access.queries.js';
import { ageBand, ageOn, type BasisFacts, decideBasis, derivedFacts, type NamedBasis } from './basis.js';

type Question = RpcIn<typeof casesRpc, 'cases.checkBasis'>;

const refused = (refusal: BasisAnswer['refusal']): BasisAnswer =>
  ({ covered: false, refusal, basisId: null, fieldGroups: [], facts: {}, language: null, interpreter: false, ageBand: null, run: null });

/** Tells `referrals` whether a person's data may travel, and what goes with them; `cases` decides again at each read. */
@Injectable()
export class BasisQueries {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly identifiers: IdentifierService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async checkBasis(ctx: Ctx, question: Question): Promise<BasisAnswer> {
    if (!can(ctx, 'referral.request') && !can(ctx, 'referral.answer')) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
    return this.db.inTenant(ctx, async (tx) => {
      const answer = await this.answer(tx, ctx, question);
      await writeAudit(tx, ctx, {
        action: 'basis.check', subjectType: 'person', subjectId: question.personId, outcome: answer.covered ? 'ok' : 'refused', code: answer.refusal ?? undefined,
        persons: answer.refusal === 'NOT_FOUND' ? [] : [question.personId], details: { basisKind: question.basis.kind, basisId: answer.basisId },
      });
      return answer;
    });
  }

  private async answer(tx: EntityManager, ctx: Ctx, question: Question): Promise<BasisAnswer> {
    const record = await tx.findOneBy(PersonRecord, { id: question.recordId, personId: question.personId });
    if (!record) return refused('NOT_FOUND');
    const fieldGroups = await this.sharable(tx, ctx, question, record);
    if (fieldGroups === null) return refused('NOT_FOUND');
    const [{ service, facts }, run] = await together(this.factsOf(tx, ctx, { ...question, fieldGroups }), this.identifiers.findRun(tx, question.personId));
    const decision = decideBasis(question.basis, facts);
    if (!decision.covered) return refused(decision.refusal);
    const today = localDate(this.clock.now());
    return {
      covered: true, refusal: null, basisId: basisIdOf(question.basis), fieldGroups, facts: derivedFacts(record, service?.factKeys ?? [], fieldGroups, today),
      language: record.language, interpreter: record.interpreter, ageBand: ageBand(ageOn(record, today)), run,
    };
  }

  /**
   * The groups that the asker may pass on: all of its own office's record, of another's only what was shared with it, a broken glass being passed on by an override alone; null without any.
   * Who claims from a pool may not read yet and is the recipient itself.
   */
  private async sharable(tx: EntityManager, ctx: Ctx, question: Question, record: PersonRecord): Promise<FieldGroup[] | null> {
    if (ctx.actingBranch !== null && ctx.actingBranch.id === question.recipientBranchId) return question.fieldGroups;
    const access = (await this.access.decide(tx, ctx, [question.personId], { brokenGlass: question.basis.kind === 'override' })).get(question.personId);
    if (access === undefined || access.access === 'none') return null;
    if (record.orgId === ctx.actingBranch?.orgId && record.reason !== 'referral') return question.fieldGroups;
    return access.sources.get('identity')?.includes(record.id) ? question.fieldGroups.filter((group) => access.sources.get(group)?.includes(record.id)) : null;
  }

  private async factsOf(tx: EntityManager, ctx: Ctx, question: Question): Promise<{ service: KnownService | null; facts: BasisFacts }> {
    const { consentId } = question.basis;
    const [service, recipient, consent] = await together(
      tx.findOneBy(KnownService, { id: question.serviceId, tenantId: ctx.tenant }),
      tx.findOneBy(KnownOrganisation, { id: question.recipientOrgId, tenantId: ctx.tenant }),
      consentId === undefined ? Promise.resolve(null) : tx.findOneBy(Consent, { id: consentId }),
    );
    return { service, facts: {
      personId: question.personId, recipientOrgId: question.recipientOrgId, insideMunicipality: recipient?.insideMunicipality ?? question.insideMunicipality,
      fieldGroups: question.fieldGroups, consent, serviceNorms: service?.normCodes ?? [], serviceGroups: service ? fieldGroupsOf(service.code, service.factKeys) : [],
      barredGroups: service ? barredGroupsOf(service.code) : [],
    } };
  }
}

/** A norm's id follows from its code; an override is a decision of its own and gets a new one. */
function basisIdOf(basis: NamedBasis): string | null {
  switch (basis.kind) {
    case 'legal_function': return basis.normCode === undefined ? null : codeId(basis.normCode);
    case 'consent': return basis.consentId ?? null;
    case 'override': return newId();
  }
}
