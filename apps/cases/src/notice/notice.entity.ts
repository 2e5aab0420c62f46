import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { noticeManners } from '@konbit/contracts';

/** The privacy notice as one person heard it (Ley 19.628 as changed by Ley 21.719): what was read, how, and by whom. */
@Entity('privacy_notice')
export class PrivacyNotice {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('text', { name: 'notice_version' }) noticeVersion: string;
  @Column('text') manner: (typeof noticeManners)[number];
  @Column('text') language: string;
  @Column('timestamptz', { name: 'read_at' }) readAt: Date;
  @Column('text') official: string;
}
