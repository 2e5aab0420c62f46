import type { ReferenceView } from '@konbit/contracts';

type OrganisationView = ReferenceView['organisations'][number];
type BranchView = ReferenceView['branches'][number];

export type Organisation = OrganisationView & { parent: Organisation | null };
export type Branch = BranchView & { organisation: Organisation; comunaName: string };
export type Service = ReferenceView['services'][number];
export type Comuna = { code: string; name: string };

/** One version of the directory, linked once, so that names cost no call and no resolver. */
export class ReferenceIndex {
  readonly version: string;
  readonly organisations: readonly Organisation[];
  readonly branches: readonly Branch[];
  readonly services: readonly Service[];
  readonly comunas: readonly Comuna[];
  private readonly organisationsById: ReadonlyMap<string, Organisation>;
  private readonly branchesById: ReadonlyMap<string, Branch>;
  private readonly servicesById: ReadonlyMap<string, Service>;

  constructor(view: ReferenceView) {
    this.version = view.version;
    this.organisations = linkedOrganisations(view.organisations);
    this.organisationsById = byId(this.organisations);
    this.comunas = view.comunas.map(({ code, name }) => ({ code, name }));
    const comunaNames = new Map(this.comunas.map(({ code, name }) => [code, name]));
    this.branches = view.branches.flatMap((branch) => {
      const organisation = this.organisationsById.get(branch.organisationId);
      return organisation ? [{ ...branch, organisation, comunaName: comunaNames.get(branch.comuna) ?? branch.comuna }] : [];
    });
    this.branchesById = byId(this.branches);
    this.services = view.services;
    this.servicesById = byId(this.services);
  }

  findOrganisation(id: string): Organisation | null {
    return this.organisationsById.get(id) ?? null;
  }

  findBranch(id: string): Branch | null {
    return this.branchesById.get(id) ?? null;
  }

  findService(id: string): Service | null {
    return this.servicesById.get(id) ?? null;
  }
}

function linkedOrganisations(views: readonly OrganisationView[]): Organisation[] {
  const linked = new Map(views.map((view) => [view.id, { ...view, parent: null as Organisation | null }]));
  for (const organisation of linked.values()) organisation.parent = organisation.parentId === null ? null : linked.get(organisation.parentId) ?? null;
  return [...linked.values()];
}

function byId<T extends { id: string }>(rows: readonly T[]): Map<string, T> {
  return new Map(rows.map((row) => [row.id, row]));
}
