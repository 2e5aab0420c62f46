import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { type Browser, expect, test } from '@playwright/test';
import { metAtDesk } from './support/intake.js';
import { someone, someoneRare } from './support/people.js';
import { CountedKeyboard } from './support/presses.js';
import { actionsOf, chooseDestination, openForm, openFromList, sendReferral } from './support/referral.js';
import { chooseCreole, fillSignIn, leave, type Official, openBrowser, signedIn } from './support/sign-in.js';
import { settled, Tour } from './support/tour.js';
import { wordsOf } from './support/words.js';

/** What `npm run bench -- web` reads of a run. */
const figures = { deskPathPresses: 0, screens: 0, axeViolations: 0 };
const most = { searchPresses: 8, intakePresses: 60, deskPathPresses: 75 };

test.describe.configure({ mode: 'serial' });

test.afterAll(async () => {
  const file = new URL('./shots/figures.json', import.meta.url);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, `${JSON.stringify(figures)}\n`);
});

test('the desk path, from the search to the referral sent, by keyboard alone', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  const { page, say } = desk;
  if (process.env['KONBIT_SHOTS']) {
    await settled(desk);
    await page.screenshot({ path: fileURLToPath(new URL('../docs/images/inicio.png', import.meta.url)) });
  }
  const person = someoneRare();
  const hands = new CountedKeyboard(page);
  const form = page.getByRole('form', { name: say('Nueva atención') });

  // The hands come from somewhere else on the page.
  await page.keyboard.press('Tab');
  await hands.press('/');
  await hands.type(person.given.slice(0, 3));
  await expect(page.getByRole('status').filter({ hasText: /persona|Nadie/ })).toBeVisible();
  expect(hands.presses, 'presses of the search').toBeLessThanOrEqual(most.searchPresses);
  await page.getByText(say('Nadie con ese nombre, teléfono, folio o número.')).waitFor();
  await hands.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: say('Nueva atención') })).toBeFocused();
  const before = hands.presses;
  await hands.tabTo(form.getByRole('radio', { name: 'Kreyòl' }));
  await hands.press('Space');
  await hands.tabTo(form.getByRole('checkbox', { name: say('Necesita intérprete') }));
  await hands.press('Space');
  await hands.tabTo(form.getByLabel(say('Nombre, como quiere que le llamen')));
  await hands.press('End');
  await hands.type(person.given.slice(3));
  await hands.tabTo(form.getByLabel(say('Primer apellido')));
  await hands.type(person.surname);
  await hands.tabTo(form.getByLabel(say('Año'), { exact: true }));
  await hands.type(person.year);
  await hands.tabTo(form.getByRole('radio', { name: 'Haití' }));
  await hands.press('Space');
  await hands.tabTo(form.getByLabel(say('Sector donde vive')));
  await hands.type('Barón');
  await hands.tabTo(form.getByLabel(say('Contacto seguro')));
  await hands.type(person.phone.replaceAll(' ', '').slice(3));
  await hands.tabTo(form.getByRole('checkbox', { name: say('Trabajo') }));
  await hands.press('Space');
  await hands.press('Control+Enter');
  expect(hands.presses - before, 'presses of the intake').toBeLessThanOrEqual(most.intakePresses);

  await expect(page.getByRole('radio', { name: 'OMIL Valparaíso' })).toBeChecked();
  await hands.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
  await expect(page.getByRole('list', { name: say('Historia') }).getByText('OMIL Valparaíso')).toBeVisible();
  figures.deskPathPresses = hands.presses;
  expect(hands.presses).toBeLessThanOrEqual(most.deskPathPresses);
  await leave(desk);
});

interface Scene { desk: Official; omil: Official; policy: Official; person: ReturnType<typeof someone>; personPath: string }

/** Somebody whom OMIL received and opened, seen from every side. */
async function sceneIn(browser: Browser): Promise<Scene> {
  const desk = await signedIn(browser, 'meson');
  const omil = await signedIn(browser, 'omil');
  const policy = await signedIn(browser, 'policy');
  const person = someone();
  await metAtDesk(desk, { person, needs: ['Trabajo', 'Salud'] });
  await chooseDestination(desk, { service: 'Inscripción OMIL y BNE', branch: 'OMIL Valparaíso' });
  await sendReferral(desk, person);
  return { desk, omil, policy, person, personPath: new URL(desk.page.url()).pathname };
}

async function lookAtDesk(tour: Tour, { desk, person, personPath }: Scene): Promise<void> {
  const { page, say } = desk;
  await page.goto('/meson');
  await settled(desk);
  await tour.look(page, 'the desk');
  await page.getByRole('searchbox').fill(person.surname);
  await page.getByRole('link', { name: person.name }).first().waitFor();
  await tour.look(page, 'the desk with people found');
  await tour.visit(desk, { 'a new attendance': '/meson/nueva' });
  await page.getByRole('button', { name: say('Guardar'), exact: true }).click();
  await page.getByRole('alert').waitFor();
  await tour.look(page, 'a new attendance with errors');
  await tour.visit(desk, {
    "a known person's attendance": `/meson/nueva?persona=${personPath.split('/').at(-1)!}`, 'the person': personPath, 'the correction': `${personPath}/corregir`,
    'the access with a reason': `${personPath}/acceso`, 'the privacy notice': `${personPath}/aviso`, 'a new consent': `${personPath}/consentimientos/nuevo`, 'who saw the record': `${personPath}/accesos`, 'answers to see': '/derivaciones', 'what is asked': '/derivaciones?caja=info_asked', 'what was sent': '/derivaciones?caja=sent',
    drafts: '/derivaciones?caja=drafts', 'what ended': '/derivaciones?caja=ended', 'the page that refers': `${personPath}/derivar`, 'a page that is not found': '/no-existe',
  });
  await page.goto(personPath);
  await page.getByRole('button', { name: say('Agregar necesidad') }).click();
  await page.getByRole('dialog', { name: say('Agregar necesidad') }).waitFor();
  await tour.look(page, 'the question of Agregar necesidad');
  await page.keyboard.press('Escape');
  await page.goto(`${personPath}/derivar`);
  await page.getByLabel(say('Motivo')).fill('');
  await page.getByRole('button', { name: say('Enviar derivación') }).click();
  await page.getByRole('alert').waitFor();
  await tour.look(page, 'the page that refers with errors');
  await page.goto('/');
  await settled(desk);
  await page.locator('h1').press('?');
  await page.getByRole('dialog').waitFor();
  await tour.look(page, 'the keyboard shortcuts');
  await page.keyboard.press('Escape');
}

async function lookAtOmil(tour: Tour, { omil, person }: Scene): Promise<void> {
  const { page, say } = omil;
  await tour.visit(omil, { 'what was received': '/recibidas', 'what is in course': '/recibidas?caja=in_progress', 'what ended': '/recibidas?caja=ended' });
  await page.goto('/recibidas');
  await openFromList(omil, person);
  await settled(omil);
  await tour.look(page, 'a referral');
  for (const command of ['Aceptar', 'Pedir lo que falta', 'Rechazar']) {
    await openForm(omil, command);
    await tour.look(page, `the form of ${command}`);
    await actionsOf(omil).getByRole('button', { name: say(command), expanded: true }).click();
  }
  const form = await openForm(omil, 'Rechazar');
  await form.getByRole('button', { name: say('Rechazar'), exact: true }).click();
  await form.getByRole('alert').waitFor();
  await tour.look(page, 'the refusal with errors');
}

/** Leaves by the account's menu and looks at the door. */
async function lookAtDoor(tour: Tour, { page, say }: Official): Promise<void> {
  await page.goto('/auth/logout');
  await page.getByRole('link', { name: say('Entrar') }).waitFor();
  await tour.look(page, 'the door');
}

test('every screen is accessible at desk and phone width, in Spanish and in Kreyòl', async ({ browser }) => {
  test.setTimeout(240_000);
  const tour = new Tour();
  const visitor = await openBrowser(browser);
  await visitor.page.goto('/auth/login');
  await tour.look(visitor.page, 'the sign-in page');
  await fillSignIn(visitor.page, 'auditor');
  await visitor.page.getByRole('heading', { level: 1 }).waitFor();

  const scene = await sceneIn(browser);
  const creole: Scene = { ...scene };
  for (const role of ['desk', 'omil', 'policy'] as const) creole[role] = { ...scene[role], say: wordsOf('ht') };
  for (const told of [scene, creole]) {
    if (told === creole) for (const { page } of [scene.desk, scene.omil, scene.policy]) await chooseCreole(page);
    await lookAtDesk(tour, told);
    await lookAtOmil(tour, told);
    await tour.visit(told.policy, { 'the welcome of a role without screens': '/' });
  }
  await lookAtDoor(tour, creole.policy);
  figures.screens = tour.screens;
  figures.axeViolations = tour.faults.length;
  expect(tour.faults).toEqual([]);
  await leave(visitor, scene.desk, scene.omil, scene.policy);
});
