import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { newId } from '@konbit/contracts';
import { commit, type CommandAnswer, type CommandEnvelope, type CommandSteps, runCommand } from '@konbit/messaging';
import { type Ctx, type Database, DomainError } from '@konbit/platform';
import { branchRef, eventually, gate, staffCtx, type TestDatabases } from '@konbit/testing';
import type { EntityManager } from 'typeorm';
import { backbone, offering } from './backbone.js';

describe('commands', () => {
  let databases: TestDatabases;
  let db: Database;
  const ctx: Ctx = staffCtx();

  beforeAll(async () => {
    databases = await backbone('directory');
    ({ db } = await databases.open('directory'));
  });
  afterAll(() => databases.drop());

  const make = async (tx: EntityManager, id: string): Promise<CommandAnswer> => {
    await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, id]);
    return { id, version: await commit(tx, ctx, { table: 'thing', id, version: 0 }, [offering(id)], new Date()), state: 'made' };
  };
  const envelope = (subjectId: string, more: Partial<CommandEnvelope> = {}): CommandEnvelope =>
    ({ commandId: newId(), command: 'make', subjectId, data: { note: 'x' }, ...more });
  const send = (sent: CommandEnvelope, more: Partial<CommandSteps<CommandAnswer, undefined>> = {}, by = ctx): Promise<CommandAnswer> =>
    runCommand(db, by, { envelope: sent, visible: async () => undefined, decide: (tx) => make(tx, sent.subjectId), ...more });
  const things = (id: string): Promise<object[]> => databases.asOwner('directory', 'select id from thing where id = $1', [id]);
  const events = (id: string): Promise<{ agg_version: number; headers: Record<string, unknown> }[]> =>
    databases.asOwner('directory', 'select agg_version, headers from outbox where key = $1 order by pos', [id]);
  const kept = (commandId: string): Promise<{ caller: string; result: unknown }[]> =>
    databases.asOwner('directory', 'select caller, result from command where key = $1', [commandId]);

  it('has its effect, its event and its answer in one transaction', async () => {
    const sent = envelope(newId());
    await expect(send(sent)).resolves.toEqual({ id: sent.subjectId, version: 1, state: 'made' });
    const [event] = await events(sent.subjectId);
    expect(event).toMatchObject({ agg_version: 1, headers: {
      specversion: '1.0', source: '/konbit/05101/directory', subject: sent.subjectId, tenant: ctx.tenant, aggversion: 1, traceparent: ctx.trace } });
    expect(await kept(sent.commandId)).toEqual([{ caller: 'meson', result: { ok: { id: sent.subjectId, version: 1, state: 'made' } } }]);
  });

  it('answers a repetition from what it kept, whatever time and channel say', async () => {
    const sent = envelope(newId(), { at: '2026-11-24T10:00:00Z', channel: 'desk', expectedVersion: 0 });
    const first = await send(sent);
    await expect(send({ ...sent, at: '2026-11-24T10:05:00Z', channel: 'phone' })).resolves.toEqual(first);
    expect(await events(sent.subjectId)).toHaveLength(1);
  });

  describe('of a process that is killed', () => {
    const killed = async (sent: CommandEnvelope, moment: string): Promise<void> => {
      const child = fork(fileURLToPath(new URL('./command-process.js', import.meta.url)), [databases.url('directory'), sent.commandId, sent.subjectId, moment]);
      await once(child, 'exit');
      expect(child.signalCode).toBe('SIGKILL');
    };

    it('before its commit has no event, and makes exactly one when it is sent again', async () => {
      const sent = envelope(newId());
      await killed(sent, 'before commit');
      expect([await things(sent.subjectId), await events(sent.subjectId), await kept(sent.commandId)]).toEqual([[], [], []]);
      await expect(send(sent)).resolves.toMatchObject({ version: 1 });
      expect(await events(sent.subjectId)).toHaveLength(1);
    });

    it('after its commit and before its answer has its event, and gives the answer it kept when it is sent again', async () => {
      const sent = envelope(newId());
      await killed(sent, 'before answer');
      expect(await events(sent.subjectId)).toHaveLength(1);
      await expect(send(sent, { decide: () => { throw new Error('decided twice'); } })).resolves.toEqual({ id: sent.subjectId, version: 1, state: 'made' });
      expect(await events(sent.subjectId)).toHaveLength(1);
    });
  });

  it('does not depend on the order of members in the data', async () => {
    const sent = envelope(newId(), { data: { a: 1, b: { c: 2, d: 3 } } });
    await send(sent);
    await expect(send({ ...sent, data: { b: { d: 3, c: 2 }, a: 1 } })).resolves.toMatchObject({ version: 1 });
  });

  it.each([
    ['other data', { data: { note: 'y' } }], ['another command', { command: 'unmake' }], ['another subject', { subjectId: newId() }],
    ['another expected version', { expectedVersion: 7 }],
  ])('refuses an id that was used with %s', async (_name, other) => {
    const sent = envelope(newId());
    await send(sent);
    await expect(send({ ...sent, ...other })).rejects.toMatchObject({ code: 'COMMAND_ID_REUSED' });
  });

  it('keeps ids apart by caller', async () => {
    const sent = envelope(newId());
    await send(sent);
    const other = { ...envelope(newId()), commandId: sent.commandId };
    await expect(send(other, {}, staffCtx({ sub: 'omil' }))).resolves.toMatchObject({ id: other.subjectId });
  });

  it('has one effect when two are sent at once, and the second gets the answer', async () => {
    const sent = envelope(newId());
    const decision = gate();
    let decided = 0;
    const slow = { decide: async (tx: EntityManager) => { decided += 1; await decision.passed; return make(tx, sent.subjectId); } };
    const both = [send(sent, slow), send(sent, slow)];
    await eventually(async () => {
      const waiting = await databases.asAdmin('directory', `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      return waiting.length > 0;
    }, 'the second waits for the first');
    decision.open();
    const answers = await Promise.all(both);
    expect(answers[1]).toEqual(answers[0]);
    expect(decided).toBe(1);
    expect(await events(sent.subjectId)).toHaveLength(1);
  });

  it('lets the second decide when the first one fails', async () => {
    const sent = envelope(newId());
    const decision = gate();
    const first = send(sent, { decide: async () => { await decision.passed; throw new DomainError('UNAVAILABLE', {}); } });
    await eventually(async () => (await databases.asAdmin('directory',
      `select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and query like 'insert into command%'`)).length > 0, 'the first is deciding');
    const second = send(sent);
    decision.open();
    await expect(first).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(second).resolves.toMatchObject({ version: 1 });
  });

  it('keeps a refusal by a data rule, without its effect', async () => {
    const sent = envelope(newId());
    let decided = 0;
    const refusing = { decide: async (tx: EntityManager): Promise<CommandAnswer> => {
      decided += 1;
      await make(tx, sent.subjectId);
      throw new DomainError('OUTCOME_REQUIRED', { fields: [{ path: 'outcome', code: 'OUTCOME_REQUIRED' }] });
    } };
    for (let i = 0; i < 2; i += 1) {
      await expect(send(sent, refusing)).rejects.toMatchObject({ code: 'OUTCOME_REQUIRED', details: { fields: [{ path: 'outcome', code: 'OUTCOME_REQUIRED' }] } });
    }
    expect(decided).toBe(1);
    expect(await things(sent.subjectId)).toEqual([]);
    expect(await events(sent.subjectId)).toEqual([]);
  });

  it('lets a kept refusal leave its trace with it', async () => {
    const sent = envelope(newId());
    const trace = newId();
    await expect(send(sent, {
      decide: async () => { throw new DomainError('REASON_REQUIRED', {}); },
      onRefused: async (tx) => { await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, trace]); },
    })).rejects.toMatchObject({ code: 'REASON_REQUIRED' });
    expect(await things(trace)).toHaveLength(1);
  });

  it.each(['NOT_FOUND', 'ACCESS_WITHDRAWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'UNAVAILABLE', 'UNAUTHENTICATED'] as const)(
    'keeps nothing of %s: the same id may succeed later', async (code) => {
      const sent = envelope(newId());
      await expect(send(sent, { decide: async () => { throw new DomainError(code, {}); } })).rejects.toMatchObject({ code });
      expect(await kept(sent.commandId)).toEqual([]);
      await expect(send(sent)).resolves.toMatchObject({ version: 1 });
    });

  it('asks for visibility before it says anything about an id', async () => {
    const sent = envelope(newId());
    await send(sent);
    await expect(send({ ...sent, data: 'other' }, { visible: async () => { throw new DomainError('NOT_FOUND', {}); } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('prepares outside every transaction, and only for an id it does not know', async () => {
    const sent = envelope(newId());
    let asked = 0;
    const prepare = async () => async (): Promise<undefined> => {
      asked += 1;
      const busy = await databases.asAdmin('directory', `select 1 from pg_stat_activity where datname = current_database() and state = 'idle in transaction'`);
      expect(busy).toEqual([]);
    };
    await send(sent, { prepare });
    await expect(send(sent, { prepare })).resolves.toMatchObject({ version: 1 });
    expect(asked).toBe(1);
  });

  it('keeps nothing when preparing fails', async () => {
    const sent = envelope(newId());
    await expect(send(sent, { prepare: async () => async () => { throw new DomainError('UNAVAILABLE', {}); } })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await kept(sent.commandId)).toEqual([]);
  });

  it('moves a version by as many events as there are, each with its own', async () => {
    const id = newId();
    await send(envelope(id));
    const version = await db.inTenant(ctx, (tx) => commit(tx, ctx, { table: 'thing', id, version: 1 }, [offering(id), offering(id)], new Date()));
    expect(version).toBe(3);
    expect((await events(id)).map((event) => event.agg_version)).toEqual([1, 2, 3]);
  });

  it('writes the row and moves its version in one statement', async () => {
    const id = newId();
    await send(envelope(id));
    const set = { note: 'closed' };
    await db.inTenant(ctx, (tx) => commit(tx, ctx, { table: 'thing', id, version: 1, set }, [offering(id)], new Date()));
    await db.inTenant(ctx, (tx) => commit(tx, ctx, { table: 'thing', id, version: 2, set }, [offering(id), offering(id)], new Date()));
    expect(await databases.asOwner('directory', 'select note, version from thing where id = $1', [id])).toEqual([{ note: 'closed', version: 4 }]);
  });

  it('refuses a stale version and tells the current one', async () => {
    const id = newId();
    await send(envelope(id));
    const stale = db.inTenant(ctx, (tx) => commit(tx, ctx, { table: 'thing', id, version: 0 }, [offering(id)], new Date()));
    await expect(stale).rejects.toMatchObject({ code: 'VERSION_CONFLICT', details: { version: 1 } });
    expect(await events(id)).toHaveLength(1);
  });

  it('does not step without an event', async () => {
    const id = newId();
    await send(envelope(id));
    await expect(db.inTenant(ctx, (tx) => commit(tx, ctx, { table: 'thing', id, version: 1 }, [], new Date()))).resolves.toBe(1);
  });

  it('cannot move the version of another municipality', async () => {
    const id = newId();
    await send(envelope(id));
    const other = staffCtx({ cut: '05109' });
    const crossing = db.inTenant(other, (tx) => commit(tx, other, { table: 'thing', id, version: 1 }, [offering(id)], new Date()));
    await expect(crossing).rejects.toMatchObject({ code: 'VERSION_CONFLICT' });
  });

  it('publishes nothing that breaks its contract, and names no value', async () => {
    const id = newId();
    const secret = 'Jean Baptiste';
    const broken = { ...offering(id), data: { ...offering(id).data, name: secret } };
    const publishing = db.inTenant(ctx, async (tx) => {
      await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, id]);
      await commit(tx, ctx, { table: 'thing', id, version: 0 }, [broken], new Date());
    });
    await expect(publishing).rejects.toThrow(/break their contract/);
    await expect(publishing).rejects.not.toThrow(secret);
    expect(await things(id)).toEqual([]);
  });

  it('refuses an event that a log may not take, and the command leaves nothing', async () => {
    const id = newId();
    const branches = (count: number): string[] => Array.from({ length: count }, () => newId());
    const publishing = (count: number) => db.inTenant(ctx, async (tx) => {
      await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, id]);
      return commit(tx, ctx, { table: 'thing', id, version: 0 }, [{ ...offering(id), audience: branches(count) }], new Date());
    });
    await expect(publishing(7000)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    expect(await things(id)).toEqual([]);
    await expect(publishing(6000)).resolves.toBe(1);
  });

  it('writes the branches of the audience into the envelope', async () => {
    const id = newId();
    const branch = branchRef('ORG-IMV-OMIL/BR-OMIL-VALPO').id;
    await db.inTenant(ctx, async (tx) => {
      await tx.query('insert into thing (tenant_id, id) values ($1, $2)', [ctx.tenant, id]);
      await commit(tx, ctx, { table: 'thing', id, version: 0 }, [{ ...offering(id), audience: [branch] }], new Date());
    });
    expect((await events(id))[0]!.headers['audience']).toEqual([branch]);
  });
});
