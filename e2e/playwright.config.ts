import { defineConfig } from '@playwright/test';

const { findChromium } = (await import(new URL('../tools/chromium.mjs', import.meta.url).href)) as { findChromium(): string | null };
const chromium = findChromium();
if (!chromium) throw new Error('No Chromium on this machine: apt-get install chromium, or KONBIT_CHROMIUM=/path/to/it');

/** Journeys over the whole product: one stack for the run, started as a user starts it. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.e2e.ts',
  globalSetup: './support/global-setup.ts',
  workers: 1,
  retries: 0,
  timeout: 60_000,
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
