import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type directoryRpc, type PrintTexts, type RpcIn, type RpcOut, textStates, type TextView } from '@konbit/contracts';
import { actorId, connectionOf, type Ctx, Database, requirePermission, type Slice, sliceOf } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { PersonText } from './text.entity.js';
import { actionsOn, usesOf } from './text.js';

type Calls = typeof directoryRpc;
type List = RpcIn<Calls, 'directory.texts'>;
type ListRow = Omit<TextView, 'availableActions' | 'reviewedAt' | 'requestedAt'> & { reviewedAt: Date | null; requestedAt: Date | null; rank: string };

/** Place in the queue: what a desk asked for first, then by state, then in the order of printing. */
const rank = `((case when t.requested_at is not null and t.state <> 'approved'
    then '0' || to_char(t.requested_at at time zone 'UTC', 'YYYYMMDDHH24MISSMS')
    else (array_position(array['missing', 'draft', 'reviewed', 'approved'], t.state))::text end
  || '.' || lpad(t.position::text, 5, '0')) collate "C")`;
const columns = `t.id, t.version, t.key, t.used_in as "usedIn", t.language, s.body as source, t.body, t.state, t.author, t.reviewer, t.reviewed_at as "reviewedAt", t.note,
  t.requested_at as "requestedAt", ${rank} as rank`;
const withSource = `person_text t join person_text s on s.tenant_id = t.tenant_id and s.key = t.key and s.language = 'es'`;
const isRank = (key: string): boolean => /^(0\d{17}|[1-4])\.\d{5}$/.test(key);

/** What waits for a reader, and what may be printed. */
@Injectable()
export class TextQueries {
  constructor(private readonly db: Database) {}

  /** The texts of a language in the order of need. Throws FORBIDDEN_ACTION, CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async list(ctx: Ctx, { language, state, page }: List): Promise<RpcOut<Calls, 'directory.texts'>> {
    requirePermission(ctx, 'text.review');
    const slice = sliceOf(page, scopeOf(language, state), isRank);
    const by = actorId(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await listRows(tx, { language, state: state ?? null, slice });
      const waiting = await tx.query<{ n: number }[]>(
        `select count(*)::int as n from person_text where language = $1 and position is not null and state <> 'approved'`, [language]);
      const connection = connectionOf(slice, rows, (row) => ({ key: row.rank, id: row.id }), (row) => viewOf(row, by));
      return { ...connection, waiting: waiting[0]?.n ?? 0 };
    });
  }

  /** Texts by id, in the order asked; null for one that is not there. Throws FORBIDDEN_ACTION. */
  async byIds(ctx: Ctx, { ids }: RpcIn<Calls, 'directory.textsByIds'>): Promise<RpcOut<Calls, 'directory.textsByIds'>> {
    requirePermission(ctx, 'text.review');
    const by = actorId(ctx);
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await tx.query<ListRow[]>(`select ${columns} from ${withSource} where t.language <> 'es' and t.position is not null and t.id = any($1::uuid[])`, [ids]);
      const known = new Map(rows.map((row) => [row.id, viewOf(row, by)]));
      return { texts: ids.map((id) => known.get(id) ?? null) };
    });
  }

  /** The Spanish sources of a use and their translations; for callers without a session too: nothing here is of a person. */
  async print(ctx: Ctx, { usedIn, languages }: RpcIn<Calls, 'directory.printTexts'>): Promise<PrintTexts> {
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await tx.createQueryBuilder(PersonText, 't').where('t.position is not null').orderBy('t.position').getMany();
      const printed = rows.filter((row) => usesOf(usedIn).includes(row.usedIn));
      const sources = new Map(printed.filter((row) => row.language === 'es').map((row) => [row.key, row]));
      return {
        source: Object.fromEntries([...sources].map(([key, row]) => [key, row.body ?? ''])),
        translations: languages.flatMap((language) => printed.filter((row) => row.language === language).map((row) => ({
          language, key: row.key, body: row.body, state: heldState(row, sources.get(row.key)),
        }))),
        noticeVersion: noticeVersionOf(rows),
      };
    });
  }
}

const scopeOf = (language: string, state?: string): string => `texts/${language}/${textStates.find((one) => one === state) ?? '*'}`;

async function listRows(tx: EntityManager, { language, state, slice }: { language: string; state: string | null; slice: Slice }): Promise<ListRow[]> {
  const { after, before } = slice;
  return tx.query<ListRow[]>(`
    select ${columns} from ${withSource}
    where t.language = $1 and t.position is not null and ($2::text is null or t.state = $2)
      and ($3::text is null or (${rank}, t.id) > ($3 collate "C", $4::uuid)) and ($5::text is null or (${rank}, t.id) < ($5 collate "C", $6::uuid))
    order by rank ${slice.backward ? 'desc' : ''}, t.id ${slice.backward ? 'desc' : ''} limit $7`,
  [language, state, after?.key ?? null, after?.id ?? null, before?.key ?? null, before?.id ?? null, slice.size + 1]);
}

function viewOf({ rank: _rank, ...row }: ListRow, by: string): TextView {
  return { ...row, reviewedAt: row.reviewedAt?.toISOString() ?? null, requestedAt: row.requestedAt?.toISOString() ?? null, availableActions: actionsOn(row, by) };
}

/** An approval given on other Spanish words is none. */
function heldState(row: PersonText, source: PersonText | undefined): PersonText['state'] {
  return row.state === 'missing' || row.sourceHash === source?.sourceHash ? row.state : 'draft';
}

function noticeVersionOf(rows: readonly PersonText[]): string {
  const sources = rows.filter((row) => row.usedIn === 'notice' && row.language === 'es').map(({ key, body }) => [key, body]);
  return createHash('sha256').update(JSON.stringify(sources.toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)))).digest('hex').slice(0, 16);
}
