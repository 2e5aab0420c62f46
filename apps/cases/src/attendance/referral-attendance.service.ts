import { Injectable } from '@nestjs/common';
import { type NeedCode, needCodes, type ReferralEventData } from '@konbit/contracts';
import type { Ctx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { attendanceEffectOf } from '../access/referral-course.js';
import { AttachService } from '../person/attach.service.js';
import { AttendanceService } from './attendance.service.js';
import type { Attendance } from './attendance.entity.js';

/** The attendance of a referral (DOMAIN §9.1): opened at the owner branch by its first work, closed by its end, one per referral. */
@Injectable()
export class ReferralAttendanceService {
  constructor(private readonly attendances: AttendanceService, private readonly attaching: AttachService) {}

  async follow(tx: EntityManager, ctx: Ctx, told: { referralId: string; fact: string; data: ReferralEventData; at: Date }): Promise<void> {
    const effect = attendanceEffectOf(told.fact, told.data);
    if (!effect.opens && effect.closesWith === null) return;
    const known = await this.attendances.lockOfReferral(tx, told.referralId);
    const row = known ?? (effect.opens ? await this.open(tx, ctx, told) : null);
    if (row && effect.closesWith !== null) await this.attendances.closeWithReferral(tx, ctx, row, effect.closesWith, told.at);
  }

  private async open(tx: EntityManager, ctx: Ctx, { referralId, data, at }: { referralId: string; data: ReferralEventData; at: Date }): Promise<Attendance | null> {
    const { personId, recordId, ownerBranch, ownerOrg } = data;
    if (personId === undefined || recordId === undefined || ownerBranch === undefined || ownerOrg === undefined) return null;
    const desk = { id: ownerBranch, orgId: ownerOrg };
    const record = await this.attaching.receiverRecord(tx, ctx, { personId, sourceRecordId: recordId, desk, at });
    if (!record) return null;
    return this.attendances.open(tx, ctx, {
      id: this.attendances.newReferralAttendanceId(at), personId, recordId: record.id, desk, channel: 'referral', inService: true, officer: data.official, language: record.language,
      interpreter: record.interpreter, needCodes: isNeedCode(data.needCode) ? [data.needCode] : [], referralId, at,
    });
  }
}

const isNeedCode = (code: string | undefined): code is NeedCode => (needCodes as readonly (string | undefined)[]).includes(code);
