import type { EntityManager } from 'typeorm';
import { actorId, type Ctx } from '../actor/actor.js';
import { namedQuery } from '../database/database.js';

/** What was done or refused: codes and ids, never a value of a person. */
export interface AuditEntry {
  /** What happened, e.g. `person.read`, `referral.accept`. */
  action: string;
  subjectType: string;
  subjectId?: string | undefined;
  outcome: 'ok' | 'refused';
  /** The refusal's code. */
  code?: string | undefined;
  /** Persons whose data the action touched or showed. */
  persons?: readonly string[] | undefined;
  details?: Readonly<Record<string, string | number | boolean | null>> | undefined;
}

const insertAudit = `insert into audit (tenant_id, actor, branch_id, action, subject_type, subject_id, outcome, code, trace, details)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning pos, tenant_id`;
const insertWithPersons = `with entry as (${insertAudit})
  insert into audit_subject (tenant_id, person_id, pos) select entry.tenant_id, person, entry.pos from entry, unnest($11::uuid[]) person`;

/** Writes one audit row and one row for each person, in the transaction of the effect or before the answer of a read leaves (DESIGN §4.5). */
export async function writeAudit(tx: EntityManager, ctx: Ctx, entry: AuditEntry): Promise<void> {
  const persons = [...new Set(entry.persons ?? [])];
  const values = [
    ctx.tenant, actorId(ctx), ctx.actingBranch?.id ?? null, entry.action, entry.subjectType, entry.subjectId ?? null,
    entry.outcome, entry.code ?? null, ctx.trace, entry.details ? JSON.stringify(entry.details) : null,
  ];
  if (persons.length === 0) await namedQuery(tx, 'audit_entry', insertAudit, values);
  else await namedQuery(tx, 'audit_entry_persons', insertWithPersons, [...values, persons]);
}
