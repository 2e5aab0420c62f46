import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { consentHow, FieldGroup } from '@konbit/contracts';

/** The person's word that an organisation may read some groups for one purpose. */
@Entity('consent')
export class Consent {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('uuid', { name: 'recipient_org_id' }) recipientOrgId: string;
  @Column('text') purpose: string;
  @Column('text', { name: 'field_groups', array: true }) fieldGroups: FieldGroup[];
  @Column('text') how: (typeof consentHow)[number];
  @Column('timestamptz', { name: 'given_at' }) givenAt: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy: string;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
  @Column('text', { name: 'revoked_by', nullable: true }) revokedBy: string | null;
}
