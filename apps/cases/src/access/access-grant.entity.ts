import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { basisKinds, FieldGroup } from '@konbit/contracts';

export type GrantBasis = (typeof basisKinds)[number] | 'break_glass';

/** What one branch may read of one person, why and until when (DESIGN §4.2). */
@Entity('access_grant')
export class AccessGrant {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'record_id' }) recordId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'referral_id', nullable: true }) referralId: string | null;
  @Column('text', { name: 'field_groups', array: true }) fieldGroups: FieldGroup[];
  @Column('text', { name: 'basis_kind' }) basisKind: GrantBasis;
  @Column('uuid', { name: 'basis_id', nullable: true }) basisId: string | null;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'ends_at', nullable: true }) endsAt: Date | null;
  @Column('text', { name: 'ended_reason', nullable: true }) endedReason: string | null;
}
