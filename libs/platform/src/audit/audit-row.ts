import { createHash } from 'node:crypto';

/** An audit row as the chain sees it: every column in a text form that reads the same every time. */
export interface AuditRow {
  pos: string;
  canonical: string;
}

/** Selects `pos` and `canonical` from the audit rows `a`; persons are sorted, times are UTC to the microsecond. */
export const auditRowColumns = `a.pos::text as pos, jsonb_build_array(
  a.pos::text, a.tenant_id, to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), a.actor, a.branch_id, a.action, a.subject_type, a.subject_id,
  a.outcome, a.code, a.trace, a.details,
  (select jsonb_agg(s.person_id::text order by s.person_id::text collate "C") from audit_subject s where s.pos = a.pos))::text as canonical`;

/** What the first link builds on. */
export const chainStart: Buffer = Buffer.alloc(32);

/** SHA-256 over the previous hash and the row. */
export function linkHash(prev: Buffer, canonical: string): Buffer {
  return createHash('sha256').update(prev).update(canonical, 'utf8').digest();
}
