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
  @Column('text') status: 'expected' | 'confirmed' | 'suspended';
  @Column('text') basis: string;
}
