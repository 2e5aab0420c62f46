import { Injectable } from '@nestjs/common';
import { textLanguages } from '@konbit/contracts';
import { type Ctx, Database, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { hashOfSource, PersonText, textIdOf, wordingColumns } from './text.entity.js';
import { decideRelease, releaseAuthor, type TextUse, type Wording } from './text.js';
import { publishText } from './text.service.js';

/** A text as a release ships it; a language may be absent. */
export interface ShippedText {
  key: string;
  es: string;
  ht?: string | undefined;
  pt?: string | undefined;
  en?: string | undefined;
}

interface Place { key: string; language: string; usedIn: TextUse; position: number }

/** Texts that came with this release: Spanish is written, drafts are offered, what persons wrote or read stays. */
@Injectable()
export class TextRelease {
  constructor(private readonly db: Database) {}

  /** All or nothing; answers how many texts changed, none when the same texts are released again. */
  async load(ctx: Ctx, texts: readonly ShippedText[], at: Date): Promise<number> {
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await tx.find(PersonText, { where: { tenantId: ctx.tenant }, lock: { mode: 'pessimistic_write' } });
      const known = new Map(rows.map((row) => [row.id, row]));
      let changed = 0;
      for (const [position, shipped] of texts.entries()) changed += await this.loadOne(tx, ctx, { shipped, position, known, at });
      await tx.query('update person_text set position = null where key <> all($1::text[]) and position is not null', [texts.map(({ key }) => key)]);
      if (changed > 0) await writeAudit(tx, ctx, { action: 'text.release', subjectType: 'text', outcome: 'ok', details: { changed } });
      return changed;
    });
  }

  private async loadOne(
    tx: EntityManager, ctx: Ctx, { shipped, position, known, at }: { shipped: ShippedText; position: number; known: Map<string, PersonText>; at: Date },
  ): Promise<number> {
    const sourceHash = hashOfSource(shipped.es);
    let changed = 0;
    for (const language of ['es', ...textLanguages] as const) {
      const place: Place = { key: shipped.key, language, usedIn: useOf(shipped.key), position };
      const row = known.get(textIdOf(ctx.tenant, shipped.key, language)) ?? null;
      const body = shipped[language] ?? null;
      const wording = language === 'es' ? decideSource(row, shipped.es, sourceHash) : decideRelease(row, { body, sourceHash });
      if (wording !== null) await save(tx, ctx, { place, row, wording, at });
      else if (row && row.position !== position) await tx.update(PersonText, { id: row.id }, { position });
      changed += wording === null ? 0 : 1;
    }
    return changed;
  }
}

/** The part of a key before the point says where the text is used. */
export function useOf(key: string): TextUse {
  const use = (['slip', 'notice', 'page'] as const).find((one) => key.startsWith(`${one}.`));
  if (!use) throw new Error(`texts.json: ${key} is used nowhere`);
  return use;
}

function decideSource(row: PersonText | null, body: string, sourceHash: string): Wording | null {
  if (row?.body === body) return null;
  return { state: 'approved', body, author: releaseAuthor, reviewer: null, reviewedAt: null, note: null, requestedAt: null, sourceHash };
}

async function save(tx: EntityManager, ctx: Ctx, { place, row, wording, at }: { place: Place; row: PersonText | null; wording: Wording; at: Date }): Promise<void> {
  const columns = { ...place, ...wordingColumns(wording) };
  const id = row?.id ?? textIdOf(ctx.tenant, place.key, place.language);
  if (row) await tx.update(PersonText, { id }, columns);
  else await tx.insert(PersonText, { id, tenantId: ctx.tenant, version: 0, ...columns });
  await publishText(tx, ctx, { id, tenantId: ctx.tenant, version: row?.version ?? 0, ...columns }, at);
}
