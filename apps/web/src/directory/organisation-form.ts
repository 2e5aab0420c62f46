import type { FieldError } from '@konbit/contracts/forms';
import type { OrganisationFields } from '../gql/graphql.js';
import { differing } from './branch-form.js';

/** An organisation as it is typed. */
export interface OrganisationValues {
  code: string;
  name: string;
  type: string;
  parentId: string;
  outside: boolean;
}
export interface OrganisationFacts { id: string; version: number; code: string; name: string; type: string; outside: boolean; parent: { id: string } | null }

export const newOrganisation: OrganisationValues = { code: 'ORG-', name: '', type: '', parentId: '', outside: false };

export function organisationValues({ code, name, type, parent, outside }: OrganisationFacts): OrganisationValues {
  return { code, name, type, parentId: parent?.id ?? '', outside };
}

export function toOrganisation({ code, name, type, parentId, outside }: OrganisationValues): Required<OrganisationFields> {
  return { code: code.trim().toUpperCase(), name: name.trim(), type, parentId: parentId || null, outside };
}

/** Only what differs from what was shown. */
export function toOrganisationEdit(values: OrganisationValues, shown: OrganisationValues): OrganisationFields {
  return differing(toOrganisation(values), toOrganisation(shown));
}

/** What must be corrected; without `shown` the organisation is new. */
export function checkOrganisation(values: OrganisationValues, shown: OrganisationValues | null): FieldError[] {
  const faults: FieldError[] = [
    ...(/^ORG-[A-Z0-9-]{2,50}$/.test(values.code.trim().toUpperCase()) ? [] : [{ path: 'code', code: 'ORG_CODE_INVALID' }]),
    ...(values.name.trim() === '' ? [{ path: 'name', code: 'NAME_MISSING' }] : []), ...(values.type === '' ? [{ path: 'type', code: 'TYPE_MISSING' }] : []),
  ];
  if (faults.length > 0 || shown === null) return faults;
  return Object.keys(toOrganisationEdit(values, shown)).length === 0 ? [{ path: 'name', code: 'NOTHING_CHANGED' }] : [];
}
