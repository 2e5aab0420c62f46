import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type Effect, NeedAdded, NeedClosed, type NeedCode, NeedReferred, NeedReopened, type RpcIn } from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, Vault, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { auditRefusal, envelopeOf, refuseFields, requireBranch, requireVersion, withFreeIds } from '../desk/desk.service.js';
import { KnownService } from '../reference/reference.entity.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { CaseFile, Need } from './case-file.entity.js';
import { decideNeed, followReferral, type NeedEffect, type NeedRefusal, type NeedStep } from './need.js';

export interface NewNeed {
  needId: string;
  code: NeedCode;
  serviceId?: string | undefined;
  text?: string | undefined;
}

type NeedMove = RpcIn<typeof casesRpc, 'cases.needMove'>;

const eventTypes = { referred: NeedReferred.type, reopened: NeedReopened.type, closed: NeedClosed.type } as const;

/** *Ficha* and its needs (DOMAIN §9.1): the desk adds and ends them, referrals move them. */
@Injectable()
export class CaseFileService {
  constructor(
    private readonly db: Database, private readonly vault: Vault, private readonly timeline: TimelineService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The organisation's ficha of a person with these needs added, opened if it has none; the person's row is locked by the caller. */
  async openWithNeeds(tx: EntityManager, ctx: Ctx, wanted: { caseFileId: string; personId: string; needs: readonly NewNeed[]; at: Date }): Promise<CaseFile> {
    const desk = requireBranch(ctx);
    const file = await this.lockOf(tx, wanted.personId, desk.orgId) ?? tx.create(CaseFile, {
      id: wanted.caseFileId, tenantId: ctx.tenant, version: 0, personId: wanted.personId, orgId: desk.orgId, branchId: desk.id, openedAt: wanted.at,
    });
    if (file.version === 0) await tx.insert(CaseFile, file);
    for (const need of wanted.needs) await this.insertNeed(tx, ctx, file, need, wanted.at);
    const events = wanted.needs.map((need) => addedEvent(file, need, desk.id));
    file.version = await commit(tx, ctx, { table: 'case_file', id: file.id, version: file.version }, events, wanted.at);
    return file;
  }

  /** Codes of services that the directory does not have, as paths of the given list. */
  async unknownServices(tx: EntityManager, ctx: Ctx, needs: readonly Pick<NewNeed, 'serviceId'>[]): Promise<{ path: string; code: string }[]> {
    if (needs.every((need) => need.serviceId === undefined) || (await tx.countBy(KnownService, { tenantId: ctx.tenant })) === 0) return [];
    const known = new Set((await tx.findBy(KnownService, { tenantId: ctx.tenant })).map((service) => service.id));
    return needs.flatMap((need, index) => (need.serviceId === undefined || known.has(need.serviceId) ? [] : [{ path: `needs.${index}.serviceId`, code: 'UNKNOWN_CODE' }]));
  }

  /** Adds, meets or drops a need. Throws VERSION_CONFLICT, INVALID_TRANSITION, DATA_REQUIRED, NOT_FOUND, FORBIDDEN_ACTION. */
  async move(ctx: Ctx, input: NeedMove): Promise<Effect> {
    const { command, needId, code, serviceId, text, reasonCode } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf(command, input.caseFileId, input, { needId, code, serviceId, text, reasonCode }),
      visible: (tx) => this.mayMove(tx, ctx, input.caseFileId),
      decide: (tx) => withFreeIds(this.decideMove(tx, ctx, input)),
      onRefused: auditRefusal(ctx, `need.${command}`, 'case_file', input.caseFileId),
    });
  }

  /** Moves the need that a referral stands for; a need that is ended, or follows a newer referral, stays as it is. */
  async followReferral(tx: EntityManager, ctx: Ctx, told: { referralId: string; needId: string | undefined; effect: NeedEffect; at: Date }): Promise<void> {
    const { referralId, effect, at } = told;
    const found = await tx.findOneBy(Need, told.needId === undefined ? { referralId } : { id: told.needId });
    if (!found) return;
    const file = await this.lock(tx, found.caseFileId);
    const need = await tx.findOneByOrFail(Need, { id: found.id });
    const step = followReferral(need, effect, referralId);
    if (file && step) await this.apply(tx, ctx, { file, need, step, at, branchId: file.branchId });
  }

  private async mayMove(tx: EntityManager, ctx: Ctx, caseFileId: string): Promise<void> {
    requirePermission(ctx, 'person.write');
    const file = await tx.findOneBy(CaseFile, { id: caseFileId });
    if (!file || file.orgId !== requireBranch(ctx).orgId) throw new DomainError('NOT_FOUND');
  }

  private async decideMove(tx: EntityManager, ctx: Ctx, input: NeedMove): Promise<Effect> {
    const file = await this.lock(tx, input.caseFileId);
    if (!file) throw new DomainError('NOT_FOUND');
    requireVersion(input, file);
    const branchId = requireBranch(ctx).id;
    const at = this.clock.now();
    const state = input.command === 'add_need' ? await this.add(tx, ctx, file, input, branchId) : await this.end(tx, ctx, { file, input, branchId, at });
    await writeAudit(tx, ctx, { action: `need.${input.command}`, subjectType: 'case_file', subjectId: file.id, outcome: 'ok', persons: [file.personId] });
    return { id: file.id, version: file.version, state };
  }

  private async add(tx: EntityManager, ctx: Ctx, file: CaseFile, input: NeedMove, branchId: string): Promise<string> {
    if (input.code === undefined) throw new DomainError('DATA_REQUIRED', { fields: [{ path: 'code', code: 'REQUIRED' }] });
    const unknown = await this.unknownServices(tx, ctx, [input]);
    refuseFields('UNKNOWN_CODE', unknown.map(({ code }) => ({ path: 'serviceId', code })));
    const at = this.clock.now();
    const need: NewNeed = { needId: input.needId, code: input.code, serviceId: input.serviceId, text: input.text };
    await this.insertNeed(tx, ctx, file, need, at);
    file.version = await commit(tx, ctx, { table: 'case_file', id: file.id, version: file.version }, [addedEvent(file, need, branchId)], at);
    await this.line(tx, ctx, { kind: 'need.added', file, code: need.code, branchId, at });
    return 'open';
  }

  private async end(tx: EntityManager, ctx: Ctx, parts: { file: CaseFile; input: NeedMove; branchId: string; at: Date }): Promise<string> {
    const { file, input, branchId, at } = parts;
    const need = await tx.findOneBy(Need, { id: input.needId, caseFileId: file.id });
    if (!need) throw new DomainError('NOT_FOUND');
    const step = decideNeed(need, input.command === 'meet_need' ? 'meet_need' : 'drop_need', input.reasonCode);
    if (typeof step === 'string') throw refusalOfNeed(step, need, file);
    await this.apply(tx, ctx, { file, need, step, at, branchId });
    await this.line(tx, ctx, { kind: step.state === 'met' ? 'need.met' : 'need.dropped', file, code: need.code, branchId, at, reasonCode: step.reasonCode });
    return step.state;
  }

  private async apply(tx: EntityManager, ctx: Ctx, move: { file: CaseFile; need: Need; step: NeedStep; at: Date; branchId: string }): Promise<void> {
    const { file, need, step, at, branchId } = move;
    await tx.update(Need, { id: need.id }, { state: step.state, referralId: step.referralId, reasonCode: step.reasonCode });
    const referralId = step.referralId ?? need.referralId;
    const event: DomainEvent = {
      type: eventTypes[step.event], subject: file.id, audience: [branchId],
      data: {
        personId: file.personId, org: file.orgId, needId: need.id, needCode: need.code,
        ...(need.serviceId !== null && { serviceId: need.serviceId }), ...(referralId !== null && { referralId }), ...(step.reasonCode !== null && { reasonCode: step.reasonCode }),
      },
    };
    file.version = await commit(tx, ctx, { table: 'case_file', id: file.id, version: file.version }, [event], at);
  }

  private async line(tx: EntityManager, ctx: Ctx, told: { kind: string; file: CaseFile; code: NeedCode; branchId: string; at: Date; reasonCode?: string | null }): Promise<void> {
    const { kind, file, code, branchId, at, reasonCode } = told;
    await this.timeline.addOwn(tx, ctx, {
      kind, personId: file.personId, recordId: null, aggregateType: 'case_file', aggregateId: file.id, aggVersion: file.version, branchId, at, codes: { needCode: code, reasonCode },
    });
  }

  private async insertNeed(tx: EntityManager, ctx: Ctx, file: CaseFile, need: NewNeed, at: Date): Promise<void> {
    const text = (need.text ?? '').trim();
    await tx.insert(Need, {
      id: need.needId, tenantId: ctx.tenant, caseFileId: file.id, code: need.code, serviceId: need.serviceId ?? null, state: 'open', addedAt: at,
      textSealed: text === '' ? null : this.vault.seal(text, `need.text.${need.needId}`),
    });
  }

  private async lock(tx: EntityManager, id: string): Promise<CaseFile | null> {
    return tx.findOne(CaseFile, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  private async lockOf(tx: EntityManager, personId: string, orgId: string): Promise<CaseFile | null> {
    return tx.findOne(CaseFile, { where: { personId, orgId }, lock: { mode: 'pessimistic_write' } });
  }
}

function addedEvent(file: CaseFile, need: NewNeed, branchId: string): DomainEvent {
  return {
    type: NeedAdded.type, subject: file.id, audience: [branchId],
    data: { personId: file.personId, org: file.orgId, needId: need.needId, needCode: need.code, ...(need.serviceId !== undefined && { serviceId: need.serviceId }) },
  };
}

function refusalOfNeed(code: NeedRefusal, need: Need, file: CaseFile): DomainError {
  return code === 'DATA_REQUIRED'
    ? new DomainError(code, { fields: [{ path: 'reasonCode', code: 'REQUIRED' }], state: need.state, version: file.version })
    : new DomainError(code, { state: need.state, version: file.version });
}
