import type { PrintTexts } from '@konbit/contracts';
import { printedLanguage, printedSource } from './printed.js';
import { textLanguageOf } from './printed-texts.js';
import { textNode } from './text-node.js';

type Translation = PrintTexts['translations'][number];
const one = (key: string, state: Translation['state'], body: string | null = `ht ${key}`): Translation => ({ language: 'ht', key, body, state });
const aSet = (...translations: Translation[]): PrintTexts => ({ source: { 'slip.go_to': 'Vaya a', 'slip.where': 'Dónde' }, translations, noticeVersion: 'v' });
const [approvedOne, approvedOther] = [one('slip.go_to', 'approved'), one('slip.where', 'approved')];

describe('texts on paper', () => {
  it('are always there in Spanish, which is never a draft', () => {
    expect(printedSource(aSet())).toEqual([{ key: 'slip.go_to', text: 'Vaya a', draft: false }, { key: 'slip.where', text: 'Dónde', draft: false }]);
  });

  it('print a language when every one of them is approved', () => {
    for (const demo of [false, true]) {
      expect(printedLanguage(aSet(approvedOther, approvedOne), 'ht', { demo })).toEqual({
        language: 'ht', missing: false, texts: [{ key: 'slip.go_to', text: 'ht slip.go_to', draft: false }, { key: 'slip.where', text: 'ht slip.where', draft: false }],
      });
    }
  });

  it.each(['draft', 'reviewed'] as const)('leave Spanish alone for a single %s one, and in demonstration mode mark it', (state) => {
    const print = aSet(approvedOne, one('slip.where', state));
    expect(printedLanguage(print, 'ht', { demo: false })).toEqual({ language: 'ht', texts: [], missing: true });
    expect(printedLanguage(print, 'ht', { demo: true })).toMatchObject({ missing: false, texts: [{ draft: false }, { key: 'slip.where', draft: true }] });
  });

  it('leave Spanish alone when a wording is missing, and in a language nobody wrote', () => {
    for (const demo of [false, true]) {
      expect(printedLanguage(aSet(approvedOne, one('slip.where', 'missing', null)), 'ht', { demo })).toEqual({ language: 'ht', texts: [], missing: true });
      expect(printedLanguage(aSet(approvedOne), 'ht', { demo }).missing).toBe(true);
      expect(printedLanguage(aSet(approvedOne, approvedOther), 'pt', { demo }).missing).toBe(true);
    }
  });

  it('are chosen by the language of the person', () => {
    expect(['hat', 'ht', 'por', 'eng', 'spa', 'que', null].map(textLanguageOf)).toEqual(['ht', 'ht', 'pt', 'en', null, null, null]);
  });
});

describe('who wrote a text', () => {
  const view = { id: 'i', version: 1, key: 'slip.go_to', usedIn: 'slip' as const, language: 'ht' as const, source: 'Vaya a', body: 'Ale nan', state: 'reviewed' as const, reviewedAt: null, note: null, requestedAt: null, availableActions: [] };

  it('is named as the gateway knows officials, and the release is Konbit', async () => {
    const nameOf = (sub: string | null): Promise<string | null> => Promise.resolve(sub === 'rose' ? 'Rose Pierre' : null);
    const names = async (author: string, reviewer: string | null) => {
      const node = textNode({ ...view, author, reviewer }, nameOf);
      return [await node.authorName(), await node.reviewerName()];
    };
    expect([await names('konbit', 'rose'), await names('jean', null)]).toEqual([['Konbit', 'Rose Pierre'], [null, null]]);
  });
});
