import { useRef, type FormEvent, type ReactNode } from 'react';
import { sortByText } from '@konbit/contracts/format';
import { needWords, wordOf } from '../codes/code-words.js';
import { firstLanguages, languageName, otherLanguages } from '../codes/languages.js';
import type { DirectoryListsQuery, PlaceFilter } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { LanguageName } from '../codes/language-name.js';
import type { UrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { Field } from '../ui/field.js';
import { FilterChoice, type ActiveFilter } from '../ui/filters.js';
import { GridForm } from '../ui/form-page.js';
import { searchWords } from './search-words.js';

/** What narrows the directory, in the address. */
export const searchSchema = {
  q: 'text', necesidad: 'text', comuna: 'text', idioma: 'text', organizacion: 'text', abierto: ['', 'ahora'], desde: 'page', hasta: 'page',
} as const;
export type SearchState = UrlState<typeof searchSchema>;
type Lists = DirectoryListsQuery | undefined;

/** The filter the server understands; a need it does not know is left out. */
export function filterOf({ values }: SearchState): PlaceFilter {
  return {
    text: values.q.trim() || undefined, need: wordOf(needWords, values.necesidad) ? values.necesidad : undefined, comuna: values.comuna || undefined, language: values.idioma || undefined,
    organisationId: values.organizacion || undefined, openNow: values.abierto ? true : undefined,
  };
}

/** Fields that filter: choices act at once, the text with Enter or the button. */
export function SearchFilters({ url, lists }: { url: SearchState; lists: Lists }): ReactNode {
  const t = useT();
  const text = useRef<HTMLInputElement>(null);
  const choose = (change: Partial<SearchState['values']>): void => url.set({ q: text.current?.value.trim() ?? '', ...change });
  const submit = (event: FormEvent): void => { event.preventDefault(); choose({}); };
  const needs = sortByText(Object.entries(needWords).map(([value, word]) => ({ value, label: t(word) })), (need) => need.label);
  const languages = [...firstLanguages, ...otherLanguages].map((code) => ({ value: code, label: languageName(code, t).name }));
  const comunas = sortByText(lists?.comunas.map(({ code, name }) => ({ value: code, label: name })) ?? [], (comuna) => comuna.label);
  const organisations = sortByText(lists?.organisations.map(({ id, name }) => ({ value: id, label: name, lang: 'es' })) ?? [], (one) => one.label);
  return (
    <div className="no-print" role="search" aria-label={t(searchWords.filter)}>
      <GridForm label={t(searchWords.filter)} onSubmit={submit}>
        <Field name="filtro-q" label={<T of={searchWords.text} />} width={2}>
          {(aria) => <input {...aria} key={url.values.q} ref={text} type="search" defaultValue={url.values.q} maxLength={120} autoComplete="off" spellCheck={false} />}
        </Field>
        <FilterChoice name="organizacion" label={searchWords.organisation} all={searchWords.allFem} value={url.values.organizacion} options={organisations} choose={(organizacion) => choose({ organizacion })} />
        <Field name="filtro-abierto" label={<T of={searchWords.opening} />} width={2}>
          {(aria) => (
            <div className="row ends">
              <label className="check"><input {...aria} type="checkbox" checked={url.values.abierto === 'ahora'} onChange={(event) => choose({ abierto: event.target.checked ? 'ahora' : '' })} /><T of={searchWords.openNow} /></label>
              <Button kind="alt" type="submit"><T of={searchWords.find} /></Button>
            </div>
          )}
        </Field>
        <FilterChoice name="necesidad" label={searchWords.need} all={searchWords.allFem} value={url.values.necesidad} options={needs} choose={(necesidad) => choose({ necesidad })} />
        <FilterChoice name="comuna" label={searchWords.comuna} all={searchWords.allFem} value={url.values.comuna} options={comunas} choose={(comuna) => choose({ comuna })} />
        <FilterChoice name="idioma" label={searchWords.language} all={searchWords.all} value={url.values.idioma} options={languages} choose={(idioma) => choose({ idioma })} />
      </GridForm>
    </div>
  );
}

/** The filters in force as removable chips. */
export function searchChips({ values, address }: SearchState, lists: Lists): ActiveFilter[] {
  const need = wordOf(needWords, values.necesidad);
  const chips: (ActiveFilter | null)[] = [
    values.q ? { key: 'q', label: <T of={searchWords.textChip} />, value: values.q, without: address({ q: '' }) } : null,
    need ? { key: 'necesidad', label: <T of={searchWords.need} />, value: <T of={need} />, without: address({ necesidad: '' }) } : null,
    values.comuna ? { key: 'comuna', label: <T of={searchWords.comuna} />, value: lists?.comunas.find(({ code }) => code === values.comuna)?.name ?? values.comuna, without: address({ comuna: '' }) } : null,
    values.idioma ? { key: 'idioma', label: <T of={searchWords.language} />, value: <LanguageName code={values.idioma} />, without: address({ idioma: '' }) } : null,
    values.organizacion
      ? { key: 'organizacion', label: <T of={searchWords.organisation} />, value: <span lang="es">{lists?.organisations.find(({ id }) => id === values.organizacion)?.name ?? '…'}</span>, without: address({ organizacion: '' }) } : null,
    values.abierto ? { key: 'abierto', label: <T of={searchWords.opening} />, value: <T of={searchWords.openChip} />, without: address({ abierto: '' }) } : null,
  ];
  return chips.filter((chip) => chip !== null);
}
