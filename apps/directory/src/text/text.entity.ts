import { createHash } from 'node:crypto';
import { codeId } from '@konbit/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TextState, TextUse, Wording } from './text.js';

/** One text for persons in one language; the row of `es` is the source of the others. */
@Entity('person_text')
export class PersonText implements Wording {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('text') key: string;
  @Column('text') language: string;
  @Column('text', { name: 'used_in' }) usedIn: TextUse;
  /** Order of printing; null when the release prints it no longer. */
  @Column('int', { nullable: true }) position: number | null;
  @Column('text', { nullable: true }) body: string | null;
  @Column('text') state: TextState;
  @Column('text', { nullable: true }) author: string | null;
  @Column('text', { nullable: true }) reviewer: string | null;
  @Column('timestamptz', { name: 'reviewed_at', nullable: true }) reviewedAt: Date | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('timestamptz', { name: 'requested_at', nullable: true }) requestedAt: Date | null;
  @Column('text', { name: 'source_hash' }) sourceHash: string;
}

/** Every municipality has the same texts and its own rows of them. */
export const textIdOf = (tenant: string, key: string, language: string): string => codeId(`TEXT/${tenant}/${key}/${language}`);

/** What an approval is bound to: the Spanish words it was given on. */
export const hashOfSource = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The columns that a decision changes. */
export function wordingColumns({ state, body, author, reviewer, reviewedAt, note, requestedAt, sourceHash }: Wording): Wording {
  return { state, body, author, reviewer, reviewedAt, note, requestedAt, sourceHash };
}
