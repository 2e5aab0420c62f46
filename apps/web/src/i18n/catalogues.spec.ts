import { readFileSync } from 'node:fs';
import { i18n } from '@lingui/core';
import { generateMessageId } from '@lingui/message-utils/generateMessageId';
import { msg, plural } from '@lingui/core/runtime-macro';
import { activateLanguage, say, t } from './i18n.js';

/** Texts of a catalogue by their Spanish source. */
function catalogue(language: string): Map<string, string> {
  const text = readFileSync(new URL(`../../../src/i18n/locales/${language}.po`, import.meta.url), 'utf8');
  const read = (quoted: string): string => JSON.parse(`"${quoted}"`) as string;
  return new Map([...text.matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map((found) => [read(found[1]!), read(found[2]!)]));
}
const placeholders = (message: string): string[] => [...new Set([...message.matchAll(/\{(\w+)\s*[,}]|<(\d+)>/g)].map((found) => found[1] ?? found[2]!))].sort();
const es = catalogue('es');
const ht = catalogue('ht');

describe('catalogues', () => {
  it('Creole is complete', () => {
    expect(es.size).toBeGreaterThan(100);
    expect([...es.keys()].filter((source) => !ht.get(source))).toEqual([]);
  });

  it('Creole keeps every value of its source', () => {
    expect([...ht].filter(([source, text]) => placeholders(source).join() !== placeholders(text).join())).toEqual([]);
  });

  it('Creole is written with à, è, ò and no other accent', () => {
    const foreign = [...ht].filter(([source, text]) => /[áéíóúâêîôûëïüñç]/i.test(text) && text !== source);
    expect(foreign).toEqual([]);
  });

  it.each(['es', 'ht', 'pt', 'en'])('the font has every letter of "%s"', (language) => {
    // The ranges of noto-sans-latin-wght-normal; it has no arrows to the sides and no geometric shapes.
    const outside = /[^\n\u0020-\u00ff\u0131\u0152\u0153\u2000-\u206f\u20ac\u2122\u2212]/;
    expect([...catalogue(language)].filter((pair) => outside.test(pair.join('')))).toEqual([]);
  });

  it('Spanish calls nobody illegal', () => expect([...es.keys()].filter((text) => /ilegal/i.test(text))).toEqual([]));
});

describe('words on the screen', () => {
  const title = msg`Reservado`;
  const people = (n: number): ReturnType<typeof msg> => msg`${plural({ n }, { one: '# persona espera', other: '# personas esperan' })}`;
  afterEach(() => i18n.activate('es', ['es-CL']));

  it('Spanish is read from the source', () => {
    expect(t(title)).toBe('Reservado');
    expect(t(people(1))).toBe('1 persona espera');
    expect(t(people(1234))).toBe('1.234 personas esperan');
  });

  it('Creole counts with narrow spaces', () => {
    const message = people(1234);
    activateLanguage('ht', { [message.id]: '{n, plural, other {# moun ap tann}}', [title.id]: 'Rezève' });
    expect(say(message)).toEqual({ text: '1\u202f234 moun ap tann' });
    expect(say(title)).toEqual({ text: 'Rezève' });
  });

  it('what a language lacks is Spanish and says so', () => {
    const missing = msg`Solo en español`;
    activateLanguage('pt', { [generateMessageId('otra cosa')]: 'outra coisa' });
    expect(say(missing)).toEqual({ text: 'Solo en español', lang: 'es' });
  });
});
