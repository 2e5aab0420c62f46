import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StoredEntry } from './timeline.js';

@Entity('timeline_entry')
export class TimelineEntry implements StoredEntry {
  @PrimaryColumn('uuid', { name: 'event_id' }) eventId: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('uuid', { name: 'person_id' }) personId: string;
  @Column('uuid', { name: 'record_id', nullable: true }) recordId: string | null;
  @Column('timestamptz', { name: 'occurred_at' }) occurredAt: Date;
  @Column('text') kind: string;
  @Column('text', { name: 'aggregate_type' }) aggregateType: string;
  @Column('uuid', { name: 'aggregate_id' }) aggregateId: string;
  @Column('int', { name: 'agg_version' }) aggVersion: number;
  @Column('uuid', { name: 'branch_id', nullable: true }) branchId: string | null;
  @Column('jsonb') codes: Record<string, string>;
}
