import { type Language, languageInfo } from '@konbit/contracts/format';
import { html, page } from './html.js';
import { type PageWords, wordsOf } from './page-texts.js';

/** Why a public page has nothing to show. */
export type PublicTrouble = 'expired' | 'too_many' | 'unavailable';

/** The Spanish words once more, for when the directory that keeps them cannot be asked. */
const spare: PageWords = wordsOf('es', [
  ['page.expired_title', 'Este enlace no sirve'], ['page.expired', 'Este enlace venció o no existe. Pregunte en la oficina que le entregó el papel.'],
  ['page.too_many_title', 'Demasiados intentos'], ['page.too_many', 'Hubo demasiados intentos desde aquí. Espere una hora y pruebe de nuevo.'],
  ['page.unavailable_title', 'Ahora no podemos mostrar esta página'], ['page.unavailable', 'Pruebe de nuevo en unos minutos. También puede ir a la oficina con su papel.'],
].map(([key = '', text = '']) => ({ key, text, draft: false })));

/** The same page for every code that opens nothing, in each language that may be shown. */
export function troubleHtml(trouble: PublicTrouble, words: readonly PageWords[], blocks: readonly Language[]): string {
  const [lead = spare, ...rest] = words.length === 0 ? [] : inOrder(words, blocks);
  const section = (one: PageWords, first: boolean) => {
    const title = one.say(`page.${trouble}_title`);
    const draft = one.draft ? html`<p lang="es"><strong class="draft">BORRADOR</strong></p>` : null;
    return html`<section lang="${languageInfo[one.language].html}">${first ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}${draft}<p>${one.say(`page.${trouble}`)}</p></section>`;
  };
  return page(lead.language, lead.say(`page.${trouble}_title`), html`<main>${section(lead, true)}${rest.map((one) => section(one, false))}</main>`);
}

/** Nobody knows whose paper it was: every language may be the reader's. */
function inOrder(words: readonly PageWords[], [first]: readonly Language[]): PageWords[] {
  return [...words.filter(({ language }) => language === first), ...words.filter(({ language }) => language !== first)];
}
