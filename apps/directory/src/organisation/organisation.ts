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

/** The ids of all that stand inside the municipality. */
export function insideOf(all: readonly OrganisationPlace[]): ReadonlySet<string> {
  return new Set(all.filter((one) => isInsideMunicipality(one, all)).map(({ id }) => id));
}

/** Whether an organisation is another one or stands somewhere below it. */
export function isBelow(id: string, above: string, all: readonly OrganisationPlace[]): boolean {
  if (id === above) return true;
  const parentId = all.find((one) => one.id === id)?.parentId ?? null;
  return parentId !== null && isBelow(parentId, above, all);
}
