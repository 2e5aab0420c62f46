import { systemCtx } from '../actor/actor.js';
import { writeAudit } from '../audit/write-audit.js';
import type { Database } from '../database/database.js';
import { errorFields } from '../log/error-fields.js';
import type { Log } from '../log/logger.js';
import type { EdgeRefusal } from '../rpc/rpc-edge.js';

interface Parts { db: Database; log: Log; tenant: string }

const atOnce = 20;

/** Writes each caller turned away into the home municipality's audit; a flood is counted in the log instead of filling the pool. */
export function auditTurnedAway({ db, log, tenant }: Parts): (refusal: EdgeRefusal) => void {
  let writing = 0;
  return ({ call, code, cause, trace }) => {
    log.warn('caller turned away', { call, code, cause, trace });
    if (writing >= atOnce) return;
    writing += 1;
    const ctx = { ...systemCtx(tenant, 'rpc-edge'), trace };
    const entry = { action: 'rpc.refused', subjectType: 'call', subjectId: call, outcome: 'refused' as const, code, details: { cause } };
    void db.inTenant(ctx, (tx) => writeAudit(tx, ctx, entry))
      .catch((error: unknown) => log.error('audit of a refusal failed', errorFields(error)))
      .finally(() => {
        writing -= 1;
      });
  };
}
