import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A service of the national catalogue: what a person may ask for, wherever it is offered. */
@Entity('service')
export class Service {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text', { name: 'content_hash' }) contentHash: string;
  @Column('text') code: string;
  @Column('text') area: string;
  @Column('text') name: string;
  @Column('text', { array: true }) needs: string[];
  @Column('text', { nullable: true }) baseline: string | null;
  @Column('text', { array: true }) documents: string[];
  @Column('text', { name: 'fact_keys', array: true }) factKeys: string[];
  @Column('boolean') sensitive: boolean;
  @Column('text', { name: 'norm_codes', array: true }) normCodes: string[];
  @Column('text') status: string;
  /** Other languages than Spanish, by ISO 639-1 code. */
  @Column('jsonb') names: Record<string, string>;
  @Column('jsonb', { name: 'baseline_in' }) baselineIn: Record<string, string>;
  @Column('jsonb', { name: 'documents_in' }) documentsIn: Record<string, string[]>;
  @Column('text') basis: string;
}

@Entity('norm')
export class Norm {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('text') code: string;
  @Column('text') citation: string;
  @Column('text') name: string;
  @Column('text') use: string;
  @Column('text') basis: string;
}

@Entity('comuna')
export class Comuna {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('text') code: string;
  @Column('text') name: string;
  @Column('text', { array: true }) aliases: string[];
}
