import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { attendanceChannels, NeedCode } from '@konbit/contracts';
import type { AttendanceResult, AttendanceState } from './attendance.js';

export type AttendanceChannel = (typeof attendanceChannels)[number];

/** *Atención*: one visit of a person to one branch. */
@Entity('attendance')
export class Attendance {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'record_id' }) recordId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('text') channel: AttendanceChannel;
  @Column('text') state: AttendanceState;
  @Column('int', { name: 'queue_number' }) queueNumber: number;
  @Column('timestamptz', { name: 'arrived_at' }) arrivedAt: Date;
  @Column('date', { name: 'arrived_on' }) arrivedOn: string;
  @Column('timestamptz', { name: 'taken_at', nullable: true }) takenAt: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('text') language: string;
  @Column('boolean') interpreter: boolean;
  @Column('text', { name: 'need_codes', array: true }) needCodes: NeedCode[];
  @Column('text', { nullable: true }) officer: string | null;
  @Column('text', { name: 'result_code', nullable: true }) resultCode: AttendanceResult | null;
  @Column('uuid', { name: 'referral_id', nullable: true }) referralId: string | null;
}
