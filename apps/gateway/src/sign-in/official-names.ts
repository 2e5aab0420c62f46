import DataLoader from 'dataloader';
import type { Pool } from 'pg';
import type { ApiContext } from '../api/api-context.js';
import { reached } from './reached.js';

/** Names of officials by their `sub`, kept at each sign-in and shown to the staff of their municipality alone. Throws UNAVAILABLE when the database cannot be reached. */
export class OfficialNames {
  private readonly byRequest = new WeakMap<ApiContext, DataLoader<string, string | null>>();

  constructor(private readonly pool: Pool) {}

  async keep(official: { tenant: string; sub: string; name: string }, at: Date): Promise<void> {
    if (official.name === '') return;
    await reached(this.pool.query(`insert into official (tenant, sub, name, last_seen_at) values ($1, $2, $3, $4)
      on conflict (tenant, sub) do update set name = excluded.name, last_seen_at = excluded.last_seen_at`, [official.tenant, official.sub, official.name, at]));
  }

  /** The name of one official, batched over a request; null for somebody who never signed in, and for the system. */
  nameOf(api: ApiContext, sub: string | null): Promise<string | null> {
    if (sub === null) return Promise.resolve(null);
    const loader = this.byRequest.get(api) ?? new DataLoader<string, string | null>((subs) => this.names(api.ctx.tenant, subs), { maxBatchSize: 100 });
    this.byRequest.set(api, loader);
    return loader.load(sub);
  }

  private async names(tenant: string, subs: readonly string[]): Promise<(string | null)[]> {
    const { rows } = await reached(this.pool.query<{ sub: string; name: string }>('select sub, name from official where tenant = $1 and sub = any($2)', [tenant, subs]));
    const byId = new Map(rows.map((row) => [row.sub, row.name]));
    return subs.map((sub) => byId.get(sub) ?? null);
  }
}
