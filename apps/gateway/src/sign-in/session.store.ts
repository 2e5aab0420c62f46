import { outageOf, type PoolCounts } from '@konbit/platform';
import type { Pool, PoolClient, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { reached } from './reached.js';
import { absoluteMs, type SessionRow } from './session.js';

interface DatabaseRow {
  id_hash: Buffer; sub: string; tenant: string; sid: string | null; refresh_enc: Buffer | null; access_enc: Buffer; id_token_enc: Buffer;
  access_expires_at: Date; created_at: Date; last_seen_at: Date; revoked_at: Date | null;
}

/** What a refresh changes of a session. */
export type TokenUpdate = Pick<SessionRow, 'refreshEnc' | 'accessEnc' | 'idTokenEnc' | 'accessExpiresAt'>;
export type LockedWork = (row: SessionRow) => Promise<{ update: TokenUpdate } | { revokeAt: Date } | null>;

const keptMs = absoluteMs + 3_600_000;

/** The table `session`: the one place of the gateway that touches its database. Throws UNAVAILABLE when that cannot be reached. */
export class SessionStore {
  constructor(private readonly pool: Pool) {}

  async insert(row: SessionRow): Promise<void> {
    await this.query({
      name: 'session_insert',
      text: `insert into session (id_hash, sub, tenant, sid, refresh_enc, access_enc, id_token_enc, access_expires_at, created_at, last_seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      values: [row.idHash, row.sub, row.tenant, row.sid, row.refreshEnc, row.accessEnc, row.idTokenEnc, row.accessExpiresAt, row.createdAt, row.lastSeenAt],
    });
    await this.query('delete from session where created_at < $1', [new Date(row.createdAt.getTime() - keptMs)]);
  }

  async find(idHash: Buffer): Promise<SessionRow | null> {
    const { rows } = await this.query<DatabaseRow>({ name: 'session_find', text: 'select * from session where id_hash = $1', values: [idHash] });
    return rows[0] ? rowOf(rows[0]) : null;
  }

  async touch(idHash: Buffer, at: Date): Promise<void> {
    await this.query({ name: 'session_touch', text: 'update session set last_seen_at = greatest(last_seen_at, $2) where id_hash = $1', values: [idHash, at] });
  }

  /** Runs `work` while no other process can change the row, and writes what it answers. Gives the row as it then is. */
  async locked(idHash: Buffer, work: LockedWork): Promise<SessionRow | null> {
    const client = await reached(this.pool.connect());
    let failed = false;
    try {
      await client.query('begin');
      const { rows } = await client.query<DatabaseRow>('select * from session where id_hash = $1 for update', [idHash]);
      const row = rows[0] ? await this.change(client, rowOf(rows[0]), work) : null;
      await client.query('commit');
      return row;
    } catch (error) {
      failed = await client.query('rollback').then(() => false, () => true);
      throw outageOf(error) ?? error;
    } finally {
      client.release(failed);
    }
  }

  async revoke(idHash: Buffer, at: Date): Promise<void> {
    await this.query('update session set revoked_at = $2 where id_hash = $1 and revoked_at is null', [idHash, at]);
  }

  /** Ends every session of a provider session, or of a person when the provider names no session. */
  async revokeAll(whose: { sid: string } | { sub: string }, at: Date): Promise<string[]> {
    const [column, value] = 'sid' in whose ? ['sid', whose.sid] : ['sub', whose.sub];
    const { rows } = await this.query<{ key: string }>(
      `update session set revoked_at = $2 where ${column} = $1 and revoked_at is null returning encode(id_hash, 'hex') as key`, [value, at]);
    return rows.map((row) => row.key);
  }

  /** Of these sessions, the ones still open, by key. */
  async open(keys: readonly string[]): Promise<Set<string>> {
    const { rows } = await this.query<{ key: string }>(
      `select encode(id_hash, 'hex') as key from session where id_hash = any($1::bytea[]) and revoked_at is null`, [keys.map((key) => Buffer.from(key, 'hex'))]);
    return new Set(rows.map((row) => row.key));
  }

  /** True the first time a logout token is seen. */
  async firstUse(jti: string, at: Date): Promise<boolean> {
    await this.query('delete from logout_token where seen_at < $1', [new Date(at.getTime() - keptMs)]);
    const { rowCount } = await this.query('insert into logout_token (jti, seen_at) values ($1, $2) on conflict do nothing', [jti, at]);
    return rowCount === 1;
  }

  /** Connections of the pool, and how many requests wait for one. */
  connections(): PoolCounts {
    return this.pool;
  }

  async ping(): Promise<void> {
    await this.query('select 1');
  }

  private query<R extends QueryResultRow = QueryResultRow>(statement: string | QueryConfig, values?: unknown[]): Promise<QueryResult<R>> {
    return reached(this.pool.query<R>(statement, values));
  }

  private async change(client: PoolClient, row: SessionRow, work: LockedWork): Promise<SessionRow> {
    const result = await work(row);
    if (result === null) return row;
    if ('revokeAt' in result) {
      await client.query('update session set revoked_at = $2 where id_hash = $1', [row.idHash, result.revokeAt]);
      return { ...row, revokedAt: result.revokeAt };
    }
    const { refreshEnc, accessEnc, idTokenEnc, accessExpiresAt } = result.update;
    await client.query('update session set refresh_enc = $2, access_enc = $3, id_token_enc = $4, access_expires_at = $5 where id_hash = $1',
      [row.idHash, refreshEnc, accessEnc, idTokenEnc, accessExpiresAt]);
    return { ...row, ...result.update };
  }
}

function rowOf(row: DatabaseRow): SessionRow {
  return {
    idHash: row.id_hash, sub: row.sub, tenant: row.tenant, sid: row.sid, refreshEnc: row.refresh_enc, accessEnc: row.access_enc, idTokenEnc: row.id_token_enc,
    accessExpiresAt: row.access_expires_at, createdAt: row.created_at, lastSeenAt: row.last_seen_at, revokedAt: row.revoked_at,
  };
}
