import { expect, type Locator, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { beginIntake, fillIntake, type Intake } from './support/intake.js';
import { someone } from './support/people.js';
import { fillSignIn, leave, type Official, signedIn } from './support/sign-in.js';
import { beginning, languages } from './support/words.js';

const dialogOf = ({ page, say }: Official): Locator => page.getByRole('dialog', { name: say('Su sesión terminó') });

/** The window of the sign-in, opened by the dialog over the form. */
async function signInByWindow(desk: Official, username: string): Promise<void> {
  const opened = desk.page.waitForEvent('popup');
  await dialogOf(desk).getByRole('link', { name: desk.say('Entrar de nuevo') }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await fillSignIn(popup, username);
  await closed;
}

async function expectFormHolds({ page, say }: Official, { person, needs }: Intake): Promise<void> {
  // A dialog over the page takes the rest out of reach of roles: the form is read by its labels.
  await expect(page.getByLabel(say('Nombre, como quiere que le llamen'))).toHaveValue(person.given);
  await expect(page.getByLabel(say('Primer apellido'))).toHaveValue(person.surname);
  await expect(page.getByLabel(say('Año'), { exact: true })).toHaveValue(person.year);
  await expect(page.getByLabel(say('Contacto seguro'))).toHaveValue(person.phone);
  for (const need of needs) await expect(page.getByLabel(say(need), { exact: true })).toBeChecked();
}

for (const language of languages) {
  test(`a session that ends in mid-form: signed in again over it, the same values are sent once (${language})`, async ({ browser }) => {
    const desk = await signedIn(browser, 'meson', language);
    const { page, say } = desk;
    const intake: Intake = { person: someone(), needs: ['Trabajo', 'Salud'] };
    await beginIntake(desk, intake.person);
    await fillIntake(desk, intake);
    await desk.context.clearCookies();
    await page.getByRole('button', { name: say('Guardar'), exact: true }).click();
    await expect(dialogOf(desk)).toBeVisible();
    await expectFormHolds(desk, intake);
    await expectAccessible(page, 'the dialog over the form');

    await signInByWindow(desk, 'meson');
    await expect(page.getByRole('heading', { level: 1, name: intake.person.name })).toBeVisible();
    await expect(dialogOf(desk)).toBeHidden();
    const history = page.getByRole('list', { name: say('Historia') });
    await expect(history.getByText(say('Atención'), { exact: true })).toHaveCount(1);
    await expect(history.getByText(say('Se abrió la ficha'))).toHaveCount(1);
    await page.goto('/meson');
    await page.getByRole('searchbox').fill(intake.person.surname);
    await expect(page.getByRole('list', { name: say('Personas encontradas') }).getByRole('listitem')).toHaveCount(1);

    await page.goto('/meson/nueva');
    await expect(page.getByLabel(say('Primer apellido'))).toHaveValue('');
    await expect(page.getByText(beginning(say('Borrador recuperado, {time}')))).toHaveCount(0);
    await leave(desk);
  });
}

test('after a session that ends in mid-form another official gets a clean screen, and the draft waits for its author', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, say, context } = desk;
  const intake: Intake = { person: someone(), needs: ['Escuela'] };
  await beginIntake(desk, intake.person);
  await fillIntake(desk, intake);
  await expect(page.getByText(beginning(say('Borrador guardado a las {time}')))).toBeVisible();
  const other = await context.newPage();
  await other.goto('/auth/logout');
  await expect(other.getByRole('link', { name: 'Entrar' })).toBeVisible();
  await other.close();
  await page.bringToFront();
  await expect(dialogOf(desk)).toBeVisible();
  await expectFormHolds(desk, intake);

  await signInByWindow(desk, 'meson2');
  await expect(page).toHaveURL(/\/meson$/);
  await expect(page.getByRole('heading', { level: 1, name: say('¿Quién viene?') })).toBeVisible();
  await page.goto('/meson/nueva');
  await expect(page.getByLabel(say('Primer apellido'))).toHaveValue('');
  await expect(page.getByText(beginning(say('Borrador recuperado, {time}')))).toHaveCount(0);

  await context.clearCookies();
  await page.goto('/meson/nueva');
  await page.getByRole('link', { name: 'Entrar' }).click();
  await fillSignIn(page, 'meson');
  await expect(page.getByText(beginning(say('Borrador recuperado, {time}')))).toBeVisible();
  await expectFormHolds(desk, intake);
  await page.goto('/meson');
  await page.getByRole('searchbox').fill(intake.person.surname);
  await expect(page.getByText(say('Nadie con ese nombre, teléfono, folio o número.'))).toBeVisible();
  await page.goto('/meson/nueva');
  await page.getByRole('button', { name: say('Empezar de nuevo') }).click();
  await expect(page.getByLabel(say('Primer apellido'))).toHaveValue('');
  await leave(desk);
});
