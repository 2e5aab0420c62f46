import type { OfferingView, OpeningHours } from '@konbit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service at a branch. `expected` until somebody confirms it: unknown is not no (DOMAIN §6). */
@Entity('offering')
export class Offering {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text', { name: 'content_hash' }) contentHash: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('uuid', { name: 'service_id' }) serviceId: string;
  @Column('text') status: OfferingView['status'];
  @Column('text', { nullable: true }) fee: OfferingView['fee'];
  @Column('text', { name: 'fee_text', nullable: true }) feeText: string | null;
  @Column('jsonb', { nullable: true }) hours: OpeningHours | null;
  @Column('text', { array: true, nullable: true }) languages: string[] | null;
  @Column('text', { array: true, nullable: true }) documents: string[] | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text') basis: string;
  @Column('date', { name: 'verified_on', nullable: true }) verifiedOn: string | null;
  @Column('text', { name: 'verified_by', nullable: true }) verifiedBy: string | null;
  /** Set by the first edit here: from then on a release no longer overwrites the row. */
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt: Date | null;
}
