import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { fillIntake } from './support/intake.js';
import { someone } from './support/people.js';
import { actionsOf, chooseDestination, dayFromNow, fillDate, openForm, openFromList, press, sameVisit, sendReferral, submitForm } from './support/referral.js';
import { leave, type Official, signedIn } from './support/sign-in.js';

const omilDestination = { service: 'Inscripción OMIL y BNE', branch: 'OMIL Valparaíso' };

/** From the search to the person's page with the referral sent: the desk's part of the loop, in its language. */
async function deskRefers(desk: Official, person = someone()): Promise<typeof person> {
  const { page, say } = desk;
  await page.getByRole('searchbox').focus();
  await page.keyboard.type(person.name);
  await expect(page.getByText(say('Nadie con ese nombre, teléfono, folio o número.'))).toBeVisible();
  await expectAccessible(page, 'the desk with a search without hits');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say('Nueva atención') })).toBeFocused();
  await fillIntake(desk, { person, needs: ['Trabajo'] });
  await expectAccessible(page, 'a new attendance, filled');
  await page.keyboard.press('Control+Enter');
  await expect(page).toHaveURL(/\/derivar/);
  await chooseDestination(desk, omilDestination);
  await expectAccessible(page, 'the page that refers');
  await sendReferral(desk, person);
  await expect(page.getByRole('list', { name: say('Historia') }).getByText(say('Enviada'), { exact: true })).toBeVisible();
  await expectAccessible(page, 'the person with the referral sent');
  return person;
}

test('from the desk to OMIL and back: both see what the other did without loading the page again', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const omil = await signedIn(browser, 'omil');
  await expect(omil.page.getByRole('heading', { level: 1, name: 'Recibidas' })).toBeVisible();
  const omilStays = await sameVisit(omil.page);
  const person = await deskRefers(desk);
  const deskStays = await sameVisit(desk.page);

  await expect(omil.page.getByRole('row', { name: person.name })).toContainText('Inscripción OMIL y BNE');
  await expectAccessible(omil.page, 'the list with the referral that arrived');
  await openFromList(omil, person);
  await expect(omil.page.getByText(person.phone)).toBeVisible();
  await expectAccessible(omil.page, 'the referral as OMIL opened it');

  await openForm(omil, 'Aceptar');
  await expectAccessible(omil.page, 'the form that accepts');
  await submitForm(omil, 'Aceptar', 'Aceptada');

  const cite = await openForm(omil, 'Citar');
  await fillDate(cite, omil, dayFromNow(7));
  await cite.getByLabel('Hora', { exact: true }).fill('09:30');
  await expectAccessible(omil.page, 'the form that books an appointment');
  await submitForm(omil, 'Citar', 'Citada');
  await expect(actionsOf(omil).getByText(/«No asistió» se podrá anotar después/)).toBeVisible();

  const history = desk.page.getByRole('list', { name: 'Historia' });
  await expect(history.getByText('Citada', { exact: true })).toBeVisible();

  const note = await openForm(omil, 'Anotar');
  await note.getByLabel('Qué se hizo').fill('Se le inscribió sin esperar la cita.');
  await submitForm(omil, 'Anotar', 'En atención');

  const outcome = await openForm(omil, 'Informar resultado');
  await outcome.getByLabel('Resultado', { exact: true }).selectOption({ label: 'Se atendió' });
  await outcome.getByLabel(/^Nota para la oficina/).fill('Quedó inscrita en OMIL. Sin BNE, por no tener RUN.');
  await expectAccessible(omil.page, 'the form that reports the outcome');
  await submitForm(omil, 'Informar resultado', 'Terminada');
  await omilStays();

  await expect(history.getByRole('listitem').filter({ hasText: 'Terminada' })).toContainText('Se atendió');
  await expectAccessible(desk.page, 'the person with the outcome');
  const parts = desk.page.getByRole('navigation', { name: 'Principal' });
  await parts.getByRole('link', { name: 'Inicio' }).click();
  await expect(desk.page.getByRole('region', { name: 'Respuestas por ver' }).getByText(/^\d+ nuevas?/)).toBeVisible();
  await parts.getByRole('link', { name: 'Derivaciones' }).click();
  await expect(desk.page.getByRole('table', { name: 'Respuestas por ver' }).getByRole('row', { name: person.name })).toContainText('Se atendió');
  await openFromList(desk, person);
  await expect(desk.page.getByText('Quedó inscrita en OMIL. Sin BNE, por no tener RUN.').first()).toBeVisible();
  await expectAccessible(desk.page, 'the answer as the desk reads it');
  await press(desk, 'Ya lo vi', 'Terminada');
  await expect(actionsOf(desk).getByRole('button', { name: 'Ya lo vi' })).toHaveCount(0);
  await deskStays();
  await leave(desk, omil);
});

test('the desk refers in Kreyòl: every screen is in that language and accessible', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson', 'ht');
  await expect(desk.page.getByRole('heading', { level: 1, name: desk.say('¿Quién viene?') })).toBeVisible();
  await expectAccessible(desk.page, 'the desk');
  await deskRefers(desk);
  await expect(desk.page.locator('html')).toHaveAttribute('lang', 'ht');
  await leave(desk);
});
