import { expect, type Page, test } from '@playwright/test';
import { idsOf, screensOf } from './support/screens.js';
import { servicesOn } from './support/services.js';
import { chooseCreole, leave, type Official, signedIn } from './support/sign-in.js';
import { settled } from './support/tour.js';
import { otherwiseIn, wordsOf } from './support/words.js';

/** Words that English has and neither Kreyòl nor the Spanish of a name; months and days as the browser's own formats say them. */
const english = new Set(`january february march april june july august september october november december monday tuesday wednesday thursday friday saturday sunday
jan feb apr jun jul aug sep oct nov dec mon tue wed thu fri sat sun today yesterday tomorrow ago minutes hours days weeks months years
the and of is are was were be been being have has had do does did will would could should can't cannot this that these those which who whom whose what when where why how
with without from into onto about after before between under over through during because while until against among your yours our ours their theirs his her its my mine you we they
he she him them us not yes no-one nobody someone anyone everyone something anything everything nothing here there now then again always never sometimes often
please close open save cancel delete remove edit add new old search find filter sort show hide more less next previous first last page loading error warning failed success
required optional invalid input select selected option options available choose choice button link menu list table row column name surname address phone email password user sign
submit send sent received receive accept accepted refuse refused rejected pending done closed draft drafts settings help back forward up down left right yes language country
person people office branch referral consent access reason date time day month year week hour minute number code service need needs answer question note file upload download print
undefined null nan`.split(/\s+/).filter((word) => word.length > 2));
/** Written the same in Kreyòl, or in a name, a brand or an abbreviation of the screens. */
const alsoCreole = new Set(['nan', 'mon', 'sat', 'list', 'he', 'we', 'needs', 'sun', 'option', 'his', 'yes', 'our', 'jul', 'apr', 'has', 'done', 'jan', 'sent']);
const forbidden = [...english].filter((word) => !alsoCreole.has(word));

interface Found { spanish: string[]; words: string[]; services: string[] }

/**
 * What a reader of Kreyòl meets on the page that is not Kreyòl: a text of the catalogue in Spanish, wherever it stands, or a word
 * of English. Names of persons, offices and norms and what somebody wrote are marked `lang="es"` by the screen and not asked; services
 * are, as each has a name in Kreyòl.
 */
async function readPage(page: Page): Promise<Found> {
  return { ...await readWords(page), services: await servicesOn(page, 'es') };
}

function readWords(page: Page): Promise<Omit<Found, 'services'>> {
  return page.evaluate(({ bad, untranslated }) => {
    // Names of languages are written in their own language.
    const kept = new Set(['Español']);
    const others = '[lang]:not(html), .office, .slip, .file, code, script, style, textarea';
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement && !node.parentElement.closest(others)) texts.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      if (!element.closest('[lang]:not(html)')) for (const name of ['aria-label', 'placeholder', 'title']) texts.push(element.getAttribute(name) ?? '');
    }
    for (const element of document.querySelectorAll('[data-missing]')) texts.push(element.textContent ?? '');
    const said = [...new Set(texts.map((text) => text.trim().replace(/ · Konbit$/, '')))].filter((text) => text !== '' && !kept.has(text));
    const fixed = new Set(untranslated.filter((text) => !text.includes('{')));
    const filled = untranslated.filter((text) => text.includes('{') && text.replace(/\{\w+\}/g, '').trim().length > 5)
      .map((text) => new RegExp(`^${text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('.+')}$`));
    const english = new Set(bad);
    return {
      spanish: said.filter((text) => fixed.has(text) || filled.some((shape) => shape.test(text))),
      words: said.flatMap((text) => (text.toLowerCase().match(/[\p{L}-]+/gu) ?? []).filter((word) => english.has(word)).map((word) => `${word} in "${text.slice(0, 80)}"`)),
    };
  }, { bad: forbidden, untranslated: otherwiseIn('ht') });
}

test('every screen of every role speaks Kreyòl: no missing words, none in English', async ({ browser }) => {
  test.setTimeout(300_000);
  const desk = await signedIn(browser, 'meson');
  const social = await signedIn(browser, 'dideco');
  const ids = await idsOf(desk, social);
  await leave(social);
  const faults: string[] = [];
  const say = wordsOf('ht');
  let screens = 0;
  let withService = 0;
  for (const [account, addresses] of Object.entries(screensOf)) {
    const official: Official = { ...(account === 'meson' ? desk : await signedIn(browser, account)), say };
    await chooseCreole(official.page);
    for (const address of addresses(ids)) {
      await official.page.goto(address);
      await settled(official);
      await official.page.waitForLoadState('networkidle');
      const { spanish, words, services } = await readPage(official.page);
      faults.push(...spanish.map((text) => `${account} ${address}: Spanish "${text.slice(0, 120)}"`), ...words.map((word) => `${account} ${address}: English ${word}`),
        ...services.map((service) => `${account} ${address}: service "${service}"`));
      screens += 1;
      if ((await servicesOn(official.page, 'ht')).length > 0) withService += 1;
    }
    await official.context.close();
  }
  expect(screens).toBeGreaterThan(45);
  expect(withService).toBeGreaterThan(15);
  expect(faults).toEqual([]);
});

test('the shortcuts, the account menu and an announcement are in Kreyòl', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson', 'ht');
  const { page, say } = desk;
  await page.getByRole('searchbox').fill('Pierre');
  await expect(page.locator('#cuantas')).toContainText('moun');
  await page.locator('summary').last().click();
  await expect(page.getByRole('button', { name: say('Alto contraste') })).toBeVisible();
  await page.getByRole('button', { name: say('Atajos de teclado (?)') }).click();
  await expect(page.getByRole('dialog', { name: say('Atajos de teclado') })).toBeVisible();
  expect(await readPage(page)).toEqual({ spanish: [], words: [], services: [] });
  await leave(desk);
});

test('the reader of screens finds out Spanish, English and services', async ({ browser }) => {
  const desk = await signedIn(browser, 'meson');
  await settled(desk);
  const found = await readPage(desk.page);
  expect(found.spanish).toEqual(expect.arrayContaining(['Nueva atención', 'Cerrar sesión']));
  await desk.page.evaluate(() => { document.title = '22 November · please wait'; });
  expect((await readPage(desk.page)).words.map((word) => word.split(' ')[0])).toEqual(expect.arrayContaining(['november', 'please']));
  await desk.page.evaluate(() => { document.body.insertAdjacentHTML('beforeend', '<p lang="es">Informe social</p><p>OMIL · Residencia definitiva</p><p>Informe social entregado.</p>'); });
  expect((await readPage(desk.page)).services).toEqual(expect.arrayContaining(['Informe social', 'Residencia definitiva']));
  await leave(desk);
});
