import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { commit } from '@konbit/messaging';
import { codeId, type Ctx, Database, namedQuery, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { changesBetween } from '../editing/entry.js';
import { readEntry, keepChange } from '../editing/entry.store.js';
import { saveBaselines } from './baseline-criteria.js';
import { type ReferenceRow, referenceRows } from './reference-rows.js';
import { readSeed, type Seed } from './seed-file.js';

export interface SeedingResult {
  changed: number;
  unchanged: number;
}

/** How a row stands now: the release it came from, and whether somebody edited it since. */
interface KnownRow { hash: string; edited: boolean }

/** Loads the reference data of a municipality: all or nothing; a second load of the same files changes nothing, and what was edited here stays as it was edited. */
@Injectable()
export class SeedingService {
  constructor(private readonly database: Database) {}

  async load(ctx: Ctx, folder: URL, at: Date): Promise<SeedingResult> {
    const seed = await readSeed(folder);
    return this.database.inTenant(ctx, async (tx) => {
      const known = await knownRows(tx);
      const changed = referenceRows(seed).filter((row) => known.get(row.id)?.edited !== true && known.get(row.id)?.hash !== hashOf(row));
      for (const row of changed) await publish(tx, ctx, row, known.has(row.id), at);
      await saveLists(tx, ctx, seed);
      await saveBaselines(tx, ctx, seed, at);
      if (changed.length > 0) await writeAudit(tx, ctx, { action: 'reference.load', subjectType: 'directory', outcome: 'ok', details: { changed: changed.length } });
      return { changed: changed.length, unchanged: known.size };
    });
  }
}

const hashOf = (row: ReferenceRow): string => createHash('sha256').update(JSON.stringify([row.columns, row.event])).digest('hex');

async function knownRows(tx: EntityManager): Promise<Map<string, KnownRow>> {
  const rows = await tx.query<{ id: string; content_hash: string; edited: boolean }[]>(['organisation', 'branch', 'service', 'offering']
    .map((table) => `select id, content_hash, ${table === 'service' ? 'false' : 'edited_at is not null'} as edited from ${table}`).join(' union all '));
  return new Map(rows.map((row) => [row.id, { hash: row.content_hash, edited: row.edited }]));
}

/** A row that a newer release changed gets a line of history; the first load has none. */
async function publish(tx: EntityManager, ctx: Ctx, row: ReferenceRow, exists: boolean, at: Date): Promise<void> {
  const before = exists && row.table !== 'service' ? await readEntry(tx, row.table, row.id) : null;
  const columns = { ...row.columns, content_hash: hashOf(row) };
  const names = Object.keys(columns);
  const places = names.map((_, i) => `$${i + 3}`);
  const sql = exists
    ? `update ${row.table} set ${names.map((name, i) => `${name} = ${places[i]}`).join(', ')} where id = $1 and tenant_id = $2 returning version`
    : `insert into ${row.table} (id, tenant_id, ${names.join(', ')}) values ($1, $2, ${places.join(', ')}) returning version`;
  const [written] = await namedQuery<{ version: number }>(tx, `seed_${row.table}_${exists ? 'update' : 'insert'}`, sql, [row.id, ctx.tenant, ...Object.values(columns)]);
  if (!written) throw new Error(`${row.table} ${row.id} is not this municipality's`);
  const version = await commit(tx, ctx, { table: row.table, id: row.id, version: written.version, tenant_id: ctx.tenant }, [{ ...row.event, subject: row.id, audience: [] }], at);
  if (!before || row.table === 'service') return;
  const changes = changesBetween(before.fields, (await readEntry(tx, row.table, row.id))?.fields ?? {});
  if (changes.length > 0) await keepChange(tx, ctx, { kind: row.table, id: row.id, version, changes }, { source: 'release', official: null, at });
}

/** Lists without events: norms and comunas are read, never followed. */
async function saveLists(tx: EntityManager, ctx: Ctx, seed: Seed): Promise<void> {
  const norms = seed.norms.map((norm) => ({ id: codeId(norm.code), code: norm.code, citation: norm.citation, name: norm.es, use: norm.use, basis: norm.basis }));
  await tx.query(`insert into norm (id, tenant_id, code, citation, name, use, basis)
    select id, $1, code, citation, name, use, basis from jsonb_to_recordset($2::jsonb) as n (id uuid, code text, citation text, name text, use text, basis text)
    on conflict (tenant_id, code) do update set citation = excluded.citation, name = excluded.name, use = excluded.use, basis = excluded.basis`,
  [ctx.tenant, JSON.stringify(norms)]);
  await tx.query(`insert into comuna (tenant_id, code, name, aliases)
    select $1, code, name, aliases from jsonb_to_recordset($2::jsonb) as c (code text, name text, aliases text[])
    on conflict (tenant_id, code) do update set name = excluded.name, aliases = excluded.aliases`, [ctx.tenant, JSON.stringify(seed.comunas)]);
}
