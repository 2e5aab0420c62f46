import type { SubjectType, SuggestionView } from '@konbit/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Edit } from '../editing/entry.js';

/** What an officer proposes about an entry: words, or new values, or both; an editor decides. */
@Entity('suggestion')
export class Suggestion {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text', { name: 'subject_type' }) subjectType: SubjectType;
  @Column('uuid', { name: 'subject_id' }) subjectId: string;
  @Column('text') state: SuggestionView['state'];
  @Column('text', { nullable: true }) text: string | null;
  @Column('jsonb') edit: Edit;
  @Column('timestamptz', { name: 'suggested_at' }) suggestedAt: Date;
  @Column('text', { name: 'suggested_by' }) suggestedBy: string;
  @Column('uuid', { name: 'suggested_by_branch_id', nullable: true }) suggestedByBranchId: string | null;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt: Date | null;
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy: string | null;
  @Column('text', { nullable: true }) reason: string | null;
}
