import { Inject, Injectable } from '@nestjs/common';
import { CriterionDeclared, CriterionWithdrawn, type directoryRpc, type Effect, type RpcIn } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { can, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Branch } from '../branch/branch.entity.js';
import { Service } from '../catalogue/service.entity.js';
import { decideDeclaration } from './criterion.js';
import { CriterionLine, CriterionVersion, lineIdOf, type Party } from './criterion.entity.js';

type Calls = typeof directoryRpc;
type Declared = RpcIn<Calls, 'directory.declareCriterion'>;
type Withdrawn = RpcIn<Calls, 'directory.withdrawCriterion'>;
/** What a version holds beside its line and number. */
export type NewVersion = Pick<Declared, 'vocabulary' | 'rules' | 'otherwise' | 'source' | 'confidence'> & { validFrom: string | null; validTo: string | null };

/** What branches and norms declare: versions that follow each other, each with its source. */
@Injectable()
export class CriterionService {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws NOT_FOUND for an unknown service or branch, VERSION_CONFLICT, INVALID_INPUT and DATE_HOLE with their fields, FORBIDDEN_ACTION. */
  async declare(ctx: Ctx, input: Declared): Promise<Effect> {
    const { commandId, expectedVersion, serviceId, branchId, normRank, ...version } = input;
    const lineId = lineIdOf(ctx.tenant, serviceId, { branchId, normRank });
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'declare_criterion', subjectId: lineId, expectedVersion, data: { serviceId, branchId, normRank, ...version } },
      visible: async (tx) => {
        mayDeclare(ctx);
        if ((branchId === null) === (normRank === null)) throw new DomainError('INVALID_INPUT', { fields: [{ path: 'branchId', code: 'ONE_OF' }] });
        if (!await tx.existsBy(Service, { id: serviceId }) || (branchId !== null && !await tx.existsBy(Branch, { id: branchId }))) throw new DomainError('NOT_FOUND');
      },
      decide: async (tx) => {
        const line = await lockedLine(tx, ctx, { serviceId, branchId, normRank });
        if (line.version !== (expectedVersion ?? 0)) throw new DomainError('VERSION_CONFLICT', { version: line.version });
        return declareOn(tx, ctx, line, version, this.clock.now());
      },
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: 'criterion.declare', subjectType: 'criterion', subjectId: lineId, outcome: 'refused', code }),
    });
  }

  /** Throws NOT_FOUND, VERSION_CONFLICT, INVALID_TRANSITION for what is withdrawn already, FORBIDDEN_ACTION. */
  async withdraw(ctx: Ctx, { commandId, expectedVersion, lineId, reason }: Withdrawn): Promise<Effect> {
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'withdraw_criterion', subjectId: lineId, expectedVersion, data: { reason } },
      visible: async (tx) => {
        mayDeclare(ctx);
        if (!await tx.existsBy(CriterionLine, { id: lineId })) throw new DomainError('NOT_FOUND');
      },
      decide: async (tx) => {
        const line = await tx.findOneOrFail(CriterionLine, { where: { id: lineId }, lock: { mode: 'pessimistic_write' } });
        if (expectedVersion !== undefined && expectedVersion !== line.version) throw new DomainError('VERSION_CONFLICT', { version: line.version });
        const newest = await newestOf(tx, lineId);
        if (!newest || newest.withdrawnAt) throw new DomainError('INVALID_TRANSITION', { version: line.version });
        const at = this.clock.now();
        await tx.update(CriterionVersion, { lineId, version: newest.version }, { withdrawnAt: at });
        const version = await commit(tx, ctx, refOf(line), [{ type: CriterionWithdrawn.type, subject: lineId, audience: [], data: namesOf(line, newest.version) }], at);
        await writeAudit(tx, ctx, { action: 'criterion.withdraw', subjectType: 'criterion', subjectId: lineId, outcome: 'ok', details: { version: newest.version, reason } });
        return { id: lineId, version, state: 'withdrawn' };
      },
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: 'criterion.withdraw', subjectType: 'criterion', subjectId: lineId, outcome: 'refused', code }),
    });
  }
}

/** The line of a party, made where it is new, locked; the version of a new one is 0. */
export async function lockedLine(tx: EntityManager, ctx: Ctx, { serviceId, ...party }: Party & { serviceId: string }): Promise<CriterionLine> {
  const id = lineIdOf(ctx.tenant, serviceId, party);
  await tx.createQueryBuilder().insert().into(CriterionLine).values({ id, tenantId: ctx.tenant, version: 0, serviceId, ...party }).orIgnore().execute();
  return tx.findOneOrFail(CriterionLine, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Adds the next version to a locked line, with its event and its audit entry. Throws INVALID_INPUT, DATE_HOLE. */
export async function declareOn(tx: EntityManager, ctx: Ctx, line: CriterionLine, given: NewVersion, at: Date): Promise<Effect> {
  const newest = await newestOf(tx, line.id);
  const decided = decideDeclaration(newest, given, given);
  if ('refused' in decided) throw new DomainError(decided.refused, { fields: decided.fields, version: line.version });
  const { vocabulary, rules, otherwise, source, confidence, validFrom, validTo } = given;
  const version = (newest?.version ?? 0) + 1;
  await tx.insert(CriterionVersion, {
    lineId: line.id, version, tenantId: ctx.tenant, vocabulary, validFrom, validTo, recordedAt: at, source, confidence, verifiedBy: null, verifiedAt: null, withdrawnAt: null, rules, otherwise,
  });
  const data = { ...namesOf(line, version), ...(validFrom && { validFrom }), ...(validTo && { validTo }), sourceKind: source.kind, confidence, factKeys: decided.factKeys };
  const lineVersion = await commit(tx, ctx, refOf(line), [{ type: CriterionDeclared.type, subject: line.id, audience: [], data }], at);
  await writeAudit(tx, ctx, { action: 'criterion.declare', subjectType: 'criterion', subjectId: line.id, outcome: 'ok', details: { version } });
  return { id: line.id, version: lineVersion, state: 'declared' };
}

/** Who keeps the registry: policy staff and the editors of the directory. */
function mayDeclare(ctx: Ctx): void {
  if (!can(ctx, 'directory.edit')) requirePermission(ctx, 'criteria.triage');
}

function newestOf(tx: EntityManager, lineId: string): Promise<CriterionVersion | null> {
  return tx.findOne(CriterionVersion, { where: { lineId }, order: { version: 'DESC' } });
}

const refOf = ({ id, version, tenantId }: CriterionLine): Parameters<typeof commit>[2] => ({ table: 'criterion_line', id, version, tenant_id: tenantId });

function namesOf({ serviceId, branchId, normRank }: CriterionLine, criterionVersion: number): { criterionVersion: number; serviceId: string; branchId?: string; normRank?: number } {
  return { criterionVersion, serviceId, ...(branchId === null ? {} : { branchId }), ...(normRank === null ? {} : { normRank }) };
}
