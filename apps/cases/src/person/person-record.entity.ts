import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Names } from './name.js';

export type AttachReason = 'intake' | 'same_person' | 'referral';

/** What one organisation wrote about a person. Contact is sealed; names and birth are plain under the wall (DESIGN §4.6). */
@Entity('person_record')
export class PersonRecord implements Names {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'org_id' }) orgId: string;
  @Column('uuid', { name: 'branch_id' }) branchId: string;
  @Column('text', { name: 'given_names' }) givenNames: string;
  @Column('text', { name: 'first_surname' }) firstSurname: string;
  @Column('text', { name: 'second_surname', nullable: true }) secondSurname: string | null;
  @Column('text', { name: 'social_name', nullable: true }) socialName: string | null;
  @Column('text', { name: 'name_as_in_document', nullable: true }) nameAsInDocument: string | null;
  @Column('int', { name: 'birth_year', nullable: true }) birthYear: number | null;
  @Column('date', { name: 'birth_date', nullable: true }) birthDate: string | null;
  @Column('boolean', { name: 'birth_approximate' }) birthApproximate: boolean;
  @Column('text') nationality: string;
  @Column('text') language: string;
  @Column('boolean') interpreter: boolean;
  @Column('text', { nullable: true }) sector: string | null;
  @Column('bytea', { name: 'phone_sealed', nullable: true }) phoneSealed: Buffer | null;
  @Column('bytea', { name: 'phone_index', nullable: true }) phoneIndex: Buffer | null;
  @Column('bytea', { name: 'email_sealed', nullable: true }) emailSealed: Buffer | null;
  @Column('bytea', { name: 'address_sealed', nullable: true }) addressSealed: Buffer | null;
  @Column('bytea', { name: 'safe_contact_sealed', nullable: true }) safeContactSealed: Buffer | null;
  @Column('text', { name: 'name_key' }) nameKey: string;
  @Column('text', { name: 'name_key_short' }) nameKeyShort: string;
  @Column('text', { name: 'sort_name' }) sortName: string;
  @Column('text') reason: AttachReason;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('text', { name: 'created_by' }) createdBy: string;
}
