import { type Browser, expect, type Locator, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { metAtDesk } from './support/intake.js';
import { expectOnePage } from './support/paper.js';
import { type Someone, someone } from './support/people.js';
import { chooseDestination, dayFromNow, fillDate, openForm, openFromList, sendReferral, submitForm } from './support/referral.js';
import { chooseCreole, leave, type Official, signedIn } from './support/sign-in.js';
import { addAccount, startStack } from './support/stack.js';

const household = { service: 'Ingreso al RSH', branch: 'Plataforma Social' };
const toOmil = { service: 'Inscripción OMIL y BNE', branch: 'OMIL Valparaíso' };

const slipOf = ({ page, say }: Official): Locator => page.getByRole('article', { name: say('Comprobante para la persona') });

async function openSlip(desk: Official): Promise<void> {
  await desk.page.getByRole('link', { name: desk.say('Imprimir el comprobante') }).first().click();
}

/** A person the desk referred to DIDECO, which accepted and cited; the desk stands on the person's page. */
async function citedByDideco(browser: Browser, desk: Official, person: Someone): Promise<void> {
  await metAtDesk(desk, { person, needs: ['Ayuda social'] });
  await chooseDestination(desk, household);
  await sendReferral(desk, person);
  const dideco = await signedIn(browser, 'dideco');
  await openFromList(dideco, person);
  await openForm(dideco, 'Aceptar');
  await submitForm(dideco, 'Aceptar', 'Aceptada');
  const cite = await openForm(dideco, 'Citar');
  await fillDate(cite, dideco, dayFromNow(7));
  await cite.getByLabel('Hora', { exact: true }).fill('09:30');
  await cite.getByLabel('Dónde').fill('Oficina 12, segundo piso, entrada por la calle de atrás, junto a la escalera');
  await submitForm(dideco, 'Citar', 'Citada');
  await leave(dideco);
}

test('a slip with an appointment and many papers is one page on every paper, in both languages of the screen', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  await citedByDideco(browser, desk, someone());
  await openSlip(desk);
  const slip = slipOf(desk);
  await expect(slip.locator('section[lang="es"]')).toContainText('Formulario firmado');
  await expect(slip.locator('section[lang="es"]')).toContainText('09:30');
  await expectOnePage(desk.page);
  await chooseCreole(desk.page);
  await expectOnePage(desk.page);
  await leave(desk);
});

test('a slip of a referral that changed meanwhile says so, and after the step it names it is printed', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page } = desk;
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Trabajo'] });
  await chooseDestination(desk, toOmil);
  await sendReferral(desk, person);
  const address = (await page.getByRole('link', { name: 'Imprimir el comprobante' }).getAttribute('href'))!;
  const omil = await signedIn(browser, 'omil');
  await openFromList(omil, person);
  await openForm(omil, 'Aceptar');
  // The print asks with the version it read; the other window moves the referral before the question arrives.
  await page.route('**/hints', (route) => route.fulfill({ status: 503 }));
  let moved = (): void => undefined;
  const move = new Promise<void>((resolve) => { moved = resolve; });
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes('"slipId"')) await move;
    await route.fallback();
  });
  await page.goto(address);
  await expect(page.getByText('Preparando el comprobante…')).toBeVisible();
  await submitForm(omil, 'Aceptar', 'Aceptada');
  moved();

  await expect(page.getByText('La derivación cambió mientras usted la miraba. Revísela antes de imprimir.')).toBeVisible();
  await expect(slipOf(desk)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Imprimir' })).toHaveCount(0);
  await expectAccessible(page, 'a slip whose referral changed meanwhile');
  await page.getByRole('button', { name: 'Revisar de nuevo' }).click();
  await expect(slipOf(desk)).toContainText(toOmil.branch);
  await expect(page.getByRole('button', { name: 'Imprimir' })).toBeVisible();
  await leave(desk, omil);
});

test('outside demonstration the slip is Spanish alone until the mediator, asked from it, approves the texts', async ({ browser }) => {
  test.setTimeout(120_000);
  const { url, home, stop } = await startStack({ demo: false });
  try {
    const desk = await signedIn(browser, 'mesa', 'es', { url, password: await addAccount(home, 'mesa', 'Ana Soto', 'adviser') });
    const mediator = await signedIn(browser, 'rose', 'es', { url, password: await addAccount(home, 'rose', 'Rose Pierre', 'mediator') });
    const person = someone();
    await metAtDesk(desk, { person, needs: ['Trabajo'] });
    await chooseDestination(desk, toOmil);
    await sendReferral(desk, person);
    await openSlip(desk);
    await expect(slipOf(desk).locator('section[lang="es"]')).toContainText(toOmil.branch);
    await expect(slipOf(desk).locator('section')).toHaveCount(1);
    await expect(desk.page.getByText('Falta la traducción a Kreyòl')).toBeVisible();
    await expectAccessible(desk.page, 'the slip in Spanish alone');
    await expectOnePage(desk.page);
    await desk.page.getByRole('button', { name: 'Pedir la traducción a mediación' }).click();
    await expect(desk.page.getByText('Pedido enviado.')).toBeVisible();

    await approvesWhatWasAsked(mediator);
    await desk.page.reload();
    await expect(slipOf(desk).locator('section[lang="ht"]')).toContainText('Ale nan');
    await expect(slipOf(desk).getByText('BORRADOR')).toHaveCount(0);
    await expect(desk.page.getByText('Falta la traducción')).toHaveCount(0);
    await expectOnePage(desk.page);
    await leave(desk, mediator);
  } finally {
    await stop();
  }
});

/** What a desk asked for stands first and says so; the mediator approves all of it. */
async function approvesWhatWasAsked({ page }: Official): Promise<void> {
  await page.reload();
  const asked = page.getByRole('region').filter({ hasText: 'Lo pidió el mesón' }).filter({ has: page.getByRole('button', { name: 'Aprobar' }) });
  await expect(page.getByRole('region').first()).toContainText('Lo pidió el mesón');
  await expectAccessible(page, 'the texts with what a desk asked for');
  const waiting = page.getByText(/textos por revisar/);
  for (let left = await asked.count(); left > 0; left = await asked.count()) {
    const before = await waiting.innerText();
    await asked.first().getByRole('button', { name: 'Aprobar' }).click();
    await expect(waiting).not.toHaveText(before);
  }
}
