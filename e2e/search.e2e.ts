import { expect, test } from '@playwright/test';
import { metAtDesk } from './support/intake.js';
import { someone } from './support/people.js';
import { leave, signedIn } from './support/sign-in.js';

test('a search by keyboard: found from any page, kept for the way back, and never in the address', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page } = desk;
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Idioma'] });
  const found = page.getByRole('list', { name: 'Personas encontradas' }).getByRole('link', { name: person.name });

  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.type(person.surname);
  await page.keyboard.press('Enter');
  await expect(found).toBeVisible();
  await expect(page).toHaveURL(/\/meson$/);
  await page.getByRole('searchbox').press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeFocused();

  await page.goBack();
  await expect(page.getByRole('searchbox')).toHaveValue(person.surname);
  await expect(found).toBeVisible();
  await found.click();
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await leave(desk);
});
