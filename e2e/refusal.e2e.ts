import { type Browser, expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { metAtDesk } from './support/intake.js';
import { type Someone, someone } from './support/people.js';
import { actionsOf, chooseDestination, openForm, openFromList, press, sameVisit, sendReferral, submitForm } from './support/referral.js';
import { leave, type Official, signedIn } from './support/sign-in.js';
import { type Language, languages } from './support/words.js';

const foodAid = { service: 'Ayuda social (alimentos, medicamentos, arriendo)', branch: 'Plataforma social Demo Plan', consent: 'De palabra' };
const document = 'Certificado de residencia';
const whyNot = 'Se le pidió un certificado de residencia y no lo tiene.';

/** A referral outside the municipality, with the person's consent, on the receiver's screen; the desk has its own list open. */
async function sentOutside(browser: Browser, language: Language): Promise<{ desk: Official; receiver: Official; person: Someone }> {
  const desk = await signedIn(browser, 'meson', language);
  const receiver = await signedIn(browser, 'sociala', language);
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Ayuda social'] });
  await chooseDestination(desk, foodAid);
  await expectAccessible(desk.page, 'the page that refers outside the municipality');
  await sendReferral(desk, person);
  const { page, say } = desk;
  await page.getByRole('navigation', { name: say('Principal') }).getByRole('link', { name: say('Derivaciones') }).click();
  await expect(page.getByRole('heading', { level: 1, name: say('Derivaciones') })).toBeVisible();
  await openFromList(receiver, person);
  return { desk, receiver, person };
}

for (const language of languages) {
  test(`a refusal names the requirement that was asked, and the desk reads it (${language})`, async ({ browser }) => {
    const { desk, receiver, person } = await sentOutside(browser, language);
    const { page, say } = receiver;
    const deskStays = await sameVisit(desk.page);
    const form = await openForm(receiver, 'Rechazar');
    const why = form.getByLabel(say('Explíquelo en una frase'));
    await form.getByLabel(say('Motivo')).selectOption({ label: say('Falta un documento') });
    await why.fill(whyNot);
    await form.getByRole('button', { name: say('Rechazar') }).click();

    const summary = form.getByRole('alert');
    const sentence = say('Elija qué requisito le pidieron a la persona.');
    await expect(summary).toBeFocused();
    await expect(form.getByRole('group', { name: say('Tipo de requisito') }).getByText(sentence)).toBeVisible();
    await expect(why).toHaveValue(whyNot);
    await expectAccessible(page, 'the refusal without its requirement');
    await summary.getByRole('link', { name: sentence }).click();
    await expect(form.getByRole('radio', { name: say('Documento'), exact: true })).toBeFocused();

    await page.keyboard.press('Space');
    await form.getByRole('combobox', { name: say('Qué documento se pide') }).selectOption({ label: say('Otro documento, que no está publicado') });
    await form.getByRole('textbox', { name: say('Cómo se llama ese documento') }).fill(document);
    await expectAccessible(page, 'the refusal with its requirement');
    await submitForm(receiver, 'Rechazar', 'Rechazada');
    await deskReads(desk, person);
    await deskStays();
    await leave(desk, receiver);
  });
}

/** The desk sees reason and requirement in its list and on the page, and says that it saw them. */
async function deskReads(desk: Official, person: Someone): Promise<void> {
  const { page, say } = desk;
  const row = page.getByRole('table', { name: say('Respuestas por ver') }).getByRole('row', { name: person.name });
  await expect(row).toContainText(`${say('Falta un documento')}: ${document}`);
  await openFromList(desk, person);
  await expect(page.getByText(`${say('Documento')}: ${document}, ${say('no está publicado')}`)).toBeVisible();
  await expect(page.getByText(whyNot).first()).toBeVisible();
  await expectAccessible(page, 'the refusal as the desk reads it');
  await press(desk, 'Ya lo vi', 'Rechazada');
  await expect(page.getByRole('link', { name: say('Nueva derivación') })).toBeVisible();
}

test('what is missing is asked for and answered while both pages stay open', async ({ browser }) => {
  const { desk, receiver, person } = await sentOutside(browser, 'es');
  const receiverStays = await sameVisit(receiver.page);
  const form = await openForm(receiver, 'Pedir lo que falta');
  await form.getByRole('checkbox', { name: 'Datos del hogar' }).check();
  await form.getByLabel('Dígalo en palabras').fill('¿Cuántas personas viven con ella?');
  await expectAccessible(receiver.page, 'the form that asks for what is missing');
  await submitForm(receiver, 'Pedir lo que falta', 'Falta información');

  await desk.page.getByRole('navigation', { name: 'Bandejas' }).getByRole('link', { name: /Pedir lo que falta/ }).click();
  await openFromList(desk, person);
  await expect(desk.page.getByText('¿Cuántas personas viven con ella?').first()).toBeVisible();
  const answer = await openForm(desk, 'Responder lo que falta');
  await answer.getByLabel('Su respuesta').fill('Vive con dos hijos de 4 y 8 años.');
  await expectAccessible(desk.page, 'the form that answers what is missing');
  await submitForm(desk, 'Responder lo que falta', 'Enviada');

  await expect(receiver.page.getByText('Vive con dos hijos de 4 y 8 años.').first()).toBeVisible();
  await expect(actionsOf(receiver).getByRole('button', { name: 'Aceptar' })).toBeVisible();
  await receiverStays();
  await leave(desk, receiver);
});
