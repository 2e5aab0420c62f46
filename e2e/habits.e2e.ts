import { expect, test } from '@playwright/test';
import { beginIntake } from './support/intake.js';
import { someone } from './support/people.js';
import { idsOf, personOf, screensOf } from './support/screens.js';
import { fillSignIn, leave, type Official, signedIn } from './support/sign-in.js';
import { settled } from './support/tour.js';
import { beginning } from './support/words.js';

const keysIn = async ({ page }: Official): Promise<string[]> => (await page.getByRole('dialog').locator('dt').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());

test('? lists the shortcuts that work on this screen, and they do', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const person = await personOf(desk);
  const { page } = desk;
  await page.goto(`/personas/${person}`);
  await settled(desk);
  await page.locator('h1').press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await keysIn(desk)).toEqual(expect.arrayContaining(['?', '/', 'n', 'd', 'j', 'k', 'g i', 'Enter', 'Ctrl Enter', 'Esc']));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/derivar/);
  await settled(desk);
  await page.locator('h1').press('n');
  await expect(page).toHaveURL(/\/meson\/nueva$/);

  const head = await signedIn(browser, 'encargada');
  await settled(head);
  await head.page.locator('h1').press('?');
  expect(await keysIn(head)).toEqual(expect.arrayContaining(['g b', 'g t']));
  await head.page.keyboard.press('Escape');
  await head.page.keyboard.press('g');
  await head.page.keyboard.press('t');
  await expect(head.page).toHaveURL(/\/tablero/);
  await settled(head);
  await head.page.keyboard.press('g');
  await head.page.keyboard.press('b');
  await expect(head.page).toHaveURL(/\/recibidas/);
  await leave(desk, head);
});

for (const { account, list, row } of [
  { account: 'meson', list: '/derivaciones?caja=sent', row: 'main a[href^="/derivaciones/"]' },
  { account: 'meson', list: '/directorio', row: 'main a[href^="/directorio/sucursales/"]' },
  { account: 'omil', list: '/recibidas?caja=in_progress', row: 'main a[href^="/derivaciones/"]' },
]) {
  test(`Back returns to the row that was left, as far down as before: ${list}`, async ({ browser }) => {
    const official = await signedIn(browser, account);
    const { page } = official;
    await page.setViewportSize({ width: 1280, height: 400 });
    await page.goto(list);
    await settled(official);
    const left = page.locator(row).last();
    await left.scrollIntoViewIfNeeded();
    await left.focus();
    const [address, top] = [await left.getAttribute('href'), await page.evaluate(() => window.scrollY)];
    expect(top).toBeGreaterThan(100);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL((url) => url.pathname + url.search === address);
    await settled(official);
    await page.goBack();
    await expect(page).toHaveURL((url) => url.pathname + url.search === list);
    await expect(page.locator(`main a[href="${address}"]`).last()).toBeFocused();
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(top);
    await leave(official);
  });
}

test('j and k go along the texts to review, also from a button of one', async ({ browser }) => {
  const mediator = await signedIn(browser, 'mediadora');
  const { page } = mediator;
  await page.goto('/textos');
  await settled(mediator);
  const names = page.locator('main h2');
  await page.locator('h1').press('j');
  await expect(names.first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('region').first().getByRole('button').first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(names.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(names.first()).toBeFocused();
  await leave(mediator);
});

test('what was typed survives a reload and a new sign-in', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, say } = desk;
  const person = someone();
  await beginIntake(desk, person);
  await page.getByLabel(say('Sector donde vive')).fill('Cerro Alegre');
  await expect(page.getByText(beginning(say('Borrador guardado a las {time}')))).toBeVisible();
  await page.reload();
  await expect(page.getByText(beginning(say('Borrador recuperado, {time}')))).toBeVisible();
  await expect(page.getByLabel(say('Sector donde vive'))).toHaveValue('Cerro Alegre');
  await page.goto('/auth/logout');
  await page.getByRole('link', { name: say('Entrar') }).click();
  await fillSignIn(page, 'meson');
  await settled(desk);
  await page.goto('/meson/nueva');
  await expect(page.getByLabel(say('Sector donde vive'))).toHaveValue('Cerro Alegre');
  await expect(page.getByLabel(say('Primer apellido'))).toHaveValue(person.surname);
  await leave(desk);
});

test('the screen follows the computer, and the choice in the account menu is kept', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, say } = desk;
  const ground = (): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const choose = async (look: string): Promise<void> => {
    await page.locator('summary').last().click();
    await page.getByRole('button', { name: say(look) }).click();
  };
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(ground).toBe('rgb(20, 24, 29)');
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'more' });
  await expect.poll(ground).toBe('rgb(0, 0, 0)');
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference' });
  await choose('Claro');
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await page.reload();
  await settled(desk);
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await choose('Alto contraste');
  await expect.poll(ground).toBe('rgb(0, 0, 0)');
  await page.emulateMedia({ colorScheme: 'light' });
  await choose('Oscuro');
  await expect.poll(ground).toBe('rgb(20, 24, 29)');
  await choose('Como el sistema');
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await leave(desk);
});

test('no screen scrolls sideways at 320 px nor at 400 %, and paper has no bar and no buttons', async ({ browser }) => {
  test.setTimeout(300_000);
  const desk = await signedIn(browser, 'meson');
  const ids = await idsOf(desk, await signedIn(browser, 'dideco'));
  const faults: string[] = [];
  for (const [account, addresses] of Object.entries(screensOf)) {
    const official = account === 'meson' ? desk : await signedIn(browser, account);
    const { page } = official;
    for (const address of addresses(ids)) {
      await page.goto(address);
      await settled(official);
      for (const height of [640, 256]) {
        await page.setViewportSize({ width: 320, height });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (over > 0) faults.push(`${account} ${address} at 320 × ${height}: ${over} px`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ media: 'print' });
      const machine = await page.locator('.top, main button, main .btn, .skip').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => one.textContent));
      if (machine.length > 0) faults.push(`${account} ${address} on paper: ${machine.join(' | ')}`);
      await page.emulateMedia({ media: 'screen' });
    }
    await official.context.close();
  }
  expect(faults).toEqual([]);
});
