import type { AuditRow } from '@konbit/contracts';
import { readLogCursor } from './log-cursor.js';
import { mergeLogs } from './merge-logs.js';

const row = (pos: number, minute: number): AuditRow => ({
  pos: String(pos), at: `2026-11-25T12:${String(minute).padStart(2, '0')}:00.000Z`, official: null, branchId: null, action: 'person.read', subjectType: 'person', subjectId: null,
  outcome: 'ok', code: null, personIds: [],
});

describe('one log over all services', () => {
  const pages = [
    { service: 'cases' as const, page: { rows: [row(9, 50), row(7, 20)], more: true } },
    { service: 'referrals' as const, page: { rows: [row(4, 40)], more: false } },
  ];

  it('reads newest first, whichever service wrote it', () => {
    const { lines, hasMore } = mergeLogs(pages, {}, 2);
    expect(lines.map(({ line }) => `${line.service} ${line.pos}`)).toEqual(['cases 9', 'referrals 4']);
    expect(hasMore).toBe(true);
  });

  it('goes on where each service was left', () => {
    const { lines } = mergeLogs(pages, {}, 2);
    expect(readLogCursor(lines.at(-1)!.cursor)).toEqual({ cases: '9', referrals: '4' });
    expect(readLogCursor(mergeLogs(pages, {}, 1).lines[0]!.cursor)).toEqual({ cases: '9' });
  });

  it('ends when no service has more', () => {
    expect(mergeLogs([{ service: 'directory', page: { rows: [row(1, 1)], more: false } }], {}, 5)).toMatchObject({ hasMore: false, lines: [{ line: { pos: '1' } }] });
  });

  it('refuses a cursor it did not write', () => {
    expect(() => readLogCursor('bm9wZQ')).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
    expect(() => readLogCursor(Buffer.from('["1; drop",null,null]').toString('base64url'))).toThrow(expect.objectContaining({ code: 'CURSOR_INVALID' }));
  });
});
