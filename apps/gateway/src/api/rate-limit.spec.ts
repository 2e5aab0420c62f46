import { RateLimit } from './rate-limit.js';

describe('the rate of one person or branch', () => {
  it('lets a burst pass, then refuses', () => {
    const limit = new RateLimit({ perSecond: 1, burst: 3 }, () => 0);
    expect([1, 2, 3, 4].map(() => limit.take('a'))).toEqual([true, true, true, false]);
  });

  it('lets one pass again after a second', () => {
    let now = 0;
    const limit = new RateLimit({ perSecond: 1, burst: 1 }, () => now);
    expect(limit.take('a')).toBe(true);
    expect(limit.take('a')).toBe(false);
    now = 1000;
    expect(limit.take('a')).toBe(true);
  });

  it('keeps each name to itself', () => {
    const limit = new RateLimit({ perSecond: 1, burst: 1 }, () => 0);
    expect(limit.take('a')).toBe(true);
    expect(limit.take('b')).toBe(true);
  });
});
