import { canonicalHash } from '@konbit/messaging';
import { type Cursor, namedQuery, type Slice } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { branchClosedSql } from '../notice/notice.service.js';
import { withdrawnSql } from '../projection/access.projection.js';
import { poolMemberSql } from './boxes.js';
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

export type SeenRow = ReferralRow & { withdrawn: boolean; pool_member: boolean; branch_closed: boolean };
export type ListedRow = SeenRow & { sort_key: string };

/** Columns that every read of a referral adds to its row; `$1` is the acting branch. */
export const seenColumns = `${rowColumns}, ${withdrawnSql} as withdrawn, ${poolMemberSql} as pool_member, ${branchClosedSql} as branch_closed`;

/** Rows of each part, counted no further than a screen can show. */
export function countSql(arms: readonly string[], most: number): string {
  return `(select count(*)::int from (${arms.map((arm) => `(select 1 from referral r where ${arm} limit ${most})`).join(' union all ')}) counted)`;
}

const keyPattern = /^([1-9]\d{3}-\d\d-\d\d) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;

/** A sort key as the database writes it, of a day that exists: whatever else would fail there. */
export function isSortKey(key: string): boolean {
  const day = keyPattern.exec(key)?.[1];
  if (day === undefined) return key === 'infinity';
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

/** Rows of one page by keyset, one more than asked: each part is read in the order of its index and no further than the page needs. */
export function readPage(tx: EntityManager, list: Listing, { size, backward, after, before }: Slice): Promise<ListedRow[]> {
  const bounds: Bound[] = [
    ...(after ? [{ place: after, operator: list.ascending ? '>' as const : '<' as const }] : []),
    ...(before ? [{ place: before, operator: list.ascending ? '<' as const : '>' as const }] : []),
  ];
  const order = backward === list.ascending ? 'desc' : 'asc';
  const { arms, values } = boundedArms(list, bounds, { order, limit: size + 1 });
  return run<ListedRow>(tx, `select ${seenColumns}, page.k::text as sort_key from (${arms}) page join referral r on r.id = page.id
    order by page.k ${order}, r.id ${order} limit ${size + 1}`, values);
}

interface Bound { place: Cursor; operator: '<' | '>' }

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
