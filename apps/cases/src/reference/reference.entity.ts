import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What `cases` knows of the directory, by its events. */
@Entity('known_organisation')
export class KnownOrganisation {
  @PrimaryColumn('uuid') id: string;
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @Column('boolean') outside: boolean;
  @Column('boolean', { name: 'inside_municipality' }) insideMunicipality: boolean;
}

@Entity('known_branch')
export class KnownBranch {
  @PrimaryColumn('uuid') id: string;
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') comuna: string;
  @Column('text') status: string;
}

@Entity('known_service')
export class KnownService {
  @PrimaryColumn('uuid') id: string;
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('boolean') sensitive: boolean;
  @Column('text', { name: 'fact_keys', array: true }) factKeys: string[];
  @Column('text', { name: 'norm_codes', array: true }) normCodes: string[];
}
