import type { Browser, BrowserContext, Page } from '@playwright/test';

export interface Desk {
  context: BrowserContext;
  page: Page;
}

/** A browser of its own for one official, signed in by the page as a person would. */
export async function signedIn(browser: Browser, username: string, language: 'es' | 'ht' = 'es'): Promise<Desk> {
  const context = await browser.newContext({ baseURL: stackUrl(), locale: 'es-CL', timezoneId: 'America/Santiago', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  failOnBrokenPage(page);
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).first().click();
  await fillSignIn(page, username);
  await page.getByRole('heading', { level: 1 }).waitFor();
  if (language === 'ht') await chooseCreole(page);
  return { context, page };
}

/** Fills the sign-in page, in a window or over the whole tab. */
export async function fillSignIn(page: Page, username: string): Promise<void> {
  await page.getByLabel('Usuario').fill(username);
  await page.getByLabel('Contraseña').fill('konbit');
  await page.getByRole('button', { name: 'Entrar' }).click();
}

export async function chooseCreole(page: Page): Promise<void> {
  await page.locator('summary', { hasText: /Español|Kreyòl/ }).click();
  await page.getByRole('button', { name: /Kreyòl/ }).click();
  await page.locator('html[lang="ht"]').waitFor();
}

export function stackUrl(): string {
  const url = process.env['KONBIT_E2E_URL'];
  if (!url) throw new Error('KONBIT_E2E_URL is not set: journeys run by "npm run e2e", whose global setup starts the product');
  return url;
}

const errors = new WeakMap<Page, string[]>();

/** Errors of the page's scripts and of its content policy, gathered for `pageErrors`. */
function failOnBrokenPage(page: Page): void {
  const seen: string[] = [];
  errors.set(page, seen);
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|409|503)/.test(message.text())) seen.push(message.text());
  });
}

/** What broke on a page since it was opened. */
export function pageErrors(page: Page): string[] {
  return errors.get(page) ?? [];
}
