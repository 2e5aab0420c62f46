import { expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { fillIntake } from './support/intake.js';
import { type Someone, someone } from './support/people.js';
import { actionsOf, chooseDestination, dayFromNow, fillDate, openForm, openFromList, press, sameVisit, sendReferral, submitForm } from './support/referral.js';
import { serviceIn } from './support/services.js';
import { leave, type Official, signedIn } from './support/sign-in.js';
import { beginning, languages } from './support/words.js';

const omilDestination = { service: 'Inscripción OMIL y BNE', branch: 'OMIL Valparaíso' };
const outcomeNote = 'Quedó inscrita en OMIL. Sin BNE, por no tener RUN.';

/** From the search to the person's page with the referral sent: the desk's part of the loop, in its language. */
async function deskRefers(desk: Official): Promise<Someone> {
  const person = someone();
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

for (const language of languages) {
  test(`from the desk to OMIL and back: both see what the other did without loading the page again (${language})`, async ({ browser }) => {
    const desk = await signedIn(browser, 'meson', language);
    const omil = await signedIn(browser, 'omil', language);
    const { say } = omil;
    await expect(omil.page.getByRole('heading', { level: 1, name: say('Recibidas') })).toBeVisible();
    const omilStays = await sameVisit(omil.page);
    const person = await deskRefers(desk);
    const deskStays = await sameVisit(desk.page);

    await expect(omil.page.getByRole('row', { name: person.name })).toContainText(serviceIn(language, omilDestination.service));
    await expectAccessible(omil.page, 'the list with the referral that arrived');
    await openFromList(omil, person);
    await expect(omil.page.getByText(person.phone)).toBeVisible();
    await expectAccessible(omil.page, 'the referral as OMIL opened it');
    await omilAnswers(omil, desk);
    await omilStays();

    const history = desk.page.getByRole('list', { name: say('Historia') });
    await expect(history.getByRole('listitem').filter({ hasText: say('Terminada') })).toContainText(say('Se atendió'));
    await expectAccessible(desk.page, 'the person with the outcome');
    await deskAcknowledges(desk, person);
    await deskStays();
    for (const { page } of [desk, omil]) await expect(page.locator('html')).toHaveAttribute('lang', language);
    await leave(desk, omil);
  });
}

/** Accepts, cites, notes and reports; the desk's open page follows. */
async function omilAnswers(omil: Official, desk: Official): Promise<void> {
  const { page, say } = omil;
  await openForm(omil, 'Aceptar');
  await expectAccessible(page, 'the form that accepts');
  await submitForm(omil, 'Aceptar', 'Aceptada');

  const cite = await openForm(omil, 'Citar');
  await fillDate(cite, omil, dayFromNow(7));
  await cite.getByLabel(say('Hora'), { exact: true }).fill('09:30');
  await expectAccessible(page, 'the form that books an appointment');
  await submitForm(omil, 'Citar', 'Citada');
  await expect(actionsOf(omil).getByText(beginning(say('«No asistió» se podrá anotar después de la hora de la cita: {moment}.')))).toBeVisible();
  await expect(desk.page.getByRole('list', { name: say('Historia') }).getByText(say('Citada'), { exact: true })).toBeVisible();

  const note = await openForm(omil, 'Anotar');
  await note.getByLabel(say('Qué se hizo')).fill('Se le inscribió sin esperar la cita.');
  await submitForm(omil, 'Anotar', 'En atención');

  const outcome = await openForm(omil, 'Informar resultado');
  await outcome.getByLabel(say('Resultado'), { exact: true }).selectOption({ label: say('Se atendió') });
  await outcome.getByLabel(say('Nota para la oficina que la envió')).fill(outcomeNote);
  await expectAccessible(page, 'the form that reports the outcome');
  await submitForm(omil, 'Informar resultado', 'Terminada');
}

/** Finds the answer on the home and in its list, reads it and says so. */
async function deskAcknowledges(desk: Official, person: Someone): Promise<void> {
  const { page, say } = desk;
  const parts = page.getByRole('navigation', { name: say('Principal') });
  await parts.getByRole('link', { name: say('Inicio') }).click();
  await expect(page.getByRole('region', { name: say('Respuestas por ver') }).getByText(/^\d+ /)).toBeVisible();
  await parts.getByRole('link', { name: say('Derivaciones') }).click();
  // The home has a table of that name too.
  await expect(page.getByRole('heading', { level: 1, name: say('Derivaciones') })).toBeVisible();
  await expect(page.getByRole('table', { name: say('Respuestas por ver') }).getByRole('row', { name: person.name })).toContainText(say('Se atendió'));
  await openFromList(desk, person);
  await expect(page.getByText(outcomeNote).first()).toBeVisible();
  await expectAccessible(page, 'the answer as the desk reads it');
  await press(desk, 'Ya lo vi', 'Terminada');
  await expect(actionsOf(desk).getByRole('button', { name: say('Ya lo vi') })).toHaveCount(0);
}
