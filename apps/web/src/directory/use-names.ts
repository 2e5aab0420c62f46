import type { DirectoryListsQuery, DirectoryServicesQuery } from '../gql/graphql.js';
import { serviceName } from '../codes/service-names.js';
import { useFormat } from '../i18n/use-format.js';
import { useData } from '../shell/data.js';
import { DirectoryLists, DirectoryServices } from './directory.graphql.js';
import type { Names } from './value-words.js';

/** The organisations and comunas to choose from. */
export function useLists(): DirectoryListsQuery | undefined {
  return useData(DirectoryLists, {}, { topics: ['organisation'] }).data;
}

export function useServices(): DirectoryServicesQuery['services'] {
  return useData(DirectoryServices, {}, { topics: ['service'] }).data?.services ?? [];
}

/** Names of what the values of an entry point at. */
export function useNames(): Names {
  const lists = useLists();
  const services = useServices();
  const { language } = useFormat();
  return {
    organisation: (id) => lists?.organisations.find((one) => one.id === id)?.name,
    comuna: (code) => lists?.comunas.find((one) => one.code === code)?.name,
    service: (id) => { const found = services.find((one) => one.id === id); return found && serviceName(found, language); },
  };
}
