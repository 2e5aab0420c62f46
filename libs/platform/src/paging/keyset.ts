import type { PageArgs } from '@konbit/contracts';
import { DomainError } from '../errors/domain-error.js';

/** Where a page begins or ends: the key a row is sorted by, and its id. */
export interface Cursor {
  key: string;
  id: string;
}

/** A slice of an ordered list, ready for SQL: rows strictly between the cursors, one more than asked. */
export interface Slice {
  size: number;
  backward: boolean;
  after: Cursor | null;
  before: Cursor | null;
  /** What the cursors of this list belong to: another list's cursor is refused. */
  scope: string;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
}

const largestPage = 100;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Reads page arguments of the Relay kind (STANDARDS §4); `isKey` tells a key of this list from a strange one, an ISO instant unless said otherwise.
 * Throws PAGE_SIZE_INVALID unless exactly one size ≤ 100 is given, CURSOR_INVALID for a strange cursor.
 */
export function sliceOf(page: PageArgs, scope: string, isKey: (key: string) => boolean = isInstant): Slice {
  const size = page.first ?? page.last;
  if (size === undefined || (page.first !== undefined && page.last !== undefined) || size < 0 || size > largestPage) throw new DomainError('PAGE_SIZE_INVALID');
  return { size, backward: page.last !== undefined, after: readCursor(page.after, scope, isKey), before: readCursor(page.before, scope, isKey), scope };
}

/** Makes the connection of rows that SQL gave in the slice's direction, `size + 1` at most. */
export function connectionOf<R, T>(slice: Slice, rows: readonly R[], cursorOf: (row: R) => Cursor, nodeOf: (row: R) => T): Connection<T> {
  const more = rows.length > slice.size;
  const kept = rows.slice(0, slice.size);
  if (slice.backward) kept.reverse();
  const edges = kept.map((row) => ({ cursor: writeCursor(cursorOf(row), slice.scope), node: nodeOf(row) }));
  return {
    edges,
    pageInfo: {
      // A cursor is a row of the list: where one bounds the page, there is more on its far side.
      hasNextPage: slice.before !== null || (!slice.backward && more),
      hasPreviousPage: slice.after !== null || (slice.backward && more),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function writeCursor({ key, id }: Cursor, scope: string): string {
  return Buffer.from(JSON.stringify([key, id, scope])).toString('base64url');
}

function readCursor(text: string | undefined, scope: string, isKey: (key: string) => boolean): Cursor | null {
  if (text === undefined) return null;
  const parsed = parse(text);
  const [key, id, of] = Array.isArray(parsed) ? (parsed as unknown[]) : [];
  if (typeof key !== 'string' || typeof id !== 'string' || of !== scope) throw new DomainError('CURSOR_INVALID');
  if (!isKey(key) || !uuid.test(id)) throw new DomainError('CURSOR_INVALID');
  return { key, id };
}

/** A key as this service writes it, of a day that exists: whatever else would fail in the database. */
function isInstant(key: string): boolean {
  const at = /^[1-9]\d{3}-/.test(key) ? new Date(key) : null;
  return at !== null && !Number.isNaN(at.getTime()) && at.toISOString() === key;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
