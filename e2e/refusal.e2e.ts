import { type Browser, expect, test } from '@playwright/test';
import { expectAccessible } from './support/axe.js';
import { metAtDesk } from './support/intake.js';
import { someone } from './support/people.js';
import { actionsOf, chooseDestination, openForm, openFromList, press, sameVisit, sendReferral, submitForm } from './support/referral.js';
import { leave, type Official, signedIn } from './support/sign-in.js';

const foodAid = { service: 'Ayuda social (alimentos, medicamentos, arriendo)', branch: 'Plataforma social Demo Plan', consent: 'De palabra' };

/** A referral outside the municipality, with the person's consent, on the receiver's screen; the desk has its own list open. */
async function sentOutside(browser: Browser): Promise<{ desk: Official; receiver: Official; person: ReturnType<typeof someone> }> {
  const desk = await signedIn(browser, 'meson');
  const receiver = await signedIn(browser, 'sociala');
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Ayuda social'] });
  await chooseDestination(desk, foodAid);
  await expectAccessible(desk.page, 'the page that refers outside the municipality');
  await sendReferral(desk, person);
  await desk.page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Derivaciones' }).click();
  await expect(desk.page.getByRole('heading', { level: 1, name: 'Derivaciones' })).toBeVisible();
  await openFromList(receiver, person);
  return { desk, receiver, person };
}

test('a refusal names the requirement that was asked, and the desk reads it', async ({ browser }) => {
  const { desk, receiver, person } = await sentOutside(browser);
  const deskStays = await sameVisit(desk.page);
  const { page } = receiver;
  const why = 'Se le pidió un certificado de residencia y no lo tiene.';
  const form = await openForm(receiver, 'Rechazar');
  await form.getByLabel('Motivo').selectOption({ label: 'Falta un documento' });
  await form.getByLabel('Explíquelo en una frase').fill(why);
  await form.getByRole('button', { name: 'Rechazar' }).click();

  const summary = form.getByRole('alert', { name: 'Falta corregir 1 dato' });
  const sentence = 'Elija qué requisito le pidieron a la persona.';
  await expect(summary).toBeFocused();
  await expect(form.getByRole('group', { name: 'Tipo de requisito' }).getByText(sentence)).toBeVisible();
  await expect(form.getByLabel('Explíquelo en una frase')).toHaveValue(why);
  await expectAccessible(page, 'the refusal without its requirement');
  await summary.getByRole('link', { name: sentence }).click();
  await expect(form.getByRole('radio', { name: 'Documento', exact: true })).toBeFocused();

  await page.keyboard.press('Space');
  await form.getByRole('combobox', { name: 'Qué documento se pide' }).selectOption({ label: 'Otro documento, que no está publicado' });
  await form.getByRole('textbox', { name: 'Qué documento se pide' }).fill('Certificado de residencia');
  await expectAccessible(page, 'the refusal with its requirement');
  await submitForm(receiver, 'Rechazar', 'Rechazada');

  const row = desk.page.getByRole('table', { name: 'Respuestas por ver' }).getByRole('row', { name: person.name });
  await expect(row).toContainText('Falta un documento: Certificado de residencia');
  await openFromList(desk, person);
  await expect(desk.page.getByText('Documento: Certificado de residencia, no está publicado')).toBeVisible();
  await expect(desk.page.getByText(why).first()).toBeVisible();
  await expectAccessible(desk.page, 'the refusal as the desk reads it');
  await press(desk, 'Ya lo vi', 'Rechazada');
  await deskStays();
  await expect(desk.page.getByRole('link', { name: 'Nueva derivación' })).toBeVisible();
  await leave(desk, receiver);
});

test('what is missing is asked for and answered while both pages stay open', async ({ browser }) => {
  const { desk, receiver, person } = await sentOutside(browser);
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
