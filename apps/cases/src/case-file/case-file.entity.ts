import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { NeedCode } from '@konbit/contracts';
import type { NeedDropReason, NeedFacts, NeedState } from './need.js';

/** *Ficha*: one per person and organisation. */
@Entity('case_file')
export class CaseFile {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
}

/** What the person came for; its words are sealed. */
@Entity('need')
export class Need implements NeedFacts {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('uuid', { name: 'case_file_id' }) caseFileId: string;
  @Column('text') code: NeedCode;
  @Column('uuid', { name: 'service_id', nullable: true }) serviceId: string | null;
  @Column('bytea', { name: 'text_sealed', nullable: true }) textSealed: Buffer | null;
  @Column('text') state: NeedState;
  @Column('uuid', { name: 'referral_id', nullable: true }) referralId: string | null;
  @Column('text', { name: 'reason_code', nullable: true }) reasonCode: NeedDropReason | null;
  @Column('timestamptz', { name: 'added_at' }) addedAt: Date;
}
