import { endOf, isOpen, needsRefresh } from './session.js';

const at = (time: string): Date => new Date(`2026-11-24T${time}:00.000Z`);
const opened = { createdAt: at('08:00'), lastSeenAt: at('08:00'), revokedAt: null };

describe('the life of a session', () => {
  it('ends after 30 minutes without work', () => {
    expect(isOpen(opened, at('08:29'))).toBe(true);
    expect(isOpen(opened, at('08:30'))).toBe(false);
  });

  it('ends 10 hours after sign-in, however busy', () => {
    const busy = { ...opened, lastSeenAt: at('17:59') };
    expect(endOf(busy)).toEqual(at('18:00'));
    expect(isOpen(busy, at('18:00'))).toBe(false);
  });

  it('is closed once revoked', () => {
    expect(isOpen({ ...opened, revokedAt: at('08:01') }, at('08:02'))).toBe(false);
  });

  it('refreshes a token that has less than a minute left', () => {
    expect(needsRefresh({ accessExpiresAt: at('08:05') }, at('08:03'))).toBe(false);
    expect(needsRefresh({ accessExpiresAt: at('08:05') }, new Date(at('08:04').getTime() + 1))).toBe(true);
  });
});
