import { Client } from 'pg';

/** How far the seal of one service's audit has come. */
export interface AuditState { sealed: number; unsealed: number; oldestUnsealedMs: number; lastSealedAt: Date | null }

const stateSql = `select (select coalesce(max(seq), 0)::int from audit_link) as sealed, count(a.pos)::int as unsealed,
    coalesce(extract(epoch from now() - min(a.at)) * 1000, 0)::float8 as oldest_ms,
    (select r.at from audit_link l join audit r on r.pos = l.audit_pos order by l.seq desc limit 1) as last_at
  from audit a where not exists (select 1 from audit_link l where l.audit_pos = a.pos)`;

interface StateRow { sealed: number; unsealed: number; oldest_ms: number; last_at: Date | null }

/** Reads it as the owner of the service's database. */
export async function auditState(ownerUrl: string): Promise<AuditState> {
  const client = new Client({ connectionString: ownerUrl, connectionTimeoutMillis: 3_000, statement_timeout: 5_000 });
  await client.connect();
  try {
    const row = (await client.query<StateRow>(stateSql)).rows[0];
    return { sealed: row?.sealed ?? 0, unsealed: row?.unsealed ?? 0, oldestUnsealedMs: Math.max(0, row?.oldest_ms ?? 0), lastSealedAt: row?.last_at ?? null };
  } finally {
    await client.end();
  }
}
