import { Inject, Injectable } from '@nestjs/common';
import { barredGroupsOf, type BasisAnswer, type casesRpc, fieldGroupsOf, newId, type RpcIn } from '@konbit/contracts';
import { can, CLOCK, type Clock, codeId, type Ctx, Database, DomainError, localDate, writeAudit } from '@konbit/platform';
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
    if (!record || !(await this.mayAsk(tx, ctx, question))) return refused('NOT_FOUND');
    const service = await tx.findOneBy(KnownService, { id: question.serviceId, tenantId: ctx.tenant });
    const factKeys = service?.factKeys ?? [];
    const facts = await this.factsOf(tx, ctx, question, service);
    const decision = decideBasis(question.basis, facts);
    if (!decision.covered) return refused(decision.refusal);
    const today = localDate(this.clock.now());
    return {
      covered: true, refusal: null, basisId: basisIdOf(question.basis), fieldGroups: question.fieldGroups, facts: derivedFacts(record, factKeys, question.fieldGroups, today),
      language: record.language, interpreter: record.interpreter, ageBand: ageBand(ageOn(record, today)), run: await this.identifiers.findRun(tx, question.personId),
    };
  }

  /** Who sends may read the person; who claims from a pool may not yet, and is the recipient itself. */
  private async mayAsk(tx: EntityManager, ctx: Ctx, question: Question): Promise<boolean> {
    if (ctx.actingBranch !== null && ctx.actingBranch.id === question.recipientBranchId) return true;
    const access = (await this.access.decide(tx, ctx, [question.personId])).get(question.personId);
    return access !== undefined && access.access !== 'none';
  }

  private async factsOf(tx: EntityManager, ctx: Ctx, question: Question, service: KnownService | null): Promise<BasisFacts> {
    const recipient = await tx.findOneBy(KnownOrganisation, { id: question.recipientOrgId, tenantId: ctx.tenant });
    const consent = question.basis.consentId === undefined ? null : await tx.findOneBy(Consent, { id: question.basis.consentId });
    return {
      personId: question.personId, recipientOrgId: question.recipientOrgId, insideMunicipality: recipient?.insideMunicipality ?? question.insideMunicipality,
      fieldGroups: question.fieldGroups, consent, serviceNorms: service?.normCodes ?? [], serviceGroups: service ? fieldGroupsOf(service.code, service.factKeys) : [],
      barredGroups: service ? barredGroupsOf(service.code) : [],
    };
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
