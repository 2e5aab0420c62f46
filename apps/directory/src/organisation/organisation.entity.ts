import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('organisation')
export class Organisation {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text', { name: 'content_hash' }) contentHash: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') type: string;
  @Column('uuid', { name: 'parent_id', nullable: true }) parentId: string | null;
  @Column('boolean') outside: boolean;
  @Column('boolean') demo: boolean;
  @Column('text') basis: string;
  /** Set by the first edit here: from then on a release no longer overwrites the row. */
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt: Date | null;
}
