import { canonicalHash } from '@konbit/messaging';
import { namedQuery } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { withdrawnSql } from '../projection/access.projection.js';
import { poolMemberSql } from './boxes.js';
import { type Coding, cursorOf, type Place, type Window } from './keyset.js';
import { type ReferralRow, rowColumns } from './referral.entity.js';

/** An ordered list of referrals: the parts it is made of, each with a where clause on `r`. */
export interface Listing {
  arms: readonly string[];
  sort: 'due_at' | 'moved_at' | 'authored_at';
  ascending: boolean;
  /** `$1` is the acting branch. */
  values: readonly unknown[];
  /** Tells cursors of this list from those of another. */
  name: string;
}

export type ListedRow = ReferralRow & { sort_key: string; withdrawn: boolean; pool_member: boolean };
export interface Page { rows: ListedRow[]; hasNextPage: boolean; hasPreviousPage: boolean }

/** Columns that every read of a referral adds to its row; `$1` is the acting branch. */
export const seenColumns = `${rowColumns}, ${withdrawnSql} as withdrawn, ${poolMemberSql} as pool_member`;

export const base64url: Coding = {
  encode: (text) => Buffer.from(text, 'utf8').toString('base64url'),
  decode: (text) => Buffer.from(text, 'base64url').toString('utf8'),
};

/** One page by keyset: each part is read in the order of its index and no further than the page needs. */
export async function readPage(tx: EntityManager, list: Listing, window: Window): Promise<Page> {
  const rows = await readRows(tx, list, window);
  const more = rows.length > window.size;
  const page = rows.slice(0, window.size);
  const behind = await edgeExists(tx, list, window.after, 'until');
  const ahead = await edgeExists(tx, list, window.before, 'from');
  return {
    rows: window.forward ? page : page.reverse(),
    hasNextPage: window.forward ? more || ahead : ahead, hasPreviousPage: window.forward ? behind : more || behind,
  };
}

/** Rows of each part, counted no further than a screen can show. */
export function countSql(arms: readonly string[], most: number): string {
  return `(select count(*)::int from (${arms.map((arm) => `(select 1 from referral r where ${arm} limit ${most})`).join(' union all ')}) counted)`;
}

export function cursorsOf(list: Listing, rows: readonly ListedRow[]): string[] {
  return rows.map((row) => cursorOf({ key: row.sort_key, id: row.id }, list.name, base64url));
}

type Bound = { place: Place; operator: '<' | '<=' | '>' | '>=' };

function readRows(tx: EntityManager, list: Listing, { size, forward, after, before }: Window): Promise<ListedRow[]> {
  const bounds: Bound[] = [
    ...(after ? [{ place: after, operator: list.ascending ? '>' as const : '<' as const }] : []),
    ...(before ? [{ place: before, operator: list.ascending ? '<' as const : '>' as const }] : []),
  ];
  const order = forward === list.ascending ? 'asc' : 'desc';
  const { arms, values } = boundedArms(list, bounds, { order, limit: size + 1 });
  return run<ListedRow>(tx, `select ${seenColumns}, page.k::text as sort_key from (${arms}) page join referral r on r.id = page.id
    order by page.k ${order}, r.id ${order} limit ${size + 1}`, values);
}

/** Whether rows stand on the far side of a cursor, itself included. */
async function edgeExists(tx: EntityManager, list: Listing, place: Place | null, side: 'until' | 'from'): Promise<boolean> {
  if (place === null) return false;
  const operator = (side === 'until') === list.ascending ? '<=' : '>=';
  const { arms, values } = boundedArms(list, [{ place, operator }], { order: operator === '<=' ? 'desc' : 'asc', limit: 1 });
  return (await run(tx, `select 1 from (${arms}) page limit 1`, values)).length > 0;
}

function boundedArms(list: Listing, bounds: readonly Bound[], { order, limit }: { order: 'asc' | 'desc'; limit: number }) {
  const values = [...list.values, ...bounds.flatMap(({ place }) => [place.key, place.id])];
  const conditions = bounds.map(({ operator }, index) => {
    const key = list.values.length + 1 + 2 * index;
    return ` and (r.${list.sort}, r.id) ${operator} ($${key}::timestamptz, $${key + 1}::uuid)`;
  }).join('');
  const arms = list.arms.map((arm) => `(select r.id, r.${list.sort} as k from referral r where ${arm}${conditions} order by r.${list.sort} ${order}, r.id ${order} limit ${limit})`);
  return { arms: arms.join(' union all '), values };
}

/** A page size is part of the text, so that the statement gets a plan of its own under a name of its own. */
function run<R extends object>(tx: EntityManager, sql: string, values: unknown[]): Promise<R[]> {
  return namedQuery(tx, `list_${canonicalHash(sql).toString('hex').slice(0, 24)}`, sql, values);
}
