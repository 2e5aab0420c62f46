import { Injectable } from '@nestjs/common';
import type { ReferralDetail, ReferralMove } from '@konbit/contracts';
import { type Ctx, Vault } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Referral, ReferralStep } from './referral.js';

/** What a move leaves in the trace besides its step. */
export interface TraceEntry { step: ReferralStep; after: Referral; version: number; move: ReferralMove; run: string | null }

export type StepView = ReferralDetail['steps'][number];

interface StepRow {
  version: number; command: StepView['command']; from_state: string; to_state: string; at: Date; actor_kind: StepView['actorKind']; by_branch: string;
  official: string; reason_code: string | null; outcome_code: string | null; appointment_at: Date | null; text: Buffer | null;
}

/** The code of an organisation as far as the directory knows it. */
const organisation = (id: number): string => `(select code from organisation where id = $${id})`;

const insertStep = `insert into referral_step (tenant_id, referral_id, version, command, fact, from_state, to_state, at, actor_kind, by_branch, official, reason_code,
    outcome_code, appointment_at, text, transaction_id, requesting_body, receiving_body, procedure_code, deadline, response_type, provider_code, consumer_code,
    person_id, basis_id, run, channel, said_at, wish)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, ${organisation(17)}, ${organisation(18)}, (select code from service where id = $19), $20, $21,
    ${organisation(22)}, ${organisation(23)}, $24, $25, $26, $27, $28, $29)`;

/** The trace of every move: the step that screens show and the fields of the State interoperability norm (REFERRALS §4). */
@Injectable()
export class ReferralTrace {
  constructor(private readonly vault: Vault) {}

  async write(tx: EntityManager, ctx: Ctx, entry: TraceEntry): Promise<void> {
    const { step, after, version, move, run } = entry;
    const [provider, consumer] = [after.ownerOrg, after.originOrg];
    const [requesting, receiving] = step.actorKind === 'D' ? [provider, consumer] : [consumer, provider];
    const place = `${after.id}.${version}`;
    const text = textOf(step);
    await tx.query(insertStep, [
      ctx.tenant, after.id, version, step.command, step.fact, step.from, step.to, step.at, step.actorKind, step.branch.branchId, step.official, reasonOf(step),
      step.fact === 'completed' ? step.outcomeCode : null, step.appointmentAt, text && this.vault.seal(text, `referral_step.text.${place}`),
      move.commandId, requesting, receiving, after.serviceId, after.dueAt, step.actorKind === 'D' ? 'response' : 'request', provider, consumer,
      after.personId, after.basisId, run && this.vault.seal(run, `referral_step.run.${place}`), move.channel, saidAt(move), wishOf(move),
    ]);
  }

  /** The steps of a referral in order; texts only where the reader may read them. */
  async stepsOf(tx: EntityManager, referralId: string, mayRead: (step: StepView) => boolean): Promise<StepView[]> {
    const rows: StepRow[] = await tx.query(`select version, command, from_state, to_state, at, actor_kind, by_branch, official, reason_code, outcome_code, appointment_at, text
      from referral_step where referral_id = $1 order by version`, [referralId]);
    return rows.map((row) => {
      const step = viewOf(row);
      if (row.text === null || !mayRead(step)) return step;
      return { ...step, text: this.vault.open(row.text, `referral_step.text.${referralId}.${row.version}`) };
    });
  }
}

function viewOf(row: StepRow): StepView {
  return {
    version: row.version, command: row.command, from: row.from_state, to: row.to_state, at: row.at.toISOString(), byBranchId: row.by_branch, actorKind: row.actor_kind,
    official: row.official, reasonCode: row.reason_code, outcomeCode: row.outcome_code, text: null, appointmentAt: row.appointment_at?.toISOString() ?? null,
  };
}

/** The device's own time, kept only to be shown; a clock that says year 0 says nothing. */
function saidAt({ at }: ReferralMove): string | null {
  return at === undefined || at < '1970' ? null : at;
}

function wishOf(move: ReferralMove): string | null {
  return move.wish ?? (move.command === 'cancel' ? move.data.wish : undefined) ?? null;
}

function textOf(step: ReferralStep): string | null {
  return 'text' in step ? step.text : null;
}

function reasonOf(step: ReferralStep): string | null {
  return 'reasonCode' in step ? step.reasonCode : null;
}
