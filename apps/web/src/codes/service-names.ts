import { formatList, type Language, sortByText } from '@konbit/contracts/format';
import { inSpanish, type Said } from '../i18n/i18n.js';

type InLanguages<Words> = readonly ({ language: string } & Words)[];

/** A service as documents read it: its Spanish name and those of other languages. */
export interface NamedService {
  name: string;
  names: InLanguages<{ text: string }>;
}

/** The papers a service usually asks for, in Spanish and in other languages. */
export interface ServicePapers {
  documents: readonly string[];
  documentsIn: InLanguages<{ texts: readonly string[] }>;
}

/** The sentence on what a service asks, in Spanish and in other languages. */
export interface ServiceBaseline {
  baseline?: string | null;
  baselineIn: InLanguages<{ text: string }>;
}

/** One of a list to choose from. An option is one text, so it is marked as a whole. */
export interface ServiceChoice {
  value: string;
  label: string;
  lang?: 'es';
}

/** The name of a service in the language of the screen; where nobody wrote one the Spanish name, marked as such. */
export function serviceName({ name, names }: NamedService, language: Language): Said {
  const own = names.find((one) => one.language === language)?.text;
  return own ? { text: own } : inSpanish(name, language);
}

/** What a service asks, in the language of the screen if somebody wrote it; null where nothing is stated. */
export function serviceBaseline({ baseline, baselineIn }: ServiceBaseline, language: Language): Said | null {
  const own = baselineIn.find((one) => one.language === language)?.text;
  if (!baseline) return null;
  return own ? { text: own } : inSpanish(baseline, language);
}

/** The usual papers of a service, in the language of the screen if all of them were written in it. */
export function servicePapers({ documents, documentsIn }: ServicePapers, language: Language): Said[] {
  const own = documentsIn.find((one) => one.language === language)?.texts;
  return own?.length === documents.length ? own.map((text) => ({ text })) : documents.map((text) => inSpanish(text, language));
}

/** The usual papers as one list in words; null where none is stated. */
export function papersInWords(service: ServicePapers, language: Language): Said | null {
  const papers = servicePapers(service, language);
  const lang = papers[0]?.lang;
  return papers.length === 0 ? null : { text: formatList(lang ?? language, papers.map(({ text }) => text)), ...(lang && { lang }) };
}

/** A service as a choice. */
export function serviceChoice(value: string, service: NamedService, language: Language): ServiceChoice {
  const { text, lang } = serviceName(service, language);
  return { value, label: text, ...(lang && { lang }) };
}

/** What has a service as choices, in the order of the names that are read. */
export function serviceChoices<Item extends { id: string }>(items: readonly Item[], serviceOf: (item: Item) => NamedService, language: Language): ServiceChoice[] {
  return sortByText(items.map((item) => serviceChoice(item.id, serviceOf(item), language)), ({ label }) => label);
}
