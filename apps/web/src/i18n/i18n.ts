import { i18n, setupI18n, type MessageDescriptor, type Messages } from '@lingui/core';
import { languageInfo, type Language } from '@konbit/contracts/format';

/** Spanish apart from the chosen language: what another catalogue lacks is read from here and marked as Spanish. */
const spanish = setupI18n();

/** A text on its way to the screen; `lang` is set only when it is in another language than the page. */
export interface Said {
  text: string;
  lang?: 'es';
}

/** A sentence that a presenter chose; `quote` is the value in it that may be in another language than the screen. */
export interface Sentence {
  of: MessageDescriptor;
  quote?: Said;
}

/** Loads the Spanish catalogue; call before the first text is drawn. */
export function loadSpanish(messages: Messages): void {
  i18n.load('es', messages);
  spanish.load('es', messages);
}

/** Makes a language the one of the screen; its messages may be partial. */
export function activateLanguage(language: Language, messages: Messages): void {
  i18n.load(language, language === 'es' ? messages : translated(messages));
  i18n.activate(language, languageInfo[language].numbers);
}

/** The compiled catalogue fills a gap with the Spanish text; a message equal to the Spanish one counts as a gap. */
function translated(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).filter(([id, message]) => JSON.stringify(message) !== JSON.stringify(spanish.messages[id])));
}

/** The language of the screen now. */
export function currentLanguage(): Language {
  return i18n.locale as Language;
}

/** The words of a message, telling whether they had to be taken from Spanish. */
export function say(message: MessageDescriptor): Said {
  if (i18n.locale === 'es' || i18n.messages[message.id]) return { text: i18n._(message) };
  return { text: spanish._(message), lang: 'es' };
}

/** Words that exist in Spanish alone, e.g. what somebody wrote: marked where the screen speaks another language. */
export function inSpanish(text: string, language: Language): Said {
  return language === 'es' ? { text } : { text, lang: 'es' };
}

/** The words of a message as a plain string: for attributes and presenters. */
export function t(message: MessageDescriptor): string {
  return say(message).text;
}

spanish.load('es', {});
spanish.activate('es', languageInfo.es.numbers);
activateLanguage('es', {});

export { i18n };
