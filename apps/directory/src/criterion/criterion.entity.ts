import type { CriterionEffect, CriterionRule, CriterionView } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whose criterion: a branch's, or the norm's of a rank. */
export interface Party { branchId: string | null; normRank: number | null }

/** What one party says about one service, version after version; the aggregate. */
@Entity('criterion_line')
export class CriterionLine implements Party {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'service_id' }) serviceId: string;
  @Column('uuid', { name: 'branch_id', nullable: true }) branchId: string | null;
  @Column('int', { name: 'norm_rank', nullable: true }) normRank: number | null;
}

/** One version; it never changes but for being withdrawn. */
@Entity('criterion')
export class CriterionVersion {
  @PrimaryColumn('uuid', { name: 'line_id' }) lineId: string;
  @PrimaryColumn('int') version: number;
  @Column('uuid', { name: 'tenant_id' }) tenantId: string;
  @Column('text') vocabulary: string;
  @Column('date', { name: 'valid_from', nullable: true }) validFrom: string | null;
  @Column('date', { name: 'valid_to', nullable: true }) validTo: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('jsonb') source: CriterionView['source'];
  @Column('text') confidence: CriterionView['confidence'];
  @Column('text', { name: 'verified_by', nullable: true }) verifiedBy: string | null;
  @Column('timestamptz', { name: 'verified_at', nullable: true }) verifiedAt: Date | null;
  @Column('timestamptz', { name: 'withdrawn_at', nullable: true }) withdrawnAt: Date | null;
  @Column('jsonb') rules: CriterionRule[];
  @Column('jsonb') otherwise: CriterionEffect;
}

/** A party has one line for each service, so its id follows from both. */
export const lineIdOf = (tenant: string, serviceId: string, { branchId, normRank }: Party): string => codeId(`CRITERION/${tenant}/${serviceId}/${branchId ?? `norm ${normRank}`}`);
