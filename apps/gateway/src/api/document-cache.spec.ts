import { parse } from 'graphql';
import { DocumentCache } from './document-cache.js';

const document = parse('{ viewer { sub } }');

describe('the cache of parsed documents', () => {
  it('never grows past its size', async () => {
    const cache = new DocumentCache(3);
    for (let at = 0; at < 1000; at += 1) await cache.set(`d${at}`, document);
    const kept = await Promise.all(Array.from({ length: 1000 }, (_, at) => cache.get(`d${at}`)));
    expect(kept.filter(Boolean)).toHaveLength(3);
  });

  it('keeps what is used and drops what is not', async () => {
    const cache = new DocumentCache(2);
    await cache.set('used', document);
    await cache.set('idle', document);
    await cache.get('used');
    await cache.set('new', document);
    expect(await Promise.all(['used', 'idle', 'new'].map((key) => cache.get(key)))).toEqual([document, undefined, document]);
  });
});
