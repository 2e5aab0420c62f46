import { useEffect, type ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { Format } from '@konbit/contracts/format';
import { sortByText } from '@konbit/contracts/format';
import { problemsOfForm } from '../forms/problems.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import type { UrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { DateField } from '../ui/date-field.js';
import type { ActiveFilter } from '../ui/filters.js';
import { SelectField, TextField } from '../ui/text-fields.js';
import { accessErrorWords, accessWords } from './access-words.js';
import { addressValues, checkFilter, formOf, type filterSchema, type FilterForm } from './access-filter.js';
import { actionWord, knownActions, loggedServices, serviceWords } from './action-words.js';

export interface Named { id: string; name: string }
type Url = UrlState<typeof filterSchema>;

/** What narrows the log; the list follows when the button is pressed. */
export function AccessFilters({ url, branches }: { url: Url; branches: readonly Named[] }): ReactNode {
  const t = useT();
  const { values } = url;
  const form = useForm<FilterForm>({ defaultValues: formOf(values), resolver: resolverOf(checkFilter), reValidateMode: 'onSubmit', shouldFocusError: true });
  // A chip that is taken away, or "back", is seen in the boxes too.
  useEffect(() => form.reset(formOf(values)), [form, values]);
  const problems = problemsOfForm(form.formState.errors, { words: accessErrorWords });
  const errorOf = (field: string): string | undefined => problems.find((problem) => problem.field === field)?.text;
  const { register } = form;
  const days = (name: 'desde' | 'hasta') => ({ day: register(`${name}.day`), month: register(`${name}.month`), year: register(`${name}.year`) });
  const option = (value: string, label: string): { value: string; label: string } => ({ value, label });
  const actions = sortByText(knownActions.map((action) => option(action, actionWord(action, t) ?? action)), (one) => one.label);
  return (
    <form className="form no-print" aria-label={t(accessWords.filter)} noValidate onSubmit={(event) => void form.handleSubmit((typed) => url.set(addressValues(typed)))(event)}>
      <TextField label={<T of={accessWords.folio} />} hint={<T of={accessWords.folioHelp} />} width={2} field={register('folio')} error={errorOf('folio')} spellCheck={false} autoCapitalize="characters" />
      <TextField label={<T of={accessWords.official} />} hint={<T of={accessWords.officialHelp} />} width={2} field={register('cuenta')} error={errorOf('cuenta')} spellCheck={false} />
      <SelectField label={<T of={accessWords.branch} />} width={2} emptyOption={false} field={register('oficina')} options={[option('', t(accessWords.anyBranch)), ...branches.map(({ id, name }) => option(id, name))]} />
      <SelectField label={<T of={accessWords.action} />} width={2} emptyOption={false} field={register('accion')} options={[option('', t(accessWords.anyAction)), ...actions]} />
      <SelectField label={<T of={accessWords.service} />} width={2} emptyOption={false} field={register('servicio')} options={[option('', t(accessWords.anyone)), ...loggedServices.map((service) => option(service, t(serviceWords[service]!)))]} />
      <SelectField label={<T of={accessWords.outcome} />} width={2} emptyOption={false} field={register('resultado')}
        options={[option('', t(accessWords.anyone)), option('ok', t(accessWords.outcomes.ok)), option('refused', t(accessWords.outcomes.refused))]} />
      <DateField label={<T of={accessWords.from} />} width={3} name="desde" error={errorOf('desde')} parts={days('desde')} />
      <DateField label={<T of={accessWords.to} />} width={3} name="hasta" error={errorOf('hasta')} parts={days('hasta')} />
      <div className="row"><Button type="submit"><T of={accessWords.apply} /></Button></div>
    </form>
  );
}

/** The filters in force as removable chips; `officialName` is known once a line of that account was read. */
export function useActiveFilters({ values, address }: Url, branches: readonly Named[], known: { officialName: string | null; folio: string | null }): ActiveFilter[] {
  const t = useT();
  const format: Format = useFormat();
  const { persona, folio, cuenta, oficina, servicio, accion, resultado, desde, hasta } = values;
  const service = serviceWords[servicio];
  const filters: (ActiveFilter | null)[] = [
    persona ? { key: 'persona', label: <T of={accessWords.person} />, value: known.folio ?? '…', without: address({ persona: '' }) } : null,
    folio ? { key: 'folio', label: <T of={accessWords.folio} />, value: folio, without: address({ folio: '' }) } : null,
    cuenta ? { key: 'cuenta', label: <T of={accessWords.official} />, value: known.officialName ?? cuenta, without: address({ cuenta: '' }) } : null,
    oficina ? { key: 'oficina', label: <T of={accessWords.branch} />, value: branches.find(({ id }) => id === oficina)?.name ?? '…', without: address({ oficina: '' }) } : null,
    accion ? { key: 'accion', label: <T of={accessWords.action} />, value: actionWord(accion, t) ?? <code>{accion}</code>, without: address({ accion: '' }) } : null,
    servicio ? { key: 'servicio', label: <T of={accessWords.service} />, value: service ? <T of={service} /> : servicio, without: address({ servicio: '' }) } : null,
    resultado ? { key: 'resultado', label: <T of={accessWords.outcome} />, value: <T of={accessWords.outcomes[resultado]} />, without: address({ resultado: '' }) } : null,
    desde ? { key: 'desde', label: <T of={accessWords.from} />, value: format.partialDate(desde), without: address({ desde: '' }) } : null,
    hasta ? { key: 'hasta', label: <T of={accessWords.to} />, value: format.partialDate(hasta), without: address({ hasta: '' }) } : null,
  ];
  return filters.filter((filter) => filter !== null);
}
