import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { type Language, type Say, wordsOf } from './words.js';

/** One official at one browser. */
export interface Official {
  context: BrowserContext;
  page: Page;
  say: Say;
}

/** Where an official signs in when it is not the demonstration of this run. */
export interface Office {
  url: string;
  password: string;
}

/** A browser of its own for one official, signed in by the page as a person would. */
export async function signedIn(browser: Browser, username: string, language: Language = 'es', office?: Office): Promise<Official> {
  const { context, page } = await openBrowser(browser, office?.url);
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await fillSignIn(page, username, office?.password);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  if (language === 'ht') await chooseCreole(page);
  return { context, page, say: wordsOf(language) };
}

/** A browser nobody has signed in at; what breaks in it is gathered for `pageErrors`. */
export async function openBrowser(browser: Browser, baseURL = stackUrl()): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL, ignoreHTTPSErrors: new URL(baseURL).protocol === 'https:', locale: 'es-CL', timezoneId: 'America/Santiago', viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  listen(page);
  return { context, page };
}

/** Fills the sign-in page, in a window or over the whole tab: our own or Keycloak's, which differ in the word on the button. */
export async function fillSignIn(page: Page, username: string, password = passwordOf(username)): Promise<void> {
  await page.getByLabel('Usuario', { exact: true }).fill(username);
  await page.getByLabel('Contraseña', { exact: true }).fill(password);
  await page.getByRole('button', { name: /^(Entrar|Iniciar sesión)$/ }).click();
}

/** The password of an account of this run; the demonstration has one for all. */
function passwordOf(username: string): string {
  const { [username]: own = 'konbit' } = JSON.parse(process.env['KONBIT_E2E_PASSWORDS'] ?? '{}') as Record<string, string>;
  return own;
}

export async function chooseCreole(page: Page): Promise<void> {
  await page.locator('summary', { hasText: /Español|Kreyòl/ }).click();
  await page.getByRole('button', { name: /Kreyòl/ }).click();
  await expect(page.locator('html[lang="ht"]')).toBeAttached();
}

export function stackUrl(): string {
  const url = process.env['KONBIT_E2E_URL'];
  if (!url) throw new Error('KONBIT_E2E_URL is not set: journeys run by "npm run e2e", whose global setup starts the product');
  return url;
}

const errors = new WeakMap<Page, string[]>();
/** What the browser says of an answer with a refusal that the screen turns into words. */
const refused = /Failed to load resource: the server responded with a status of (400|401|403|404|409|422|503)/;

function listen(page: Page): void {
  const seen: string[] = [];
  errors.set(page, seen);
  page.on('pageerror', (error) => seen.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !refused.test(message.text())) seen.push(message.text());
  });
}

/** Errors of the page's scripts and of its content policy since it was opened. */
export function pageErrors(page: Page): string[] {
  return errors.get(page) ?? [];
}

/** No script failed and nothing broke the content policy in any of these browsers; then they close. */
export async function leave(...officials: readonly { context: BrowserContext; page: Page }[]): Promise<void> {
  for (const { page } of officials) expect(pageErrors(page)).toEqual([]);
  for (const { context } of officials) await context.close();
}
