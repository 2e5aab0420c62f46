import type { AuditFilter, AuditPage, AuditRow } from '@konbit/contracts';
import type { EntityManager } from 'typeorm';
import type { Ctx } from '../actor/actor.js';
import { can } from '../actor/permission.js';
import { endOfDay, startOfDay } from '../calendar/local-time.js';
import { DomainError } from '../errors/domain-error.js';
import { writeAudit } from './write-audit.js';

export interface AuditQuestion { filter: AuditFilter; size: number; beforePos?: string | undefined }

interface Row extends Omit<AuditRow, 'at' | 'personIds'> { at: Date; personIds: string[] }

/** Indexes for reading the access log by official, branch and time; persons have theirs in `audit_subject`. */
export const auditIndexesSql = `
create index audit_of_official on audit (tenant_id, actor, pos desc);
create index audit_of_branch on audit (tenant_id, branch_id, pos desc);
create index audit_at on audit (tenant_id, at);`;

/**
 * One page of this service's access log, newest first, itself audited. Throws FORBIDDEN_ACTION unless the caller holds `audit.read`, or
 * `rights.answer` and asks about one person (DOMAIN §9).
 */
export async function auditPageOf(tx: EntityManager, ctx: Ctx, question: AuditQuestion): Promise<AuditPage> {
  const { personId } = question.filter;
  if (!can(ctx, 'audit.read') && !(can(ctx, 'rights.answer') && personId !== undefined)) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
  const page = await readAudit(tx, question);
  await writeAudit(tx, ctx, { action: 'audit.read', subjectType: 'audit', outcome: 'ok', ...(personId !== undefined && { persons: [personId] }) });
  return page;
}

/** The rows themselves, for a caller who has decided that they may be shown. */
export async function readAudit(tx: EntityManager, { filter, size, beforePos }: AuditQuestion): Promise<AuditPage> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  where('a.pos < ?::bigint', beforePos);
  where('a.actor = ?', filter.official);
  where('a.branch_id = ?::uuid', filter.branchId);
  where('a.action = ?', filter.action);
  where('a.outcome = ?', filter.outcome);
  where('a.at >= ?', filter.from && startOfDay(filter.from));
  where('a.at < ?', filter.to && endOfDay(filter.to));
  where('exists (select 1 from audit_subject s where s.pos = a.pos and s.tenant_id = a.tenant_id and s.person_id = ?::uuid)', filter.personId);
  const rows = await tx.query<Row[]>(`
    select a.pos::text as pos, a.at, a.actor as official, a.branch_id as "branchId", a.action, a.subject_type as "subjectType", a.subject_id as "subjectId", a.outcome, a.code,
      array(select s.person_id from audit_subject s where s.pos = a.pos order by s.person_id) as "personIds"
    from audit a ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''} order by a.pos desc limit ${size + 1}`, values);
  return { rows: rows.slice(0, size).map((row) => ({ ...row, at: row.at.toISOString() })), more: rows.length > size };
}
