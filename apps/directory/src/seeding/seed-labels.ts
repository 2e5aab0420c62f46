import { readFile } from 'node:fs/promises';
import { type TextLanguage, textLanguages } from '@konbit/contracts';
import { z } from 'zod';

const inLanguages = z.object({ ht: z.string().min(1), pt: z.string().min(1).optional(), en: z.string().min(1).optional() });
const labels = z.object({
  records: z.array(z.object({ code: z.string(), name: inLanguages, baseline: inLanguages.optional() })),
  documents: z.array(inLanguages.extend({ es: z.string() })),
});

/** The words of services in other languages than Spanish, as `service-labels.json` has them. */
export type SeedLabels = z.infer<typeof labels>;

interface Labelled { code: string; baseline: { es: string; en?: string | undefined } | null; documents: { es: string[] } }

/** Columns of a service row: its names, baseline sentence and documents by language; a language without a word is absent. */
export interface LabelColumns { names: string; baseline_in: string; documents_in: string }

/** Reads and checks the labels; a wrong record is named with its path. */
export async function readLabels(folder: URL): Promise<SeedLabels> {
  const parsed = labels.safeParse(JSON.parse(await readFile(new URL('service-labels.json', folder), 'utf8')));
  if (!parsed.success) throw new Error(`service-labels.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** What other languages call a service; documents of a language are all there or none, so that a list is never shorter than the Spanish one. */
export function labelsOf({ code, baseline, documents }: Labelled, seed: SeedLabels): LabelColumns {
  const own = seed.records.find((record) => record.code === code);
  const words = new Map(seed.documents.map((document) => [document.es, document]));
  const documentsIn = (language: TextLanguage): string[] | undefined => {
    const all = documents.es.map((document) => words.get(document)?.[language]);
    return all.length > 0 && all.every((one) => one !== undefined) ? all : undefined;
  };
  return {
    names: byLanguage((language) => own?.name[language]),
    baseline_in: byLanguage((language) => own?.baseline?.[language] ?? (language === 'en' ? baseline?.en : undefined)),
    documents_in: byLanguage(documentsIn),
  };
}

/** `undefined` leaves a language out. */
const byLanguage = (wordsOf: (language: TextLanguage) => unknown): string => JSON.stringify(Object.fromEntries(textLanguages.map((language) => [language, wordsOf(language)])));
