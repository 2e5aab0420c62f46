import type { PageArgs } from '@konbit/contracts';
import { refuse } from './refusal.js';

/** Where a row stands in a list: its sort key as the database writes it, and its id. */
export interface Place { key: string; id: string }

/** A page asked for: how many rows, from which end, between which places. */
export interface Window { size: number; forward: boolean; after: Place | null; before: Place | null }

/** Coding of bytes as text; the caller brings it, so that this file stays pure. */
export interface Coding { encode(text: string): string; decode(text: string): string }

const largestPage = 100;
const keyPattern = /^([1-9]\d{3}-\d\d-\d\d) ([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?[+-](0\d|1[0-4])(:[0-5]\d)?$/;
const idPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads the arguments of a connection (STANDARDS §4). Refuses PAGE_SIZE_INVALID and CURSOR_INVALID. */
export function windowOf(page: PageArgs, list: string, coding: Coding): Window {
  const { first, last } = page;
  if ((first === undefined) === (last === undefined)) refuse('PAGE_SIZE_INVALID', 'page', 'FIRST_OR_LAST');
  const size = first ?? last ?? 0;
  if (!Number.isInteger(size) || size < 0 || size > largestPage) refuse('PAGE_SIZE_INVALID', 'page', 'OUT_OF_RANGE');
  return { size, forward: first !== undefined, after: placeOf(page.after, list, coding), before: placeOf(page.before, list, coding) };
}

/** The opaque cursor of a row; it names the list, so that it means nothing in another one. */
export function cursorOf({ key, id }: Place, list: string, coding: Coding): string {
  return coding.encode(JSON.stringify([key, id, list]));
}

function placeOf(cursor: string | undefined, list: string, coding: Coding): Place | null {
  if (cursor === undefined) return null;
  const [key, id, of] = parsed(cursor, coding);
  if (typeof key !== 'string' || typeof id !== 'string' || of !== list || !isKey(key) || !idPattern.test(id)) refuse('CURSOR_INVALID', 'page');
  return { key, id };
}

/** A sort key as the database writes it, of a day that exists: whatever else would fail there. */
function isKey(key: string): boolean {
  const day = keyPattern.exec(key)?.[1];
  if (day === undefined) return key === 'infinity';
  const at = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

function parsed(cursor: string, coding: Coding): unknown[] {
  try {
    const value: unknown = JSON.parse(coding.decode(cursor));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
