import { expect } from '@playwright/test';
import type { Someone } from './people.js';
import type { Official } from './sign-in.js';

/** What the desk writes of a person it meets for the first time, as the journeys need it. */
export interface Intake {
  person: Someone;
  needs: readonly string[];
  sector?: string;
}

/** Looks for the person, finds nobody and begins a new attendance with what was typed. */
export async function beginIntake({ page, say }: Official, person: Someone): Promise<void> {
  await page.goto('/meson');
  await page.getByRole('searchbox', { name: say('Nombre, teléfono, folio o número de documento') }).fill(person.name);
  await expect(page.getByText(say('Nadie con ese nombre, teléfono, folio o número.'))).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: say('Nueva atención') })).toBeVisible();
}

/** Fills the page of a new attendance; the names came from the search. */
export async function fillIntake({ page, say }: Official, { person, needs, sector = 'Cerro Barón' }: Intake): Promise<void> {
  const form = page.getByRole('form', { name: say('Nueva atención') });
  await form.getByRole('radio', { name: 'Kreyòl' }).check();
  await form.getByRole('checkbox', { name: say('Necesita intérprete') }).check();
  await form.getByLabel(say('Nombre, como quiere que le llamen')).fill(person.given);
  await form.getByLabel(say('Primer apellido')).fill(person.surname);
  await form.getByLabel(say('Año'), { exact: true }).fill(person.year);
  await form.getByLabel(say('Sector donde vive')).fill(sector);
  await form.getByRole('radio', { name: /Haití|Ayiti/ }).check();
  await form.getByRole('combobox', { name: say('Documento') }).selectOption({ label: say('Ninguno') });
  await form.getByLabel(say('Por qué no tiene documento')).fill('Lo perdió en el viaje');
  await form.getByLabel(say('Contacto seguro')).fill(person.phone);
  for (const need of needs) await form.getByRole('checkbox', { name: say(need) }).check();
}

/** A person the desk has just met, on the page that refers them. */
export async function metAtDesk(desk: Official, intake: Intake): Promise<void> {
  await beginIntake(desk, intake.person);
  await fillIntake(desk, intake);
  await desk.page.getByRole('button', { name: desk.say('Guardar y derivar') }).click();
  await expect(desk.page).toHaveURL(/\/derivar/);
}
