import type { FieldError } from '@konbit/contracts/forms';
import type { AccessFilter } from '../gql/graphql.js';
import { dateTexts, readDateParts, type DateTexts } from '../ui/date-parts.js';

/** The filter in the address: words a person may read there, never a name. */
export const filterSchema = {
  persona: 'text', folio: 'text', cuenta: 'text', oficina: 'text', servicio: 'text', accion: 'text', resultado: ['', 'ok', 'refused'], desde: 'text', hasta: 'text', pagina: 'page',
} as const;

export interface FilterValues {
  persona: string;
  folio: string;
  cuenta: string;
  oficina: string;
  servicio: string;
  accion: string;
  resultado: '' | 'ok' | 'refused';
  desde: string;
  hasta: string;
}

/** What the form holds: days in boxes. */
export interface FilterForm extends Omit<FilterValues, 'desde' | 'hasta' | 'persona'> {
  desde: DateTexts;
  hasta: DateTexts;
}

export const emptyFilter: FilterValues = { persona: '', folio: '', cuenta: '', oficina: '', servicio: '', accion: '', resultado: '', desde: '', hasta: '' };

export function formOf({ persona: _persona, desde, hasta, ...rest }: FilterValues): FilterForm {
  return { ...rest, desde: dateTexts(desde), hasta: dateTexts(hasta) };
}

/** What must be corrected before filtering: whole days, in order. */
export function checkFilter({ desde, hasta }: FilterForm): FieldError[] {
  const [from, to] = [readDateParts(desde), readDateParts(hasta)];
  const faults = [...dayFault('desde', from), ...dayFault('hasta', to)];
  if (faults.length > 0 || !from.ok || !to.ok || from.value === '' || to.value === '') return faults;
  return from.value > to.value ? [{ path: 'hasta', code: 'BACKWARDS' }] : [];
}

function dayFault(path: string, read: ReturnType<typeof readDateParts>): FieldError[] {
  if (!read.ok) return [{ path, code: read.code }];
  return 'day' in read && read.day === null ? [{ path, code: 'DAY_REQUIRED' }] : [];
}

/** The form's values as the address keeps them. */
export function addressValues({ desde, hasta, ...rest }: FilterForm): Omit<FilterValues, 'persona'> {
  const [from, to] = [readDateParts(desde), readDateParts(hasta)];
  return { ...rest, folio: rest.folio.trim().toUpperCase(), cuenta: rest.cuenta.trim(), desde: from.ok ? from.value : '', hasta: to.ok ? to.value : '' };
}

/** The address as the question to the server; what cannot be one is left out. */
export function questionOf(values: FilterValues): AccessFilter {
  const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
  return {
    ...(values.persona && { personId: values.persona }), ...(values.folio && { folio: values.folio }), ...(values.cuenta && { official: values.cuenta }), ...(values.oficina && { branchId: values.oficina }),
    ...(values.servicio && { service: values.servicio }), ...(values.accion && { action: values.accion }), ...(values.resultado && { outcome: values.resultado }),
    ...(isDay(values.desde) && { from: values.desde }), ...(isDay(values.hasta) && { to: values.hasta }),
  };
}
