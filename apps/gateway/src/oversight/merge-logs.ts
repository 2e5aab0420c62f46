import type { AuditPage, AuditRow } from '@konbit/contracts';
import { type LogCursor, type LoggedService, writeLogCursor } from './log-cursor.js';

export interface LogLine extends AuditRow { service: LoggedService }
export interface MergedLog { lines: { cursor: string; line: LogLine }[]; hasMore: boolean }

/** The newest lines over all services: each service's own order is by position, the order between them by time. */
export function mergeLogs(pages: readonly { service: LoggedService; page: AuditPage }[], start: LogCursor, size: number): MergedLog {
  const waiting = pages.map(({ service, page }) => ({ service, rows: [...page.rows], more: page.more }));
  const cursor: LogCursor = { ...start };
  const lines: MergedLog['lines'] = [];
  while (lines.length < size) {
    const next = waiting.filter(({ rows }) => rows.length > 0).sort((a, b) => (a.rows[0]!.at < b.rows[0]!.at ? 1 : -1))[0];
    const row = next?.rows.shift();
    if (!next || !row) break;
    cursor[next.service] = row.pos;
    lines.push({ cursor: writeLogCursor(cursor), line: { ...row, service: next.service } });
  }
  return { lines, hasMore: waiting.some(({ rows, more }) => rows.length > 0 || more) };
}
