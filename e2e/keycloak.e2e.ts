import { expect, type Page, test } from '@playwright/test';
import { account, administrator } from './support/full-stack.js';
import { fillSignIn, leave, openBrowser, signedIn } from './support/sign-in.js';

/** An administrator's word reaches an open page by the back channel; the page is told over its hints. */
const soonMs = 5_000;

const work = (page: Page) => page.getByRole('heading', { level: 1, name: '¿Quién viene?' });
const signInPage = (page: Page) => page.getByLabel('Usuario', { exact: true });

test('a wrong password is told on the page of Keycloak, in Spanish, and the right one opens the work', async ({ browser }) => {
  const { context, page } = await openBrowser(browser);
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await expect(page).toHaveURL(/\/realms\/konbit\//);
  await fillSignIn(page, 'meson', 'no es esta');
  await expect(page.getByText('Usuario o contraseña incorrectos.')).toBeVisible();
  await fillSignIn(page, 'meson');
  await expect(work(page)).toBeVisible();
  await leave({ context, page });
});

test('who signs out comes back to our page, and the session is over at Keycloak too', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, context } = desk;
  await page.goto('/auth/logout');
  await expect(page).toHaveURL(new URL('/', page.url()).href);
  await page.getByRole('link', { name: 'Entrar' }).click();
  await expect(signInPage(page)).toBeVisible();
  await leave({ context, page });
});

test('a session that lives at Keycloak opens Konbit again without a password', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, context } = desk;
  await context.clearCookies({ name: '__Host-konbit' });
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await expect(work(page)).toBeVisible();
  await leave({ context, page });
});

test('an administrator of Keycloak who ends a session signs the open page out', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, context, say } = desk;
  await expect(work(page)).toBeVisible();
  await administrator().endSessions('meson');
  await expect(page.getByRole('dialog', { name: say('Su sesión terminó') }).or(signInLink(page))).toBeVisible({ timeout: soonMs });
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await expect(signInPage(page)).toBeVisible();
  await leave({ context, page });
});

test('a closed account is out at once, cannot come back, and is told so', async ({ browser }) => {
  const desk = await signedIn(browser, 'leaver');
  const { page, context, say } = desk;
  await expect(work(page)).toBeVisible();
  await account('close', 'leaver');
  await expect(page.getByRole('dialog', { name: say('Su sesión terminó') }).or(signInLink(page))).toBeVisible({ timeout: soonMs });
  await page.goto('/');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await fillSignIn(page, 'leaver');
  await expect(page.getByText('La cuenta está desactivada, contacte con el administrador.')).toBeVisible();
  await leave({ context, page });
});

function signInLink(page: Page) {
  return page.getByRole('link', { name: 'Entrar', exact: true });
}
