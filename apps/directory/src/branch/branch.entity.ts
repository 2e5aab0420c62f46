import type { BranchView, OpeningHours } from '@konbit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

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
  @Column('text', { nullable: true }) phone: string | null;
  @Column('jsonb', { nullable: true }) hours: OpeningHours | null;
  @Column('text', { array: true, nullable: true }) languages: string[] | null;
  @Column('text') status: BranchView['status'];
  @Column('text', { name: 'closed_reason', nullable: true }) closedReason: string | null;
  @Column('boolean') demo: boolean;
  @Column('text') basis: string;
  @Column('date', { name: 'verified_on', nullable: true }) verifiedOn: string | null;
  @Column('text', { name: 'verified_by', nullable: true }) verifiedBy: string | null;
  /** Set by the first edit here: from then on a release no longer overwrites the row. */
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt: Date | null;
  /** The name without accents and case: what the search looks in and lists are ordered by. */
  @Column('text', { name: 'search_text' }) searchText: string;
}
