import { createFormat } from '@konbit/contracts/format';
import { t } from '../i18n/i18n.js';
import { noticeColumns, presentNotices, type NoticeFacts } from './notice-presenter.js';

const format = createFormat('es', { now: () => new Date('2026-11-24T18:00:00Z') });
const read: NoticeFacts = { id: 'n', noticeVersion: '3f1c9a20', manner: 'read_aloud', language: 'hat', readAt: '2026-11-24T13:00:00Z', officialName: 'Marcela Rojas', branch: { name: 'Oficina de Migraciones' } };
const said = (over: Partial<NoticeFacts>): string => presentNotices([{ ...read, ...over }], '3f1c9a20', t, format)[0]!.text;

describe('the privacy notice as it was given', () => {
  it('says when, by whom, in which language and how', () => expect(said({})).toBe('Aviso leído el 24 de noviembre de 2026 por Marcela Rojas en Kreyòl, en voz alta.'));
  it('without the name of the reader says the office', () => expect(said({ officialName: null, manner: 'handed_over', language: 'spa' })).toBe('Aviso leído el 24 de noviembre de 2026 en Oficina de Migraciones, en Español, en papel.'));
  it('says when there is a newer version, the last one first', () => {
    const lines = presentNotices([{ ...read, id: 'old', readAt: '2026-01-01T13:00:00Z', noticeVersion: '00000000' }, read], '3f1c9a20', t, format);
    expect(lines.map(({ id, isCurrent }) => [id, isCurrent])).toEqual([['n', true], ['old', false]]);
  });
  it('is not called old while the version of today is not known', () => expect(presentNotices([read], null, t, format)[0]!.isCurrent).toBe(true));
});

describe('the notice to read', () => {
  const texts = (text: string, draft: boolean): { key: string; text: string; draft: boolean }[] => [{ key: 'notice.who', text, draft }];
  const notice = { source: texts('Lo que usted nos cuente…', false), languages: [{ language: 'ht', missing: false, texts: texts('Sa ou di nou…', true) }, { language: 'pt', missing: true, texts: [] }] };
  it('stands in Spanish and beside it in the language of the person, marked as a draft', () => {
    expect(noticeColumns(notice, 'hat', t)).toMatchObject({ readIn: 'hat', missing: null, other: { name: 'Kreyòl', lang: 'ht', draft: true } });
  });
  it('is Spanish alone for who speaks Spanish', () => expect(noticeColumns(notice, 'spa', t)).toMatchObject({ other: null, missing: null, readIn: 'spa' }));
  it('says that a language is missing, and is read in Spanish', () => {
    expect(noticeColumns(notice, 'por', t)).toMatchObject({ other: null, missing: 'Falta el aviso en Português. Léalo en español con intérprete.', readIn: 'spa' });
    expect(noticeColumns(notice, 'arn', t).missing).toBe('Falta el aviso en Mapuzugun. Léalo en español con intérprete.');
  });
});
