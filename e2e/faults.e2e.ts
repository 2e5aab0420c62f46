import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { beginIntake, fillIntake, metAtDesk } from './support/intake.js';
import { freeze, kill, ownHome } from './support/outage.js';
import { someone } from './support/people.js';
import { chooseDestination, openForm, openFromList, sendReferral, submitForm } from './support/referral.js';
import { leave, type Official, signedIn } from './support/sign-in.js';

const toOmil = { service: 'Inscripción OMIL y BNE', branch: 'OMIL Valparaíso' };

/** A person the desk referred to OMIL; answers the addresses of the person and of the referral. */
async function referredToOmil(desk: Official, person = someone()): Promise<{ person: typeof person; personPath: string; referralPath: string }> {
  await metAtDesk(desk, { person, needs: ['Trabajo'] });
  await chooseDestination(desk, toOmil);
  await sendReferral(desk, person);
  const sent = desk.page.getByRole('list', { name: 'Historia' }).getByRole('link', { name: toOmil.service });
  await expect(sent).toBeVisible();
  return { person, personPath: new URL(desk.page.url()).pathname, referralPath: (await sent.getAttribute('href')) ?? '' };
}

test('what cannot be is refused in words beside its field, and what was typed stays', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page } = desk;
  const person = someone();
  await beginIntake(desk, person);
  await fillIntake(desk, { person, needs: ['Papeles y visa'] });
  const form = page.getByRole('form', { name: 'Nueva atención' });
  const type = form.getByRole('combobox', { name: 'Documento' });
  const number = form.getByLabel('Número del documento');
  const save = form.getByRole('button', { name: 'Guardar', exact: true });
  const summary = form.getByRole('alert');
  await type.selectOption({ label: 'RUN' });
  await number.fill('12.345.678-6');
  await form.getByLabel('Día', { exact: true }).fill('31');
  await form.getByLabel('Mes', { exact: true }).fill('febrero');
  await save.click();
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    'Ese día no existe en el calendario. Revise el día y el mes.', 'El dígito verificador no calza con el número. Cópielo otra vez del documento.',
  ]);
  await expect(form.getByRole('group', { name: /^Nacimiento/ }).getByText(/Ese día no existe/)).toBeVisible();
  await expectAccessible(page, 'a new attendance with errors');

  await number.fill('109.999.002-K');
  await form.getByLabel('Mes', { exact: true }).fill('enero');
  await save.click();
  await expect(summary.getByRole('link')).toHaveText(['Este número parece un IPE, no un RUN. Cambie el tipo de documento.']);
  await expect(number).toHaveValue('109.999.002-K');
  await expect(form.getByLabel('Primer apellido')).toHaveValue(person.surname);
  await type.selectOption({ label: 'IPE (escolar)' });
  await save.click();
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await expect(page.getByText('IPE (escolar)')).toBeVisible();
  await leave(desk);
});

test('a version somebody else has passed: who did what is said, what was typed stays and can be sent', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { person } = await referredToOmil(desk);
  const first = await signedIn(browser, 'omil');
  const second = await signedIn(browser, 'omil');
  await second.page.route('**/hints', (route) => route.fulfill({ status: 503 }));
  await openFromList(first, person);
  await openFromList(second, person);
  await openForm(first, 'Aceptar');
  await submitForm(first, 'Aceptar', 'Aceptada');
  await second.page.reload();
  const typed = 'Trajo su certificado de estudios.';
  const slow = await openForm(second, 'Anotar');
  await slow.getByLabel('Qué se hizo').fill(typed);
  const quick = await openForm(first, 'Anotar');
  await quick.getByLabel('Qué se hizo').fill('Se llamó a la persona.');
  await submitForm(first, 'Anotar', 'En atención');

  await slow.getByRole('button', { name: 'Anotar' }).click();
  await expect(slow.getByRole('alert')).toBeFocused();
  await expect(slow.getByRole('alert')).toContainText('Otra persona cambió esto mientras usted escribía.');
  await expect(slow.getByText('Cambió mientras usted escribía')).toBeVisible();
  await expect(slow.getByLabel('Qué se hizo')).toHaveValue(typed);
  await expectAccessible(second.page, 'a form whose referral somebody changed');
  await submitForm(second, 'Anotar', 'En atención');
  await expect(first.page.getByText(typed)).toBeVisible();
  await leave(desk, first, second);
});

test('a consent withdrawn while the other office writes its answer: the answer is refused in words and the person leaves the screen', async ({ browser }) => {
  test.setTimeout(120_000);
  const desk = await signedIn(browser, 'meson');
  const health = await signedIn(browser, 'salud');
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Salud'] });
  await chooseDestination(desk, { service: 'Inscripción en CESFAM', branch: 'Centro de salud Demo Norte', consent: 'De palabra' });
  await sendReferral(desk, person);
  await openFromList(health, person);
  await health.page.route('**/hints', (route) => route.fulfill({ status: 503 }));
  await health.page.reload();
  const answer = await openForm(health, 'Pedir lo que falta');
  await answer.getByRole('checkbox').first().check();
  await answer.getByLabel('Dígalo en palabras').fill('Falta saber dónde vive.');
  await desk.page.getByRole('link', { name: 'Retirar' }).first().click();
  await desk.page.getByRole('button', { name: 'Retirar el consentimiento' }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();

  await answer.getByRole('button', { name: 'Pedir lo que falta' }).click();
  await expect(answer.getByRole('alert')).toContainText('Nada se envió y lo que escribió sigue aquí.');
  await expect(answer.getByLabel('Dígalo en palabras')).toHaveValue('Falta saber dónde vive.');
  for (const hidden of [person.name, person.phone]) await expect(health.page.getByText(hidden)).toHaveCount(0);
  await expectAccessible(health.page, 'an answer after the consent was withdrawn');
  await leave(desk, health);
});

test("another branch's person is a reserved page, another branch's referral is not found", async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { person, personPath, referralPath } = await referredToOmil(desk);
  const other = await signedIn(browser, 'dideco');
  await other.page.goto(personPath);
  await expect(other.page.getByRole('heading', { level: 1, name: 'Ficha reservada' })).toBeVisible();
  await expect(other.page.getByText(person.surname)).toHaveCount(0);
  await expectAccessible(other.page, 'a reserved person');
  await other.page.goto(referralPath);
  await expectNotFound(other.page);
  await other.page.goto('/no-existe');
  await expectNotFound(other.page);
  await expectAccessible(other.page, 'a page that is not found');
  await leave(desk, other);
});

async function expectNotFound(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, name: 'No encontramos esta página' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Volver al inicio' })).toBeVisible();
}

test('a service that hangs: it is said, nothing is lost, and the referral is sent once', async ({ browser }) => {
  const home = ownHome();
  test.skip(home === null, 'the stack is not of this run');
  const desk = await signedIn(browser, 'meson');
  const { page } = desk;
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Trabajo'] });
  await chooseDestination(desk, toOmil);
  const reason = page.getByLabel('Motivo');
  await reason.fill('Busca trabajo en cocina.');
  const goOn = await freeze(home!, 'referrals');
  try {
    await page.getByRole('button', { name: 'Enviar derivación' }).click();
    await expect(page.getByText('El servicio no responde. Se intenta de nuevo: no cierre esta página.')).toBeVisible();
    await expect(page.getByRole('alert')).toContainText(/Nada se perdió/, { timeout: 30_000 });
    await expect(page.getByText('1 cambio sin enviar')).toBeVisible();
    await expect(reason).toHaveValue('Busca trabajo en cocina.');
    await expectAccessible(page, 'the page that refers while a service hangs');
  } finally {
    goOn();
  }
  await sendReferral(desk, person);
  await expect(page.getByText('Todo enviado')).toBeVisible();
  await expect(page.getByRole('list', { name: 'Historia' }).getByRole('link', { name: toOmil.service })).toHaveCount(1);
  await leave(desk);
});

test('a service that is killed after it acknowledged: what was sent arrives once all the same', async ({ browser }) => {
  const home = ownHome();
  test.skip(home === null, 'the stack is not of this run');
  const desk = await signedIn(browser, 'meson');
  const omil = await signedIn(browser, 'omil');
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Trabajo'] });
  await chooseDestination(desk, toOmil);
  const answered = desk.page.waitForResponse((response) => response.request().postData()?.includes('destinationBranchId') ?? false);
  await desk.page.getByRole('button', { name: 'Enviar derivación' }).click();
  await answered;
  await kill(home!, 'referrals');

  await expect(omil.page.getByRole('row', { name: person.name })).toHaveCount(1, { timeout: 30_000 });
  await openFromList(omil, person);
  await expect(desk.page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  const history = desk.page.getByRole('list', { name: 'Historia' });
  await expect(history.getByRole('listitem').filter({ hasText: toOmil.service }).filter({ hasText: 'Enviada', hasNotText: 'La abrió' })).toHaveCount(1);
  await expect(desk.page.getByRole('main').getByText('No se pudo cargar')).toHaveCount(0);
  await leave(desk, omil);
});
