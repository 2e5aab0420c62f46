import { Column, Entity, PrimaryColumn } from 'typeorm';

export type IdentifierState = 'declared' | 'seen' | 'verified' | 'superseded' | 'disputed' | 'shared';

/** One document number of one record; sealed, found by keyed hash (DOMAIN §3.5, §3.6). */
@Entity('identifier')
export class Identifier {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'record_id' }) recordId: string;
  @Column('text') type: string;
  @Column('text', { nullable: true }) country: string | null;
  @Column('bytea', { name: 'value_sealed', nullable: true }) valueSealed: Buffer | null;
  @Column('bytea', { name: 'typed_sealed', nullable: true }) typedSealed: Buffer | null;
  @Column('bytea', { name: 'reason_sealed', nullable: true }) reasonSealed: Buffer | null;
  @Column('bytea', { name: 'value_index', nullable: true }) valueIndex: Buffer | null;
  @Column('bytea', { name: 'text_index', nullable: true }) textIndex: Buffer | null;
  @Column('text') state: IdentifierState;
  @Column('text', { nullable: true }) warning: string | null;
  @Column('timestamptz', { name: 'valid_from' }) validFrom: Date;
  @Column('timestamptz', { name: 'valid_to', nullable: true }) validTo: Date | null;
  @Column('uuid', { name: 'replaced_by', nullable: true }) replacedBy: string | null;
  @Column('text', { name: 'created_by' }) createdBy: string;
}
