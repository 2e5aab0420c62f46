import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What `cases` keeps of a referral: who takes part in it and whether it was ever accepted. */
@Entity('followed_referral')
export class FollowedReferral {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'record_id', nullable: true }) recordId: string | null;
  @Column('uuid', { name: 'service_id', nullable: true }) serviceId: string | null;
  @Column('text', { name: 'need_code', nullable: true }) needCode: string | null;
  @Column('uuid', { name: 'need_id', nullable: true }) needId: string | null;
  @Column('uuid', { name: 'origin_branch' }) originBranch: string;
  @Column('uuid', { name: 'owner_branch', nullable: true }) ownerBranch: string | null;
  @Column('uuid', { name: 'owner_org', nullable: true }) ownerOrg: string | null;
  @Column('text') state: string;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
}
