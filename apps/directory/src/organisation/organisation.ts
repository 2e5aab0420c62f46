/** What tells where an organisation stands. */
export interface OrganisationPlace {
  id: string;
  parentId: string | null;
  type: string;
  outside: boolean;
}

/** True for the tenant's own municipality and every unit below it: there, a legal function shares (DESIGN §5, Basis). */
export function isInsideMunicipality(organisation: OrganisationPlace, all: readonly OrganisationPlace[]): boolean {
  if (organisation.type === 'municipality') return !organisation.outside;
  const parent = all.find((other) => other.id === organisation.parentId);
  return parent !== undefined && isInsideMunicipality(parent, all);
}
