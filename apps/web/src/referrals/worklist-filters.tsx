import type { ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { needWords } from '../codes/code-words.js';
import { sortByText } from '@konbit/contracts/format';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import type { UrlState } from '../shell/url-state.js';
import { Field } from '../ui/field.js';
import type { ActiveFilter } from '../ui/filters.js';
import { listWords } from './list-words.js';
import { ServiceNames } from './referrals.graphql.js';

/** What narrows a worklist, in the address. */
export const filterSchema = { caja: 'text', servicio: 'text', necesidad: 'text', plazo: ['', 'atrasadas'], sucursal: ['', 'cerrada'], desde: 'page', hasta: 'page' } as const;
export type FilterState = UrlState<typeof filterSchema>;

export interface ServiceName { id: string; name: string }

/** Services by name, for the filter and its chip. */
export function useServices(enabled: boolean): ServiceName[] {
  const { data } = useData(ServiceNames, {}, { topics: ['service'], enabled });
  return sortByText(data?.services.filter((service) => service.hasRealBranch) ?? [], (service) => service.name);
}

/** Fields that filter: the list follows each choice. */
export function WorklistFilters({ url, services, withDeadline, withBranch }: { url: FilterState; services: readonly ServiceName[]; withDeadline: boolean; withBranch: boolean }): ReactNode {
  const t = useT();
  const needs = sortByText(Object.entries(needWords).map(([value, word]) => ({ value, label: t(word) })), (need) => need.label);
  return (
    <form className="form no-print" aria-label={t(listWords.filter)} onSubmit={(event) => event.preventDefault()}>
      <Choose name="servicio" label={listWords.service} all={listWords.all} value={url.values.servicio} options={services.map(({ id, name }) => ({ value: id, label: name }))} choose={(servicio) => url.set({ servicio })} />
      <Choose name="necesidad" label={listWords.need} all={listWords.allFem} value={url.values.necesidad} options={needs} choose={(necesidad) => url.set({ necesidad })} />
      {withDeadline && <Choose name="plazo" label={listWords.deadline} all={listWords.all} value={url.values.plazo} options={[{ value: 'atrasadas', label: t(listWords.onlyLate) }]}
        choose={(plazo) => url.set({ plazo: plazo === 'atrasadas' ? plazo : '' })} />}
      {withBranch && <Choose name="sucursal" label={listWords.branch} all={listWords.allFem} value={url.values.sucursal} options={[{ value: 'cerrada', label: t(listWords.onlyClosed) }]}
        choose={(sucursal) => url.set({ sucursal: sucursal === 'cerrada' ? sucursal : '' })} />}
    </form>
  );
}

interface ChooseProps { name: string; label: MessageDescriptor; all: MessageDescriptor; value: string; options: readonly { value: string; label: string }[]; choose: (value: string) => void }

function Choose({ name, label, all, value, options, choose }: ChooseProps): ReactNode {
  const t = useT();
  return (
    <Field name={`filtro-${name}`} label={<T of={label} />} width={2}>
      {(aria) => (
        <select {...aria} value={value} onChange={(event) => choose(event.target.value)}>
          <option value="">{t(all)}</option>
          {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** The filters in force as removable chips. */
export function activeFilters({ values, address }: FilterState, services: readonly ServiceName[]): ActiveFilter[] {
  const need = needWords[values.necesidad as keyof typeof needWords];
  const filters: (ActiveFilter | null)[] = [
    values.servicio ? { key: 'servicio', label: <T of={listWords.service} />, value: services.find(({ id }) => id === values.servicio)?.name ?? '…', without: address({ servicio: '' }) } : null,
    need ? { key: 'necesidad', label: <T of={listWords.need} />, value: <T of={need} />, without: address({ necesidad: '' }) } : null,
    values.plazo ? { key: 'plazo', label: <T of={listWords.deadline} />, value: <T of={listWords.late} />, without: address({ plazo: '' }) } : null,
    values.sucursal ? { key: 'sucursal', label: <T of={listWords.branch} />, value: <T of={listWords.closed} />, without: address({ sucursal: '' }) } : null,
  ];
  return filters.filter((filter) => filter !== null);
}
