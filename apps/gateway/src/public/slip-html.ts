import type { OpeningHours, PublicPlace, SlipPage } from '@konbit/contracts';
import { createFormat, type Format, type Language, languageInfo } from '@konbit/contracts/format';
import { html, type Html, inSpanish, page } from './html.js';
import type { PageWords } from './page-texts.js';

/** What the page behind the QR is made of; places are null when the directory no longer knows them. */
export interface SlipPageParts {
  slip: SlipPage;
  place: PublicPlace | null;
  origin: PublicPlace | null;
  /** Languages that may be shown, Spanish among them. */
  words: readonly PageWords[];
  /** Languages of the blocks, the first one first. */
  blocks: readonly Language[];
  code: string;
  now: Date;
}

interface Block { parts: SlipPageParts; words: PageWords; format: Format; first: boolean }

/** The blocks of a page: the asked language and Spanish, else Spanish and the person's. */
export function blocksOf(words: readonly PageWords[], asked: unknown, person: string | null): Language[] {
  const shown = (language: unknown): language is Language => words.some((one) => one.language === language);
  if (shown(asked)) return asked === 'es' ? ['es'] : [asked, 'es'];
  return shown(person) && person !== 'es' ? ['es', person] : ['es'];
}

/** Where, when, what to bring and what to do when refused, in the order a voice should read it. */
export function slipHtml(parts: SlipPageParts): string {
  const blocks = parts.blocks.flatMap((language, index): Block[] => {
    const words = parts.words.find((one) => one.language === language);
    return words ? [{ parts, words, format: createFormat(language, { now: () => parts.now }), first: index === 0 }] : [];
  });
  const [lead] = blocks;
  if (!lead) throw new Error('a public page has at least its Spanish block');
  return page(lead.words.language, lead.words.say('page.title'), html`${languageLinks(parts, lead.words)}<main>${blocks.map(blockHtml)}</main>`);
}

function languageLinks({ words, code }: SlipPageParts, lead: PageWords): Html | null {
  if (words.length < 2) return null;
  const links = words.map(({ language }) => html`<li><a href="/c/${code}?l=${language}" lang="${languageInfo[language].html}" hreflang="${languageInfo[language].html}">${languageInfo[language].name}</a></li>`);
  return html`<nav aria-label="${lead.say('page.languages')}"><ul>${links}</ul></nav>`;
}

function blockHtml(block: Block): Html {
  const { words, first, parts: { slip, place } } = block;
  const { language } = words;
  const title = first ? html`<h1>${words.say('page.title')}</h1>` : html`<h2 class="title">${words.say('page.title')}</h2>`;
  const draft = words.draft ? html`<p lang="es"><strong class="draft">BORRADOR</strong></p>` : null;
  const demo = place?.demo ? html`<p>${words.say('page.demo')}</p>` : null;
  const body = slip.ended ? endedHtml(block) : html`${whereHtml(block)}${whenHtml(block)}${bringHtml(block)}${refusedHtml(block)}<p class="key">${words.say('slip.free')}</p>`;
  return html`<section lang="${languageInfo[language].html}">${title}${draft}${demo}${body}${noteHtml(block)}</section>`;
}

function endedHtml({ words, parts: { origin } }: Block): Html {
  const name = origin && html`<p><span class="key">${words.say('slip.origin')}:</span> ${inSpanish(words.language, origin.branchName)}.</p>`;
  return html`<p class="key">${words.say('page.ended')}</p>${name}${callHtml(words, origin)}`;
}

function whereHtml(block: Block): Html {
  const { words, parts: { slip, place } } = block;
  const { language } = words;
  if (!place) return html`${heading(block, 'slip.where')}<p>${words.say('slip.address_unconfirmed')}</p>`;
  const service = slip.protected ? html`<p>${words.say('slip.protected')}</p>` : serviceHtml(block, place);
  const written = slip.appointment?.end === null ? slip.appointment.place : '';
  const address = written !== '' ? written : place.address;
  const where = address === null ? html`${words.say('slip.address_unconfirmed')} ${inSpanish(language, place.comunaName)}.` : inSpanish(language, `${address}, ${place.comunaName}.`);
  const phone = place.phone === null ? null : html`<p class="call">${words.say('page.phone')}: ${tel(place.phone)}</p>`;
  return html`${heading(block, 'slip.go_to')}<p class="key">${inSpanish(language, `${place.branchName}, ${place.organisationName}.`)}</p>${service}
${heading(block, 'slip.where')}<p class="key">${where}</p>${phone}`;
}

function serviceHtml({ words: { language, say } }: Block, { serviceNames }: PublicPlace): Html | null {
  const [own, spanish] = [serviceNames[language], serviceNames['es']];
  if (own === undefined && spanish === undefined) return null;
  return html`<p>${say('slip.service')}: ${own === undefined ? inSpanish(language, spanish ?? '') : own}.</p>`;
}

const ways: Readonly<Record<string, string>> = { office: 'slip.in_person', phone: 'slip.by_phone', video: 'slip.by_video', home: 'slip.at_home', field: 'slip.in_field' };

function whenHtml(block: Block): Html {
  const { words: { say }, format, parts: { slip: { appointment, dueAt } } } = block;
  if (appointment?.end === null) {
    const days = format.daysFromToday(appointment.startsAt);
    const near = days === 0 || days === 1 ? ` (${say(days === 0 ? 'page.today' : 'page.tomorrow')})` : '';
    const interpreter = say(appointment.interpreter ? 'slip.interpreter' : 'slip.ask_interpreter');
    return html`${heading(block, 'slip.when')}<p class="key">${format.date(appointment.startsAt, 'weekday')}, ${format.time(appointment.startsAt)}${near}.</p>
<p>${say('page.minutes', { minutes: format.number(appointment.minutes) })} ${say(ways[appointment.modality] ?? 'slip.in_person')}</p><p>${interpreter}</p>`;
  }
  const over = appointment?.end === 'cancelled' || appointment?.end === 'missed' ? say(`page.appointment_${appointment.end}`) : null;
  const until = dueAt === null ? say('slip.no_time_no_date') : say('slip.no_time', { date: format.date(dueAt) });
  return html`${heading(block, 'slip.when')}<p class="key">${over ?? until}</p>${hoursHtml(block)}<p>${say('slip.ask_interpreter')}</p>`;
}

function hoursHtml({ words: { say }, format, parts: { place } }: Block): Html | null {
  if (!place) return null;
  if (place.hours === null || place.hours.slots.length === 0) return html`<p>${say('page.hours_unknown')}</p>`;
  return html`<p>${say('page.hours')}: ${hoursWords(place.hours, say, format)}</p>`;
}

function hoursWords({ days, slots }: OpeningHours, say: PageWords['say'], format: Format): string {
  const when = days === null ? say('page.days_unknown') : format.list(days.map((day) => say(`page.day_${day}`)));
  return `${when}, ${format.list(slots.map(({ from, to }) => say('page.from_to', { from, to })))}.`;
}

function bringHtml(block: Block): Html {
  const { words: { language, say }, parts: { place } } = block;
  const [own, spanish] = [place?.documents[language], place?.documents['es'] ?? []];
  const papers = own ?? spanish;
  if (papers.length === 0) return html`${heading(block, 'slip.bring')}<p>${say('slip.bring_anything')}</p>`;
  return html`${heading(block, 'slip.bring')}<ul>${papers.map((paper) => html`<li>${own ? paper : inSpanish(language, paper)}</li>`)}</ul>`;
}

function refusedHtml(block: Block): Html {
  const { words, parts: { origin } } = block;
  const name = origin && html`<p>${words.say('slip.origin')}: ${inSpanish(words.language, origin.branchName)}.</p>`;
  return html`${heading(block, 'slip.if_no')}<p>${words.say('slip.if_no_help')}</p>${name}${callHtml(words, origin)}`;
}

function callHtml({ say }: PageWords, place: PublicPlace | null): Html | null {
  if (!place || place.phone === null) return null;
  const [before = '', after = ''] = say('slip.call').split('{phone}');
  return html`<p class="call">${before}${tel(place.phone)}${after}</p>`;
}

function tel(phone: string): Html {
  return html`<a href="tel:${phone.replace(/[^+\d]/g, '')}">${phone}</a>`;
}

function noteHtml({ words: { say }, format, parts: { slip } }: Block): Html {
  return html`<p>${say('page.no_name')} ${say('page.valid_until', { date: format.date(slip.expiresAt) })}</p>`;
}

function heading({ words: { say }, first }: Block, key: string): Html {
  return first ? html`<h2>${say(key)}</h2>` : html`<h3>${say(key)}</h3>`;
}
