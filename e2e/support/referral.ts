import { expect, type Locator, type Page } from '@playwright/test';
import type { Someone } from './people.js';
import { inAnyLanguage } from './services.js';
import type { Official } from './sign-in.js';

export interface Destination {
  service: string;
  branch: string;
  /** How the person agreed, where the branch is not the municipality's. */
  consent?: string;
}

/** On the page that refers a person: chooses where to and with what permission. */
export async function chooseDestination({ page, say }: Official, { service, branch, consent }: Destination): Promise<void> {
  const services = page.getByRole('combobox', { name: say('Servicio') });
  await services.selectOption(await services.locator('option').filter({ hasText: inAnyLanguage(service) }).first().getAttribute('value'));
  const card = page.getByRole('radio', { name: branch, exact: true });
  const other = page.getByRole('button', { name: say('Elegir {branch}', { branch }), exact: true, includeHidden: true });
  await expect(card.or(other)).toHaveCount(1);
  if (await other.count() === 1) {
    await page.locator('details', { has: other }).locator('summary').click();
    await other.click();
  }
  await card.check();
  if (consent) await page.getByRole('radio', { name: say(consent) }).check();
}

/** Sends it and comes back to the person's page, which says so. */
export async function sendReferral({ page, say }: Official, person: Someone): Promise<void> {
  await page.getByRole('button', { name: say('Enviar derivación') }).click();
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible();
}

/** A person's referral on the list that is on screen, opened by its link. */
export async function openFromList({ page, say }: Official, person: Someone): Promise<void> {
  await page.getByRole('link', { name: person.name }).click();
  await expect(actionsOf({ page, say })).toBeVisible();
}

export function actionsOf({ page, say }: Pick<Official, 'page' | 'say'>): Locator {
  return page.getByRole('region', { name: say('Qué puede hacer usted') });
}

/** The form of a command, opened by its button among what the reader may do. */
export async function openForm(official: Official, command: string): Promise<Locator> {
  const { page, say } = official;
  await actionsOf(official).getByRole('button', { name: say(command), exact: true }).first().click();
  const form = page.getByRole('form', { name: say(command) });
  await expect(form).toBeVisible();
  return form;
}

/** Sends the form that is open; the page then says in which state the referral is. */
export async function submitForm(official: Official, command: string, state: string): Promise<void> {
  const { page, say } = official;
  await page.getByRole('form', { name: say(command) }).getByRole('button', { name: say(command), exact: true }).click();
  await expectDone(official, state);
}

/** One press that needs no form. */
export async function press(official: Official, command: string, state: string): Promise<void> {
  await actionsOf(official).getByRole('button', { name: official.say(command), exact: true }).click();
  await expectDone(official, state);
}

async function expectDone(official: Official, state: string): Promise<void> {
  const { page, say } = official;
  const actions = actionsOf(official);
  const moved = actions.getByText(say('Listo. La derivación quedó en «{state}».', { state: say(state) }));
  await expect(moved.or(actions.getByText(say('Listo. Quedó guardado.')))).toBeVisible();
  await expect(page.getByRole('main').getByText(say(state), { exact: true }).first()).toBeVisible();
}

/** A day this many days from now, as the boxes of a form take it. */
export function dayFromNow(days: number): { day: string; month: string; year: string } {
  const at = new Date(Date.now() + days * 86_400_000);
  const [year = '', month = '', day = ''] = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Santiago' }).format(at).split('-');
  return { day, month, year };
}

export async function fillDate(form: Locator, { say }: Official, date: { day: string; month: string; year: string }): Promise<void> {
  await form.getByLabel(say('Día'), { exact: true }).fill(date.day);
  await form.getByLabel(say('Mes'), { exact: true }).fill(date.month);
  await form.getByLabel(say('Año'), { exact: true }).fill(date.year);
}

/** Answers a check that the page was not loaded again since. */
export async function sameVisit(page: Page): Promise<() => Promise<void>> {
  const began = (): Promise<number> => page.evaluate(() => performance.timeOrigin);
  const before = await began();
  return async () => expect(await began()).toBe(before);
}
