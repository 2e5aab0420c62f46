import { TokenCache } from './token-cache.js';

const actor = (sub: string) => ({ kind: 'staff' as const, sub, tenant: 't', roles: [], branches: [] });

describe('remembered tokens', () => {
  it('end at their time', () => {
    const cache = new TokenCache(2, 1000);
    cache.put('a', actor('a'), 100);
    expect(cache.get('a', 99)?.sub).toBe('a');
    expect(cache.get('a', 100)).toBeNull();
    expect(cache.get('a', 99)).toBeNull();
  });

  it('are never more than the size: the one unused longest goes', () => {
    const cache = new TokenCache(2, 1000);
    for (const name of ['a', 'b']) cache.put(name, actor(name), 100);
    cache.get('a', 0);
    cache.put('c', actor('c'), 100);
    expect([cache.get('a', 0)?.sub, cache.get('b', 0), cache.get('c', 0)?.sub]).toEqual(['a', null, 'c']);
  });

  it('are checked again when the clock was set back', () => {
    const cache = new TokenCache(2, 1000);
    cache.put('a', actor('a'), 5000);
    expect(cache.get('a', 3999)).toBeNull();
  });
});
