import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Language } from './words.js';

type Records<Name> = { records: { code: string; name: Name }[] };
type Names = Readonly<Record<Language, string>>;

/** The services of the product's own catalogue, as screens in each language name them. */
const services = readServices();

/** A service by its Spanish name, as a screen in this language names it. */
export function serviceIn(language: Language, service: string): string {
  return namesOf(service)[language];
}

/** A service by its Spanish name, as a screen in any language names it. */
export function inAnyLanguage(service: string): RegExp {
  return new RegExp(`^(${Object.values(namesOf(service)).map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})$`);
}

/** Services that stand on the page by their name in this language, whatever the page says its language is. What somebody wrote goes on around a name and does not count. */
export function servicesOn(page: Page, language: Language): Promise<string[]> {
  return page.evaluate((names) => {
    // A slip speaks both languages; what is typed and what is imported is data.
    const data = '.slip, .file, code, script, style, textarea';
    const texts: string[] = [document.title.replace(/ · Konbit$/, '')];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(data)) texts.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title]')) texts.push(element.getAttribute('aria-label') ?? '', element.getAttribute('title') ?? '');
    const said = new Set(texts.map((text) => text.trim()));
    return names.filter((name) => [...said].some((text) => text === name || [`: ${name}`, `· ${name}`].some((end) => text.endsWith(end))));
  }, services.filter(({ es, ht }) => es !== ht).map((names) => names[language]));
}

function namesOf(service: string): Names {
  const found = services.find(({ es }) => es === service);
  if (!found) throw new Error(`The catalogue has no service "${service}"`);
  return found;
}

function readServices(): readonly Names[] {
  const labels = new Map(seed<{ ht: string }>('service-labels.json').map(({ code, name }) => [code, name.ht]));
  return seed<{ es: string }>('services.json').map(({ code, name: { es } }) => ({ es, ht: labels.get(code) ?? es }));
}

function seed<Name>(file: string): Records<Name>['records'] {
  return (JSON.parse(readFileSync(new URL(`../../seed/${file}`, import.meta.url), 'utf8')) as Records<Name>).records;
}
