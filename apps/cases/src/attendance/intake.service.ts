import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type Effect, type FieldError, type IntakeData, type RpcIn } from '@konbit/contracts';
import { runCommand } from '@konbit/messaging';
import { actorId, type BranchRef, CLOCK, type Clock, type Ctx, Database, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { CaseFileService } from '../case-file/case-file.service.js';
import { auditRefusal, envelopeOf, refuseFields, requireBranch, withFreeIds } from '../desk/desk.service.js';
import { type Admitted, AdmissionService } from '../person/admission.service.js';
import { AttendanceService } from './attendance.service.js';

export type IntakeAnswer = Effect & { personId: string };

/** *Ingreso* (DOMAIN §9.1): person and record, ficha, attendance and needs in one command and one transaction; an error makes nothing. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly db: Database, private readonly admissions: AdmissionService, private readonly caseFiles: CaseFileService,
    private readonly attendances: AttendanceService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws a coded refusal whose `fields` name each wrong field by its path in `data`; NOT_FOUND for a person the desk may not take. */
  async intake(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.intake'>): Promise<IntakeAnswer> {
    const { data } = input;
    return runCommand<IntakeAnswer, undefined>(this.db, ctx, {
      envelope: envelopeOf('intake', data.attendanceId, input, data),
      visible: (tx) => this.mayAdmit(tx, ctx, data),
      decide: (tx) => withFreeIds(this.decide(tx, ctx, data)),
      onRefused: auditRefusal(ctx, 'intake', 'attendance', data.attendanceId),
    });
  }

  private async mayAdmit(tx: EntityManager, ctx: Ctx, data: IntakeData): Promise<void> {
    requirePermission(ctx, 'person.write');
    requirePermission(ctx, 'attendance.work');
    requireBranch(ctx);
    if (data.existing !== undefined) await this.admissions.requireKnown(tx, ctx, data.personId, data.existing);
  }

  private async decide(tx: EntityManager, ctx: Ctx, data: IntakeData): Promise<IntakeAnswer> {
    const desk = requireBranch(ctx);
    const at = this.clock.now();
    refuseFields('UNKNOWN_CODE', [...channelErrors(data), ...await this.caseFiles.unknownServices(tx, ctx, data.needs)]);
    const admitted = await this.admissions.admit(tx, ctx, data, { desk, at });
    await this.caseFiles.openWithNeeds(tx, ctx, { caseFileId: data.caseFileId, personId: data.personId, needs: data.needs, at });
    const attendance = await this.openAttendance(tx, ctx, data, { admitted, desk, at });
    await writeAudit(tx, ctx, {
      action: 'intake', subjectType: 'attendance', subjectId: attendance.id, outcome: 'ok', persons: [data.personId], details: { existing: data.existing ?? 'new' },
    });
    return { id: attendance.id, version: attendance.version, state: attendance.state, personId: data.personId };
  }

  private async openAttendance(tx: EntityManager, ctx: Ctx, data: IntakeData, { admitted, desk, at }: { admitted: Admitted; desk: BranchRef; at: Date }) {
    return this.attendances.open(tx, ctx, {
      id: data.attendanceId, personId: data.personId, recordId: admitted.recordId, desk, channel: data.channel, inService: data.inService ?? false,
      officer: data.inService ? actorId(ctx) : null, language: admitted.language, interpreter: admitted.interpreter, needCodes: data.needs.map((need) => need.code), referralId: null, at,
    });
  }
}

/** *Derivación* is how a referral opens its own attendance; at a desk nobody could ever close it. */
function channelErrors({ channel }: IntakeData): FieldError[] {
  return channel === 'referral' ? [{ path: 'channel', code: 'UNKNOWN_CODE' }] : [];
}
