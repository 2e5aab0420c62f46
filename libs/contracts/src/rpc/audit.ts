import { z } from 'zod';
import { query } from './rpc.js';
import { instant, uuid } from './shapes.js';

/** One line of a service's access log (DESIGN §4.5): who did what to what; never what was read. */
export const auditRow = z.object({
  pos: z.string(), at: instant, official: z.string().nullable(), branchId: uuid.nullable(), action: z.string(), subjectType: z.string(), subjectId: z.string().nullable(),
  outcome: z.enum(['ok', 'refused']), code: z.string().nullable(), personIds: z.array(uuid),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditFilter = z.object({
  personId: uuid.optional(), official: z.string().max(80).optional(), branchId: uuid.optional(), action: z.string().max(60).optional(), outcome: z.enum(['ok', 'refused']).optional(),
  /** Days of the wall calendar, both included. */
  from: z.iso.date().optional(), to: z.iso.date().optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditPage = z.object({ rows: z.array(auditRow), more: z.boolean() });
export type AuditPage = z.infer<typeof auditPage>;

/**
 * The access log of one service, newest first; `beforePos` continues below a position. `audit.read` reads all of it, `rights.answer` one person's.
 * In `cases` an office with its own record of the person reads who read that person, by branch and without officials.
 */
export const auditCall = query({
  in: z.object({ filter: auditFilter, size: z.int().min(1).max(100), beforePos: z.string().regex(/^\d{1,19}$/).optional() }), out: auditPage,
  refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION'],
});
