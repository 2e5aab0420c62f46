import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The records believed to be one human being; it holds no value of its own, so that a split is exact. */
@Entity('person')
export class Person {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text') folio: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
}
