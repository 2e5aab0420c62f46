import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test';
import jsQR from 'jsqr';
import { expectAccessible } from './support/axe.js';
import { metAtDesk } from './support/intake.js';
import { expectOnePage } from './support/paper.js';
import { type Someone, someone } from './support/people.js';
import { chooseDestination, openForm, openFromList, sendReferral, submitForm } from './support/referral.js';
import { leave, type Official, openBrowser, signedIn } from './support/sign-in.js';
import { settled } from './support/tour.js';
import { type Language, languages } from './support/words.js';

const healthCentre = { service: 'Inscripción en CESFAM', branch: 'Centro de salud Demo Norte', consent: 'De palabra' };

for (const language of languages) {
  test(`desk, slip, health liaison, withdrawal, auditor and board (${language})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const desk = await signedIn(browser, 'meson', language);
    const health = await signedIn(browser, 'salud', language);
    const person = someone();
    await metAtDesk(desk, { person, needs: ['Salud'] });
    await chooseDestination(desk, healthCentre);
    await expectAccessible(desk.page, 'what is shared, with whom and on which basis');
    await sendReferral(desk, person);

    const { folio, address } = await slipOf(desk, person);
    await behindTheCode(browser, address, person);
    await answersWithTheLeast(health, person);
    await withdraws(desk, health, person);
    await auditorReads(browser, language, folio);
    await boardTells(browser, language);
    await leave(desk, health);
  });
}

/** One press from the person's page; one page in each size, two languages, and nothing on it that must not be. */
async function slipOf({ page, say }: Official, person: Someone): Promise<{ folio: string; address: string }> {
  await page.getByRole('link', { name: say('Imprimir el comprobante') }).click();
  const slip = page.getByRole('article', { name: say('Comprobante para la persona') });
  await expect(slip).toBeVisible();
  await expect(slip.locator('section[lang="es"]')).toContainText(healthCentre.branch);
  await expect(slip.locator('section[lang="ht"]')).toContainText('Ale nan');
  await expect(slip.getByText('BORRADOR').first()).toBeVisible();
  const printed = await slip.innerText();
  for (const hidden of [person.given, person.surname, person.phone, 'Inscripción']) expect(printed).not.toContain(hidden);
  await expectAccessible(page, 'the slip');
  await expectOnePage(page);
  const address = (await slip.getByText(/\/c\/[0-9A-Z]{10}$/).innerText()).trim();
  expect(await readQr(page)).toBe(`http://${address}`);
  return { folio: /P-[0-9A-Z]{4}-[0-9A-Z]{2}/.exec(printed)![0], address };
}

/** What a phone reads from the paper. */
async function readQr(page: Page): Promise<string | null> {
  const png = (await page.getByRole('img', { name: /\/c\// }).screenshot()).toString('base64');
  const { data, width, height } = await page.evaluate(async (source) => {
    const image = new Image();
    image.src = `data:image/png;base64,${source}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const drawing = canvas.getContext('2d')!;
    drawing.drawImage(image, 0, 0);
    return { data: [...drawing.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
  }, png);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data ?? null;
}

/** The page behind the QR, on a phone without scripts and without an account. */
async function behindTheCode(browser: Browser, address: string, person: Someone): Promise<void> {
  const phone: BrowserContext = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 320, height: 640 } });
  const page = await phone.newPage();
  const answer = await page.goto(`http://${address}`);
  expect(answer?.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  await expect(page.getByText(healthCentre.branch).first()).toBeVisible();
  const text = await page.locator('body').innerText();
  for (const hidden of [person.given, person.surname, 'Inscripción']) expect(text).not.toContain(hidden);
  expect((await page.content()).length).toBeLessThan(20_000);
  const strange = await page.goto(`http://${address.slice(0, -10)}0000000000`);
  expect(strange?.status()).toBe(404);
  await phone.close();
  const readable = await openBrowser(browser);
  await readable.page.goto(`http://${address}`);
  await expectAccessible(readable.page, 'the page behind the code');
  await readable.context.close();
}

/** The liaison sees what was shared, the rest reserved, and accepts. */
async function answersWithTheLeast(health: Official, person: Someone): Promise<void> {
  const { page, say } = health;
  await page.reload();
  await settled(health);
  await openFromList(health, person);
  await expect(page.getByRole('heading', { name: person.name }).or(page.getByText(person.name)).first()).toBeVisible();
  await expect(page.getByText(say('Reservado')).first()).toBeVisible();
  await expectAccessible(page, 'the referral as the health liaison sees it');
  await openForm(health, 'Aceptar');
  await submitForm(health, 'Aceptar', 'Aceptada');
}

/** The desk withdraws the consent; the liaison's open screen loses the person within five seconds. */
async function withdraws(desk: Official, health: Official, person: Someone): Promise<void> {
  const { page, say } = desk;
  await page.getByRole('link', { name: say('Volver a la ficha') }).click();
  await page.getByRole('link', { name: say('Retirar') }).first().click();
  await expectAccessible(page, 'the page that withdraws a consent');
  await page.getByRole('button', { name: say('Retirar el consentimiento') }).click();
  await expect(health.page.getByText(health.say('La persona retiró su consentimiento')).first()).toBeVisible({ timeout: 5000 });
  await expect(health.page.getByText(person.name)).toHaveCount(0);
  await expect(health.page.getByText(person.phone)).toHaveCount(0);
  await expectAccessible(health.page, 'the referral after the withdrawal');
}

/** The auditor finds by folio who read what, without a name of the person. */
async function auditorReads(browser: Browser, language: Language, folio: string): Promise<void> {
  const auditor = await signedIn(browser, 'auditor', language);
  const { page, say } = auditor;
  await page.getByRole('textbox', { name: say('Folio de la persona') }).fill(folio);
  // The desk reads the person again at each change, so its lines alone may fill a page.
  await page.getByRole('combobox', { name: say('Oficina'), exact: true }).selectOption(healthCentre.branch);
  await page.getByRole('button', { name: say('Filtrar') }).click();
  const log = page.getByRole('table', { name: say('Accesos, lo más nuevo primero') });
  await expect(log.getByText('Paula Muñoz').first()).toBeVisible();
  await expect(log.getByText('Centro de salud Demo Norte').first()).toBeVisible();
  await expectAccessible(page, 'the access log of one person');
  await leave(auditor);
}

async function boardTells(browser: Browser, language: Language): Promise<void> {
  const policy = await signedIn(browser, 'policy', language);
  const { page, say } = policy;
  await expect(page.getByText(/^\d{2},\d\s%$/).first()).toBeVisible();
  await page.getByText(say('Ver la tabla')).click();
  await expectAccessible(page, 'the board');
  await leave(policy);
}
