import { Inject, Injectable } from '@nestjs/common';
import { type BasisAnswer, type Effect, findMove, isTerminal, referralEventType, type ReferralMove } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { CLOCK, type Clock, codeId, type Ctx, Database, DomainError, together, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { NoticeService } from '../notice/notice.service.js';
import { apply } from './apply.js';
import { BasisCheck } from './basis-check.service.js';
import type { Scene, Who } from './case.js';
import { actorOf, admit, availableActions, decide, isVisibleTo, stateOf } from './decide.js';
import { asksBasis, FactsService } from './facts.service.js';
import { decideForward } from './forward.js';
import { newReferral } from './new-referral.js';
import { audienceOf, eventData } from './publish.js';
import { type Found, ReferralStore } from './referral-store.service.js';
import { ReferralTrace } from './referral-trace.service.js';
import { moveFacts, type Referral, type ReferralStep } from './referral.js';
import { Refusal } from './refusal.js';
import { WhoService } from './who.service.js';

/** One call of the door, with who gives it. */
interface Call { ctx: Ctx; move: ReferralMove; who: Who }
/** The referral that the call is about, null when it is new, and who the caller is to it. */
interface Seen { found: Found | null; who: Who }
interface Decided { call: Call; scene: Scene; before: Referral; step: ReferralStep }

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The one door of a referral: every command of the moves table, in the order of REFERRALS §5. */
@Injectable()
export class ReferralService {
  constructor(
    private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock, private readonly store: ReferralStore,
    private readonly whoIs: WhoService, private readonly facts: FactsService, private readonly basis: BasisCheck, private readonly trace: ReferralTrace,
    private readonly notices: NoticeService,
  ) {}

  /** Answers the referral's id, version and state. Throws the DomainErrors of `referrals.move`. */
  async move(ctx: Ctx, move: ReferralMove): Promise<Effect> {
    const call: Call = { ctx, move, who: this.whoIs.ofMove(ctx, move) };
    const { commandId, command, referralId: subjectId, expectedVersion, data, at, channel, actingFor } = move;
    return runCommand<Effect, BasisAnswer | null, Seen>(this.db, ctx, {
      envelope: { commandId, command, subjectId, expectedVersion, data, at, channel, actingFor },
      visible: (tx) => this.see(tx, call),
      ...(asksBasis(command) && { prepare: (tx, seen) => this.basisQuestion(tx, call, seen) }),
      decide: (tx, basis, seen) => this.decideAndSave(tx, call, seen, basis ?? null),
      onRefused: (tx, refusal) => writeAudit(tx, ctx, { action: `referral.${command}`, subjectType: 'referral', subjectId, outcome: 'refused', code: refusal.code }),
    });
  }

  /** The locked referral and how the caller stands to it. NOT_FOUND for what this branch may not know of; a new referral is visible to who writes it. */
  private async see(tx: EntityManager, { who, move }: Call): Promise<Seen> {
    const found = await this.store.find(tx, move.referralId, 'lock');
    if (found === null) {
      if (isNew(move)) return { found, who };
      throw new DomainError('NOT_FOUND');
    }
    const { referral, withdrawn } = found;
    const pool = await this.whoIs.poolPlace(tx, who, referral);
    if (!isVisibleTo(referral, { ...who, pool }, move.command)) throw new DomainError('NOT_FOUND');
    return { found, who: { ...who, pool, withdrawn: who.branchId === referral.ownerBranch && withdrawn } };
  }

  /** What `cases` is asked for a command that the table lets through: before the transaction and never inside one (DESIGN §2). */
  private async basisQuestion(tx: EntityManager, call: Call, { found, who }: Seen): Promise<() => Promise<BasisAnswer | null>> {
    const { referral } = found ?? this.blank(call, '');
    const row = findMove(stateOf(referral), moveFacts(referral), actorOf(referral, who, call.move.command), call.move.command);
    const asking = typeof row === 'string' ? null : await this.facts.asking(tx, referral, call.move, who);
    if (asking?.recipient == null) return () => Promise.resolve(null);
    const question = { ...asking.written, recipient: asking.recipient };
    return () => this.basis.ask(call.ctx, question);
  }

  private async decideAndSave(tx: EntityManager, call: Call, { found: known, who }: Seen, basis: BasisAnswer | null): Promise<Effect> {
    const found = known ?? this.blank(call, await this.store.drawFolio(tx));
    try {
      admit(found.referral, who, call.move.command, call.move.expectedVersion);
      const scene: Scene = { who, now: this.clock.now(), facts: await this.facts.facts(tx, found, call.move, { who, basis }) };
      return await this.takeStep(tx, { ...call, who }, found.referral, scene);
    } catch (error) {
      throw refusalWith(error, found.referral, who);
    }
  }

  private async takeStep(tx: EntityManager, call: Call, before: Referral, scene: Scene): Promise<Effect> {
    const { move } = call;
    if (move.command === 'forward') {
      const { parent, child, childStep } = decideForward(before, move, scene, await this.store.drawFolio(tx));
      const effect = await this.save(tx, { call, scene, before, step: parent });
      await this.save(tx, { call, scene, before: child, step: childStep });
      return effect;
    }
    const step = decide(before, move, scene);
    if (step === null) return { id: before.id, version: before.version, state: before.state };
    return this.save(tx, { call, scene, before, step });
  }

  /** Row, event, trace and audit of one step, in the caller's transaction. */
  private async save(tx: EntityManager, { call, scene, before, step }: Decided): Promise<Effect> {
    const { ctx, move } = call;
    const after = apply(before, step);
    const isKnown = before.version > 0;
    if (!isKnown && !await this.store.insert(tx, ctx, after)) throw new DomainError(await this.store.find(tx, after.id, 'read') ? 'VERSION_CONFLICT' : 'NOT_FOUND');
    const data = eventData(step, after, { transactionId: move.commandId, official: officialId(step.official) });
    const event = { type: referralEventType(step.fact), subject: after.id, data, audience: audienceOf(before, after, scene.facts.poolBranches) };
    const row = { table: 'referral', id: after.id, version: before.version, ...(isKnown && { set: this.store.changesOf(after) }) };
    const version = before.version + 1;
    await together(
      commit(tx, ctx, row, [event], scene.now),
      this.store.saveAppointments(tx, ctx, step),
      this.trace.write(tx, ctx, { step, after, version, move, run: runOf(step, scene) }),
      isTerminal(after.state) || step.fact === 'forwarded' ? this.notices.referralWentOn(tx, ctx, after.id) : Promise.resolve(),
      writeAudit(tx, ctx, {
        action: `referral.${step.command}`, subjectType: 'referral', subjectId: after.id, outcome: 'ok', persons: after.personId === null ? [] : [after.personId],
        details: { version, to: step.to },
      }),
    );
    return { id: after.id, version, state: after.state };
  }

  private blank({ move, who }: Call, folio: string): Found {
    return { referral: newReferral({ id: move.referralId, folio, who, now: this.clock.now() }), appointments: [], withdrawn: false, openChildren: 0 };
  }
}

function isNew({ command, expectedVersion }: ReferralMove): boolean {
  return (command === 'send' || command === 'save_draft') && (expectedVersion ?? 0) === 0;
}

/** The RUN came with the basis and stays in the trace of what it allowed (REFERRALS §4). */
function runOf(step: ReferralStep, { facts }: Scene): string | null {
  return step.fact === 'sent' || step.fact === 'claimed' ? facts.basis?.run ?? null : null;
}

/** Events name the official by a uuid, whatever the token's subject looks like. */
function officialId(sub: string): string {
  return uuidPattern.test(sub) ? sub : codeId(`official:${sub}`);
}

/** Every refusal carries state, version and what the caller may do instead (REFERRALS §5). */
function refusalWith(error: unknown, referral: Referral, who: Who): unknown {
  if (!(error instanceof Refusal) && !(error instanceof DomainError && error.code === 'VERSION_CONFLICT')) return error;
  const fields = error instanceof Refusal && error.fields.length > 0 ? { fields: error.fields } : {};
  if (referral.version === 0) return new DomainError(error.code, fields);
  return new DomainError(error.code, { ...fields, state: referral.state, version: referral.version, availableActions: availableActions(referral, who) });
}
