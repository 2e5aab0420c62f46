import type { PublicPlace, SlipPage } from '@konbit/contracts';
import { html } from './html.js';
import { type PageWords, wordsOf } from './page-texts.js';
import { blocksOf, slipHtml, type SlipPageParts } from './slip-html.js';

const keys = [
  'page.title', 'page.no_name', 'page.languages', 'page.phone', 'page.hours', 'page.hours_unknown', 'page.days_unknown', 'page.today', 'page.tomorrow', 'page.ended', 'page.appointment_missed',
  'page.appointment_cancelled', 'page.demo', 'slip.go_to', 'slip.service', 'slip.protected', 'slip.where', 'slip.address_unconfirmed', 'slip.when', 'slip.no_time_no_date', 'slip.in_person',
  'slip.by_phone', 'slip.at_home', 'slip.interpreter', 'slip.ask_interpreter', 'slip.bring', 'slip.bring_anything', 'slip.if_no', 'slip.if_no_help', 'slip.origin', 'slip.free',
];
const holes: Record<string, string> = {
  'slip.no_time': 'antes del {date}', 'slip.call': 'Llame al {phone}.', 'page.minutes': 'Dura {minutes} minutos.', 'page.valid_until': 'Sirve hasta el {date}.', 'page.from_to': 'de {from} a {to}',
  'page.day_1': 'lunes', 'page.day_2': 'martes',
};
const words = (language: PageWords['language'], draft = false): PageWords => (
  wordsOf(language, [...keys.map((key) => ({ key, text: `${language}:${key}`, draft })), ...Object.entries(holes).map(([key, text]) => ({ key, text, draft }))]));

const place: PublicPlace = {
  branchName: 'OMIL Valparaíso', organisationName: 'OMIL', address: 'Condell 1490', comunaName: 'Valparaíso', phone: '+56 9 0000 0100', hours: { days: [1, 2], slots: [{ from: '09:00', to: '14:00' }] },
  documents: { es: ['Cédula o pasaporte'], ht: ['Kat idantite oswa paspò'] }, serviceNames: { es: 'Intermediación laboral', ht: 'Chache travay' }, demo: false,
};
const slip: SlipPage = {
  branchId: null, serviceId: null, protected: false, ended: false, language: 'hat', dueAt: null, originBranchId: '7be719f7-0b04-5e9a-b2d7-7474e249569e', expiresAt: '2026-12-27T03:00:00.000Z',
  appointment: { startsAt: '2026-11-26T12:30:00.000Z', minutes: 30, place: '', modality: 'office', interpreter: true, end: null },
};
const written = (more: Partial<SlipPageParts> = {}, changes: Partial<SlipPage> = {}): string => slipHtml({
  slip: { ...slip, ...changes }, place, origin: { ...place, branchName: 'Mesón central', phone: '+56 9 0000 0001' }, words: [words('es'), words('ht', true)], blocks: ['es', 'ht'], code: 'N3XQ8T5WRB',
  now: new Date('2026-11-24T15:00:00Z'), ...more,
});

/** What a voice reads, in its order. */
const spoken = (text: string): string => text.replace(/<style>.*?<\/style>/s, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim();

describe('the page behind the QR', () => {
  it('is read in order: where, when, what to bring, what to do when refused, whom to call', () => {
    const text = spoken(written({ blocks: ['es'] }));
    const order = ['es:slip.go_to', 'OMIL Valparaíso', 'es:slip.where', 'Condell 1490, Valparaíso', 'es:slip.when', 'jueves 26 de noviembre de 2026, 09:30', 'es:slip.bring', 'Cédula o pasaporte', 'es:slip.if_no', 'Llame al', '+56 9 0000 0001'];
    expect(order.map((part) => text.indexOf(part))).toEqual([...order.map((part) => text.indexOf(part))].sort((a, b) => a - b));
    expect(order.filter((part) => !text.includes(part))).toEqual([]);
  });

  it('says dates in each block\'s own words', () => {
    const text = written();
    expect(text).toContain('jueves 26 de noviembre de 2026, 09:30');
    expect(text).toContain('jedi 26 novanm 2026, 09:30');
  });

  it('marks each block\'s language, and Spanish names inside the other', () => {
    const text = written();
    expect(text).toMatch(/<section lang="es">.*<section lang="ht">/s);
    expect(text).toContain('<span lang="es">OMIL Valparaíso, OMIL.</span>');
    expect(text).toContain('<li>Kat idantite oswa paspò</li>');
    expect(text).toContain('Chache travay');
  });

  it('marks a draft block BORRADOR and leaves the approved one alone', () => {
    expect(written().match(/BORRADOR/g)).toHaveLength(1);
    expect(written({ words: [words('es'), words('ht')] })).not.toContain('BORRADOR');
  });

  it('says an address nobody confirmed to be so', () => {
    const text = spoken(written({ place: { ...place, address: null }, blocks: ['es'] }));
    expect(text).toContain('es:slip.address_unconfirmed Valparaíso.');
  });

  it('says where the appointment is when it is somewhere else', () => {
    expect(written({}, { appointment: { ...slip.appointment!, place: 'Sede vecinal 4' } })).toContain('Sede vecinal 4, Valparaíso.');
  });

  it('names no service when it is protected', () => {
    const text = written({ place: { ...place, serviceNames: {}, documents: {} } }, { protected: true });
    expect(text).toContain('es:slip.protected');
    expect(text).toContain('es:slip.bring_anything');
    expect(text).not.toContain('es:slip.service');
  });

  it('of an ended referral says so and whom to call, and no more', () => {
    const text = spoken(written({ blocks: ['es'] }, { ended: true }));
    expect(text).toContain('es:page.ended');
    expect(text).toContain('+56 9 0000 0001');
    expect(text).not.toContain('es:slip.when');
  });

  it('without a time says the opening hours and until when to come', () => {
    const text = spoken(written({ blocks: ['es'] }, { appointment: null, dueAt: '2026-12-01T02:59:59.999Z' }));
    expect(text).toContain('antes del 30 de noviembre de 2026');
    expect(text).toContain('es:page.hours: lunes y martes, de 09:00 a 14:00.');
  });

  it('says that an appointment was cancelled or missed', () => {
    expect(written({}, { appointment: { ...slip.appointment!, end: 'cancelled' } })).toContain('es:page.appointment_cancelled');
    expect(written({}, { appointment: { ...slip.appointment!, end: 'missed' } })).toContain('es:page.appointment_missed');
  });

  it('still stands when the directory no longer knows the place', () => {
    expect(spoken(written({ place: null, origin: null }))).toContain('es:slip.address_unconfirmed');
  });

  it('escapes whatever somebody wrote', () => {
    expect(written({ place: { ...place, branchName: '<script>alert(1)</script> "&' } })).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#34;&#38;');
    expect(html`<p>${['<', null]}</p>`.text).toBe('<p>&#60;</p>');
  });

  it('offers other languages by their own names, as plain links', () => {
    expect(written()).toContain('<a href="/c/N3XQ8T5WRB?l=ht" lang="ht" hreflang="ht">Kreyòl</a>');
    expect(written({ words: [words('es')], blocks: ['es'] })).not.toContain('?l=');
  });

  it('is small and holds no script', () => {
    expect(Buffer.byteLength(written())).toBeLessThan(20_000);
    expect(written()).not.toMatch(/<script|onclick|javascript:/i);
  });
});

describe('the languages of a page', () => {
  const both = [words('es'), words('ht')];
  it('are Spanish and then the person\'s', () => expect(blocksOf(both, undefined, 'ht')).toEqual(['es', 'ht']));
  it('are Spanish alone when the other may not be shown', () => expect(blocksOf([words('es')], undefined, 'ht')).toEqual(['es']));
  it('begin with the one that was asked for', () => expect([blocksOf(both, 'ht', null), blocksOf(both, 'es', 'ht')]).toEqual([['ht', 'es'], ['es']]));
  it.each([['pt'], ['fr'], [['ht']], [null]])('ignore a strange wish (%p)', (asked) => expect(blocksOf(both, asked, null)).toEqual(['es']));
});
