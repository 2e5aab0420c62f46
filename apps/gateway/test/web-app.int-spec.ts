import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from './browser.js';
import { type GivenGateway, givenGateway } from './given-gateway.js';

const page = '<!doctype html><title>Konbit</title>';

describe('the web app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'konbit-web-'));
  let given: GivenGateway;
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), page);
    writeFileSync(join(folder, 'konbit.svg'), '<svg/>');
    writeFileSync(join(folder, 'assets/index-abc123.js'), 'console.log(1)');
    given = await givenGateway({ KONBIT_WEB_DIR: folder });
    browser = given.browser();
  });
  afterAll(async () => {
    await given.stop();
    rmSync(folder, { recursive: true });
  });

  it('is one page for every address a person opens, never kept', async () => {
    for (const path of ['/', '/derivaciones/0193a000?caja=sent', '/personas/abc']) {
      const answer = await browser.get(path);
      expect([answer.status, answer.text, answer.headers.get('cache-control')]).toEqual([200, page, 'no-cache']);
    }
  });

  it('keeps assets named by their hash for ever, and sends them small', async () => {
    const plain = await browser.get('/assets/index-abc123.js', { 'accept-encoding': 'identity' });
    expect([plain.status, plain.headers.get('cache-control'), plain.headers.get('content-type')]).toEqual([200, 'public, max-age=31536000, immutable', 'application/javascript; charset=utf-8']);
    const small = await browser.get('/assets/index-abc123.js', { 'accept-encoding': 'br' });
    expect([small.headers.get('content-encoding'), small.text]).toEqual(['br', 'console.log(1)']);
    expect((await browser.get('/konbit.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('is not what a script gets for a file that is missing, or for an address of the API', async () => {
    for (const path of ['/assets/gone-1.js', '/graphql/x', '/auth/x', '/../package.json', '/%2e%2e/package.json', '/%']) {
      const { status, text } = await browser.get(path);
      expect([path, status >= 400, text.includes('Konbit</title>')]).toEqual([path, true, false]);
    }
    expect((await browser.get('/personas/abc', { accept: 'application/json' })).status).toBe(404);
  });

  it('sends every answer with the headers that keep other sites out', async () => {
    for (const path of ['/', '/assets/index-abc123.js', '/auth/session', '/healthz', '/nada.txt']) {
      const { headers } = await browser.get(path);
      expect(headers.get('content-security-policy')).toBe(
        `default-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self' blob: data:; media-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'`);
      expect([headers.get('x-content-type-options'), headers.get('referrer-policy'), headers.get('x-frame-options')]).toEqual(['nosniff', 'same-origin', 'DENY']);
      expect(headers.get('strict-transport-security')).toBeNull();
    }
  });

  it('opened under another name of this computer goes to the one of the configuration', async () => {
    const other = new URL('/personas/abc?x=1', given.url.replace('localhost', '127.0.0.1'));
    const answer = await browser.ask(other);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, `${given.url}/personas/abc?x=1`]);
  });

  it('sends nobody to another site from another of its names', async () => {
    for (const path of ['//evil.example/x', '/\\evil.example/x', 'http://evil.example/x', '///evil.example']) {
      const to = await locationOf(new URL(given.url).port, path);
      expect([path, to === undefined || new URL(to, given.url).origin === given.url]).toEqual([path, true]);
    }
  });

  it('gives the explorer in development alone, all of it from here', async () => {
    const answer = await browser.get('/graphiql');
    expect(answer.text).toContain('/graphiql/explorer.js');
    expect(answer.text).not.toMatch(/https?:\/\//);
    expect((await browser.get('/graphiql/schema.graphql')).text).toContain('type Referral ');
  });
});

/** Where the browser is sent for a path exactly as written: `fetch` would tidy it up first. */
function locationOf(port: string, path: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers: { accept: 'text/html' } }, (answer) => {
      answer.resume();
      resolve(answer.headers.location);
    });
    asked.on('error', reject).end();
  });
}
