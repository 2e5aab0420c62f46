import { Inject, Injectable } from '@nestjs/common';
import {
  AttendanceClosed, AttendanceLeft, AttendanceOpened, AttendanceTaken, type casesRpc, type Effect, type NeedCode, newId, type RpcIn,
} from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, localDate, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { auditRefusal, envelopeOf, requireBranch, requireVersion } from '../desk/desk.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { type AttendanceResult, type AttendanceStep, decideAttendance } from './attendance.js';
import { Attendance, type AttendanceChannel } from './attendance.entity.js';

export interface NewAttendance {
  id: string;
  personId: string;
  recordId: string;
  desk: { id: string; orgId: string };
  channel: AttendanceChannel;
  inService: boolean;
  /** Who attends; null while the person waits. */
  officer: string | null;
  language: string;
  interpreter: boolean;
  needCodes: NeedCode[];
  referralId: string | null;
  at: Date;
}

type AttendanceMove = RpcIn<typeof casesRpc, 'cases.attendanceMove'>;

const eventTypes = { opened: AttendanceOpened.type, taken: AttendanceTaken.type, closed: AttendanceClosed.type, left: AttendanceLeft.type } as const;

/** *Atención* (DOMAIN §9.1): opened by an intake or by a referral, taken, closed or left; no clock closes one. */
@Injectable()
export class AttendanceService {
  constructor(private readonly db: Database, private readonly timeline: TimelineService, @Inject(CLOCK) private readonly clock: Clock) {}

  async open(tx: EntityManager, ctx: Ctx, wanted: NewAttendance): Promise<Attendance> {
    const { at, desk, inService, officer } = wanted;
    const arrivedOn = localDate(at);
    const row = tx.create(Attendance, {
      id: wanted.id, tenantId: ctx.tenant, version: 0, personId: wanted.personId, recordId: wanted.recordId, orgId: desk.orgId, branchId: desk.id, channel: wanted.channel,
      state: inService ? 'in_service' : 'waiting', queueNumber: wanted.referralId === null ? await this.nextNumber(tx, ctx, desk.id, arrivedOn) : 0, arrivedAt: at, arrivedOn,
      takenAt: inService ? at : null, endedAt: null, language: wanted.language, interpreter: wanted.interpreter, needCodes: [...new Set(wanted.needCodes)],
      officer, resultCode: null, referralId: wanted.referralId,
    });
    await tx.insert(Attendance, row);
    const events = [eventOf(row, 'opened', at), ...(inService ? [eventOf(row, 'taken', at)] : [])];
    row.version = await commit(tx, ctx, { table: 'attendance', id: row.id, version: 0 }, events, at);
    if (row.referralId === null) await this.line(tx, ctx, row, 'attendance.opened', at);
    return row;
  }

  /** Takes, closes or ends an attendance of the acting branch. Throws VERSION_CONFLICT, INVALID_TRANSITION, DATA_REQUIRED, NOT_FOUND, FORBIDDEN_ACTION. */
  async move(ctx: Ctx, input: AttendanceMove): Promise<Effect> {
    const { attendanceId, command, resultCode } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf(command, attendanceId, input, { resultCode }),
      visible: (tx) => this.mayMove(tx, ctx, attendanceId),
      decide: (tx) => this.decideMove(tx, ctx, input),
      onRefused: auditRefusal(ctx, `attendance.${command}`, 'attendance', attendanceId),
    });
  }

  /** The attendance that a referral opened, locked; null when it opened none. */
  async lockOfReferral(tx: EntityManager, referralId: string): Promise<Attendance | null> {
    return tx.findOne(Attendance, { where: { referralId }, lock: { mode: 'pessimistic_write' } });
  }

  /** Ends the attendance of a referral with the referral. */
  async closeWithReferral(tx: EntityManager, ctx: Ctx, row: Attendance, resultCode: AttendanceResult, at: Date): Promise<void> {
    if (row.state !== 'in_service' && row.state !== 'waiting') return;
    await this.apply(tx, ctx, row, { to: 'closed', event: 'closed', resultCode }, at);
  }

  newReferralAttendanceId(at: Date): string {
    return newId(at.getTime());
  }

  private async mayMove(tx: EntityManager, ctx: Ctx, id: string): Promise<void> {
    const desk = requireBranch(ctx);
    const row = await tx.findOneBy(Attendance, { id });
    if (!row || row.orgId !== desk.orgId) throw new DomainError('NOT_FOUND');
    requirePermission(ctx, 'attendance.work');
    if (row.branchId !== desk.id) throw new DomainError('FORBIDDEN_ACTION', { cause: 'OTHER_BRANCH' });
  }

  private async decideMove(tx: EntityManager, ctx: Ctx, input: AttendanceMove): Promise<Effect> {
    const row = await tx.findOneOrFail(Attendance, { where: { id: input.attendanceId }, lock: { mode: 'pessimistic_write' } });
    requireVersion(input, { version: row.version, state: row.state });
    const step = decideAttendance(row, input.command, input.resultCode);
    if (step === 'DATA_REQUIRED') throw new DomainError(step, { fields: [{ path: 'resultCode', code: 'REQUIRED' }], state: row.state, version: row.version });
    if (step === 'INVALID_TRANSITION') throw new DomainError(step, { state: row.state, version: row.version });
    await this.apply(tx, ctx, row, step, this.clock.now());
    await writeAudit(tx, ctx, { action: `attendance.${input.command}`, subjectType: 'attendance', subjectId: row.id, outcome: 'ok', persons: [row.personId] });
    return { id: row.id, version: row.version, state: row.state };
  }

  private async apply(tx: EntityManager, ctx: Ctx, row: Attendance, step: AttendanceStep, at: Date): Promise<void> {
    const changed = step.event === 'taken' ? { takenAt: at, officer: actorId(ctx) } : { endedAt: at, resultCode: step.resultCode };
    Object.assign(row, { state: step.to, ...changed });
    await tx.update(Attendance, { id: row.id }, { state: step.to, ...changed });
    row.version = await commit(tx, ctx, { table: 'attendance', id: row.id, version: row.version }, [eventOf(row, step.event, at)], at);
    if (row.referralId === null && step.event !== 'taken') await this.line(tx, ctx, row, `attendance.${step.event}`, at);
  }

  /** The nth of the branch's day: the counter's row orders arrivals at the same instant, and an intake that fails leaves no hole. */
  private async nextNumber(tx: EntityManager, ctx: Ctx, branchId: string, day: string): Promise<number> {
    const rows = await tx.query<{ last_number: number }[]>(
      `insert into queue_day (tenant_id, branch_id, day, last_number) values ($1, $2, $3, 1)
       on conflict (tenant_id, branch_id, day) do update set last_number = queue_day.last_number + 1 returning last_number`, [ctx.tenant, branchId, day]);
    return rows[0]!.last_number;
  }

  private async line(tx: EntityManager, ctx: Ctx, row: Attendance, kind: string, at: Date): Promise<void> {
    await this.timeline.addOwn(tx, ctx, {
      kind, personId: row.personId, recordId: row.recordId, aggregateType: 'attendance', aggregateId: row.id, aggVersion: row.version, branchId: row.branchId, at,
      codes: { channel: row.channel, needCodes: row.needCodes.join(' '), resultCode: row.resultCode },
    });
  }
}

function eventOf(row: Attendance, event: keyof typeof eventTypes, at: Date): DomainEvent {
  return {
    type: eventTypes[event], subject: row.id, audience: [row.branchId],
    data: {
      personId: row.personId, recordId: row.recordId, org: row.orgId, branch: row.branchId, channel: row.channel, needCodes: row.needCodes, at: at.toISOString(),
      ...(row.resultCode !== null && { resultCode: row.resultCode }), ...(row.referralId !== null && { referralId: row.referralId }),
    },
  };
}
