import type { ReactNode } from 'react';
import { needWords } from '../codes/code-words.js';
import { serviceChoices, type ServiceChoice } from '../codes/service-names.js';
import { sortByText } from '@konbit/contracts/format';
import { T, Text, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import type { UrlState } from '../shell/url-state.js';
import { FilterChoice, type ActiveFilter } from '../ui/filters.js';
import { listWords } from './list-words.js';
import { ServiceNames } from './referrals.graphql.js';

/** What narrows a worklist, in the address. */
export const filterSchema = { caja: 'text', servicio: 'text', necesidad: 'text', plazo: ['', 'atrasadas'], sucursal: ['', 'cerrada'], desde: 'page', hasta: 'page' } as const;
export type FilterState = UrlState<typeof filterSchema>;

/** Services by name, for the filter and its chip. */
export function useServiceChoices(enabled: boolean): ServiceChoice[] {
  const { language } = useFormat();
  const { data } = useData(ServiceNames, {}, { topics: ['service'], enabled });
  return serviceChoices(data?.services.filter((service) => service.hasRealBranch) ?? [], (service) => service, language);
}

/** Fields that filter: the list follows each choice. */
export function WorklistFilters({ url, services, withDeadline, withBranch }: { url: FilterState; services: readonly ServiceChoice[]; withDeadline: boolean; withBranch: boolean }): ReactNode {
  const t = useT();
  const needs = sortByText(Object.entries(needWords).map(([value, word]) => ({ value, label: t(word) })), (need) => need.label);
  return (
    <form className="form no-print" aria-label={t(listWords.filter)} onSubmit={(event) => event.preventDefault()}>
      <FilterChoice name="servicio" label={listWords.service} all={listWords.all} value={url.values.servicio} options={services} choose={(servicio) => url.set({ servicio })} />
      <FilterChoice name="necesidad" label={listWords.need} all={listWords.allFem} value={url.values.necesidad} options={needs} choose={(necesidad) => url.set({ necesidad })} />
      {withDeadline && <FilterChoice name="plazo" label={listWords.deadline} all={listWords.all} value={url.values.plazo} options={[{ value: 'atrasadas', label: t(listWords.onlyLate) }]}
        choose={(plazo) => url.set({ plazo: plazo === 'atrasadas' ? plazo : '' })} />}
      {withBranch && <FilterChoice name="sucursal" label={listWords.branch} all={listWords.allFem} value={url.values.sucursal} options={[{ value: 'cerrada', label: t(listWords.onlyClosed) }]}
        choose={(sucursal) => url.set({ sucursal: sucursal === 'cerrada' ? sucursal : '' })} />}
    </form>
  );
}

/** The filters in force as removable chips. */
export function activeFilters({ values, address }: FilterState, services: readonly ServiceChoice[]): ActiveFilter[] {
  const need = needWords[values.necesidad as keyof typeof needWords];
  const filters: (ActiveFilter | null)[] = [
    values.servicio ? { key: 'servicio', label: <T of={listWords.service} />, value: <ChosenService service={services.find(({ value }) => value === values.servicio)} />, without: address({ servicio: '' }) } : null,
    need ? { key: 'necesidad', label: <T of={listWords.need} />, value: <T of={need} />, without: address({ necesidad: '' }) } : null,
    values.plazo ? { key: 'plazo', label: <T of={listWords.deadline} />, value: <T of={listWords.late} />, without: address({ plazo: '' }) } : null,
    values.sucursal ? { key: 'sucursal', label: <T of={listWords.branch} />, value: <T of={listWords.closed} />, without: address({ sucursal: '' }) } : null,
  ];
  return filters.filter((filter) => filter !== null);
}

const ChosenService = ({ service }: { service: ServiceChoice | undefined }): ReactNode => (service ? <Text of={{ text: service.label, lang: service.lang }} /> : '…');
