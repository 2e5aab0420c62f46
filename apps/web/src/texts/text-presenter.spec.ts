import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { presentText, type TextFacts } from './text-presenter.js';

const format = createFormat('es');
const draft: TextFacts = {
  key: 'slip.free', usedIn: 'slip', language: 'ht', body: 'Demach sa a gratis.', state: 'draft', authorName: 'Marie Joseph', reviewerName: null, reviewedAt: null, note: null, requestedAt: null,
  availableActions: ['approve', 'review', 'propose'],
};
const buttons = (over: Partial<TextFacts>): string[] => presentText({ ...draft, ...over }, format).buttons.map(({ words, risk }) => (risk ? `! ${t(words)}` : t(words)));
const told = (over: Partial<TextFacts>): string[] => presentText({ ...draft, ...over }, format).told.map(({ of }) => t(of));

describe('a text for persons', () => {
  it('says where it is used, in which language and how it stands', () => {
    const { used, tone, state, html, language } = presentText(draft, format);
    expect([t(used!), tone, t(state!), html, language]).toEqual(['Comprobante', 'need', 'Borrador', 'ht', 'Kreyòl']);
  });

  it('of a newer server has no words of ours and waits for somebody', () => expect(presentText({ ...draft, usedIn: 'radio', state: 'sung' }, format)).toMatchObject({ used: null, state: null, tone: 'need' }));

  it('offers what the server allows, sending it back as a risk', () => {
    expect(buttons({})).toEqual(['Aprobar', 'Está bien escrito', 'Corregir']);
    expect(buttons({ state: 'approved', availableActions: ['propose', 'back'] })).toEqual(['Corregir', '! Devolver a borrador']);
    expect(buttons({ availableActions: [] })).toEqual([]);
  });

  it('that nobody wrote is written, not corrected', () => expect(buttons({ body: null, state: 'missing', availableActions: ['propose'] })).toEqual(['Escribir']));

  it('is approved by somebody else than its author', () => {
    const isOwn = (over: Partial<TextFacts>): boolean => presentText({ ...draft, ...over }, format).isOwn;
    expect([isOwn({ availableActions: ['propose'] }), isOwn({}), isOwn({ state: 'missing', availableActions: ['propose'] }), isOwn({ state: 'approved', availableActions: [] })]).toEqual([true, false, false, false]);
  });

  it('tells who asked, wrote and reviewed it', () => {
    expect(told({ requestedAt: '2026-11-20T12:00:00Z', reviewerName: 'Jean Pierre', reviewedAt: '2026-11-24T12:00:00Z', note: 'Falta el tono.' }))
      .toEqual(['Lo pidió el mesón el 20 de noviembre de 2026', 'Lo escribió Marie Joseph', 'Lo revisó Jean Pierre el 24 de noviembre de 2026', 'Nota: Falta el tono.']);
    expect(told({ authorName: null })).toEqual([]);
  });

  it('quotes a note as Spanish on a screen in another language', () => {
    expect(presentText({ ...draft, authorName: null, note: 'Falta el tono.' }, createFormat('ht')).told[0]?.quote).toEqual({ text: 'Falta el tono.', lang: 'es' });
  });
});
