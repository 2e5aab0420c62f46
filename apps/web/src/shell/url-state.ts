import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { addressWith, readUrlState, type UrlSchema, type UrlValues } from './url-values.js';

export interface UrlState<Schema extends UrlSchema> {
  values: UrlValues<Schema>;
  /** Changes some values; a change of filter starts the list from its first page. */
  set: (change: Partial<UrlValues<Schema>>) => void;
  /** The address with some values changed, for links and removable chips. */
  address: (change: Partial<UrlValues<Schema>>) => string;
}

/** Filters, tabs and pages of a screen kept in the address, so that "back" and a shared link find them again. */
export function useUrlState<Schema extends UrlSchema>(schema: Schema): UrlState<Schema> {
  const [params, setParams] = useSearchParams();
  const values = useMemo(() => readUrlState(schema, params), [schema, params]);
  const address = useCallback((change: Partial<UrlValues<Schema>>) => addressWith(schema, params, change), [schema, params]);
  const set = useCallback((change: Partial<UrlValues<Schema>>) => {
    setParams(new URLSearchParams(addressWith(schema, params, change).slice(1)), { preventScrollReset: true });
  }, [schema, params, setParams]);
  return { values, set, address };
}
