import { defineConfig } from '@playwright/test';

const { findChromium } = (await import(new URL('../tools/chromium.mjs', import.meta.url).href)) as { findChromium(): string | null };
const chromium = findChromium();
if (!chromium) throw new Error('No Chromium on this machine: apt-get install chromium, or KONBIT_CHROMIUM=/path/to/it');

/** On Kafka and Keycloak: the loop, unchanged, and what only Keycloak can show. */
const isFull = process.env['KONBIT_E2E_STACK'] === 'full';
const onFullStack = ['**/loop.e2e.ts', '**/keycloak.e2e.ts'];

/** Journeys over the whole product: one stack for the run, started as a user starts it, or the one of docker-compose.yml. */
export default defineConfig({
  testDir: '.',
  testMatch: isFull ? onFullStack : '**/*.e2e.ts',
  testIgnore: isFull ? [] : '**/keycloak.e2e.ts',
  globalSetup: './support/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: isFull ? 120_000 : 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: 'shots/report.json' }]],
  outputDir: 'shots/results',
  use: {
    browserName: 'chromium',
    locale: 'es-CL',
    timezoneId: 'America/Santiago',
    actionTimeout: 10_000,
    viewport: { width: 1280, height: 800 },
    screenshot: 'only-on-failure',
    trace: 'off',
    launchOptions: {
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
  },
});
