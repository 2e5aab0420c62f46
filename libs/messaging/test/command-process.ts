import { OfferingPublished } from '@konbit/contracts';
import { commit, runCommand } from '@konbit/messaging';
import { openDatabase } from '@konbit/platform';
import { staffCtx } from '@konbit/testing';

/** One command in a process of its own that is killed before its commit, or after it and before its answer. */
const [databaseUrl, commandId, subjectId, moment] = process.argv.slice(2) as [string, string, string, 'before commit' | 'before answer'];
const ctx = staffCtx();
const db = await openDatabase({ name: 'directory', url: databaseUrl });
await runCommand(db, ctx, {
  envelope: { commandId, command: 'make', subjectId, data: { note: 'x' } }, visible: async () => undefined,
  decide: async (tx) => {
    await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, subjectId]);
    const version = await commit(tx, ctx, { table: 'thing', id: subjectId, version: 0 }, [{ type: OfferingPublished.type, subject: subjectId, data: OfferingPublished.sample, audience: [] }], new Date());
    if (moment === 'before commit') process.kill(process.pid, 'SIGKILL');
    return { id: subjectId, version, state: 'made' };
  },
});
process.kill(process.pid, 'SIGKILL');
