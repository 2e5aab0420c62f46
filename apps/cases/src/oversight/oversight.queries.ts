import { Injectable } from '@nestjs/common';
import type { AuditPage } from '@konbit/contracts';
import { type AuditQuestion, auditPageOf, can, type Ctx, Database, DomainError, readAudit, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { readFolio } from '../person/folio.js';

/** Acts by which somebody saw a person; what an office did beside them is told by the person's page. */
const readings: readonly string[] = [
  'person.read', 'person.list', 'person.folio', 'person.search', 'person.duplicates', 'timeline.read', 'attendance.read', 'queue.read', 'case_file.read', 'consent.read', 'notice.list',
  'identifier.unmask', 'access.break_glass', 'basis.check', 'audit.read',
];

/** Who saw whom: for those who oversee it, and for an office about its own person. */
@Injectable()
export class OversightQueries {
  constructor(private readonly db: Database, private readonly access: AccessQueries) {}

  /** Throws FORBIDDEN_ACTION, or NOT_FOUND for a person whom the caller's office does not know. */
  async audit(ctx: Ctx, question: AuditQuestion): Promise<AuditPage> {
    const { personId } = question.filter;
    if (can(ctx, 'audit.read') || can(ctx, 'rights.answer') || personId === undefined) return this.db.inTenant(ctx, (tx) => auditPageOf(tx, ctx, question));
    return this.db.inTenant(ctx, async (tx) => {
      const { access } = await this.access.requireReadable(tx, ctx, personId);
      if (access !== 'full' || !can(ctx, 'person.write')) throw new DomainError('FORBIDDEN_ACTION', { cause: 'OWN_RECORD_REQUIRED' });
      const { from, to } = question.filter;
      const page = await readAudit(tx, { ...question, filter: { personId, outcome: 'ok', from, to } }, readings);
      await writeAudit(tx, ctx, { action: 'audit.read', subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId] });
      return { ...page, rows: page.rows.map((row) => ({ ...row, official: null, subjectId: null, personIds: [personId] })) };
    });
  }

  /** Folios in the order of the ids, null for an unknown person. Throws FORBIDDEN_ACTION. */
  async folios(ctx: Ctx, personIds: readonly string[]): Promise<{ folios: (string | null)[] }> {
    requireOversight(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await tx.query<{ id: string; folio: string }[]>('select id, folio from person where id = any($1::uuid[])', [personIds]);
      const byId = new Map(rows.map((row) => [row.id, row.folio]));
      await auditOfFolios(tx, ctx, [...byId.keys()]);
      return { folios: personIds.map((id) => byId.get(id) ?? null) };
    });
  }

  /** Throws NOT_FOUND for a folio of nobody, FORBIDDEN_ACTION. */
  async personOfFolio(ctx: Ctx, typed: string): Promise<{ personId: string }> {
    requireOversight(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const [row] = await tx.query<{ id: string }[]>('select id from person where folio = $1', [readFolio(typed)]);
      if (!row) throw new DomainError('NOT_FOUND');
      await auditOfFolios(tx, ctx, [row.id]);
      return { personId: row.id };
    });
  }
}

/** A folio is part of what identifies a person: reading it is a reading of the person. */
async function auditOfFolios(tx: EntityManager, ctx: Ctx, persons: readonly string[]): Promise<void> {
  if (persons.length > 0) await writeAudit(tx, ctx, { action: 'person.folio', subjectType: 'person', outcome: 'ok', persons });
}

function requireOversight(ctx: Ctx): void {
  if (!can(ctx, 'audit.read') && !can(ctx, 'rights.answer')) throw new DomainError('FORBIDDEN_ACTION', { cause: 'PERMISSION_MISSING' });
}
