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

/**
 * The rows themselves, for a caller who has decided that they may be shown; `actions` narrows them to some acts.
 * One person's log names that person alone: who else stood in the same list is no part of the answer.
 */
export async function readAudit(tx: EntityManager, { filter, size, beforePos }: AuditQuestion, actions?: readonly string[]): Promise<AuditPage> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const where = (condition: string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    conditions.push(condition.replace('?', `$${values.length}`));
  };
  const ofPerson = filter.personId !== undefined;
  where('s.person_id = ?::text::uuid', filter.personId);
  where(`${ofPerson ? 's' : 'a'}.pos < ?::bigint`, beforePos && posOf(beforePos));
  where('a.actor = ?', filter.official);
  where('a.branch_id = ?::uuid', filter.branchId);
  where('a.action = ?', filter.action);
  where('a.action = any(?::text[])', actions);
  where('a.outcome = ?', filter.outcome);
  where('a.at >= ?', filter.from && startOfDay(dayOfLog(filter.from)));
  where('a.at < ?', filter.to && endOfDay(dayOfLog(filter.to)));
  const rows = await tx.query<Row[]>(`
    select a.pos::text as pos, a.at, a.actor as official, a.branch_id as "branchId", a.action, a.subject_type as "subjectType", a.subject_id as "subjectId", a.outcome, a.code,
      ${ofPerson ? 'array[$1::text]' : 'array(select p.person_id from audit_subject p where p.pos = a.pos order by p.person_id)'} as "personIds"
    from ${ofPerson ? 'audit_subject s join audit a on a.pos = s.pos' : 'audit a'} ${conditions.length > 0 ? `where ${conditions.join(' and ')}` : ''}
    order by ${ofPerson ? 's' : 'a'}.pos desc limit ${size + 1}`, values);
  return { rows: rows.slice(0, size).map((row) => ({ ...row, at: row.at.toISOString() })), more: rows.length > size };
}

const [firstDay, lastDay] = ['2000-01-01', '2099-12-31'];
const largestPos = 9_223_372_036_854_775_807n;

/** A day inside the life of any log: far outside it the calendar of the time zone knows no days. */
function dayOfLog(day: string): string {
  if (day < firstDay) return firstDay;
  return day > lastDay ? lastDay : day;
}

function posOf(text: string): string {
  const pos = BigInt(text);
  return (pos > largestPos ? largestPos : pos).toString();
}
