import { useOf } from '../text/text-release.service.js';
import { readSeed, type Seed } from './seed-file.js';
import { labelsOf } from './seed-labels.js';
import { readTexts } from './seed-texts.js';

const folder = new URL('../../../../seed/', import.meta.url);
const languages = ['es', 'ht', 'pt', 'en'] as const;
type Labels = { names: Record<string, string>; baseline_in: Record<string, string>; documents_in: Record<string, string[]> };
/** Creole writes à, è and ò, and no other letter with an accent. */
const strange = (text: string): boolean => /[^\p{ASCII}àèòÀÈÒ]/u.test(text);

describe('the words of services', () => {
  let seed: Seed;
  let rows: { code: string; baseline: unknown; documents: string[]; labels: Labels }[];
  beforeAll(async () => {
    seed = await readSeed(folder);
    rows = seed.services.map((service) => ({
      code: service.code, baseline: service.baseline, documents: service.documents.es,
      labels: Object.fromEntries(Object.entries(labelsOf(service, seed.labels)).map(([column, json]) => [column, JSON.parse(json as string) as unknown])) as unknown as Labels,
    }));
  });

  it('are there for all 52, by name in three languages', () => {
    expect(rows).toHaveLength(52);
    expect(rows.filter(({ labels }) => !labels.names['ht'] || !labels.names['pt'] || !labels.names['en']).map(({ code }) => code)).toEqual([]);
    expect(seed.labels.records.map(({ code }) => code).filter((code) => !rows.some((row) => row.code === code))).toEqual([]);
  });

  it('say every baseline sentence and every document in Creole', () => {
    expect(rows.filter(({ baseline, labels }) => baseline !== null && !labels.baseline_in['ht']).map(({ code }) => code)).toEqual([]);
    expect(rows.filter(({ documents, labels }) => documents.length !== (labels.documents_in['ht']?.length ?? 0)).map(({ code }) => code)).toEqual([]);
  });

  it('in Creole have no accents but its own', () => {
    const creole = rows.flatMap(({ labels }) => [labels.names['ht'] ?? '', labels.baseline_in['ht'] ?? '', ...(labels.documents_in['ht'] ?? [])]);
    expect(creole.filter(strange)).toEqual([]);
  });
});

describe('texts for persons', () => {
  let texts: Awaited<ReturnType<typeof readTexts>>;
  beforeAll(async () => { texts = await readTexts(folder); });

  it('are of a slip, a page or a notice, each key once', () => {
    expect(new Set(texts.map(({ key }) => useOf(key)))).toEqual(new Set(['slip', 'page', 'notice']));
    expect(new Set(texts.map(({ key }) => key)).size).toBe(texts.length);
  });

  it('are drafted in every language, with the same words in braces', () => {
    const places = (text = ''): string => [...text.matchAll(/\{\w+\}/g)].map(String).sort().join();
    for (const text of texts) for (const language of languages) expect([text.key, language, places(text[language])]).toEqual([text.key, language, places(text.es)]);
    expect(texts.filter((text) => languages.some((language) => !text[language]))).toEqual([]);
  });

  it('have at most 20 words in a sentence', () => {
    const sentences = texts.flatMap((text) => languages.flatMap((language) => (text[language] ?? '').split(/[.:?!](?:\s|$)/)));
    expect(sentences.filter((sentence) => sentence.trim().split(/\s+/).length > 20)).toEqual([]);
  });

  it('in Creole have no accents but its own', () => expect(texts.map(({ ht }) => ht ?? '').filter(strange)).toEqual([]));

  it('speak of papers and status as the law does', () => expect(texts.filter(({ es }) => /ilegal|irregular/i.test(es))).toEqual([]));

  it('make a notice of five to seven sentences after its title', () => {
    const notice = texts.filter(({ key }) => useOf(key) === 'notice');
    expect(notice[0]?.key).toBe('notice.title');
    expect(notice.length - 1).toBeGreaterThanOrEqual(5);
    expect(notice.length - 1).toBeLessThanOrEqual(7);
  });
});
