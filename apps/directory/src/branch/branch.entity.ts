import { Column, Entity, PrimaryColumn } from 'typeorm';

export interface Hours {
  days: number[] | null;
  slots: { from: string; to: string }[];
}

@Entity('branch')
export class Branch {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text', { name: 'content_hash' }) contentHash: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') kind: string;
  @Column('text') comuna: string;
  @Column('text', { nullable: true }) address: string | null;
  @Column('jsonb', { nullable: true }) hours: Hours | null;
  @Column('text', { array: true, nullable: true }) languages: string[] | null;
  @Column('text') status: 'active' | 'unconfirmed' | 'closed';
  @Column('boolean') demo: boolean;
  @Column('text') basis: string;
  @Column('date', { name: 'verified_on', nullable: true }) verifiedOn: string | null;
}
