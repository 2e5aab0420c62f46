import type { ChangeView, OfferingView, PlaceView, SuggestionView } from '@konbit/contracts';
import type { ReferenceIndex } from './reference-index.js';

type NameOf = (sub: string | null) => Promise<string | null>;

/** A place with its links: organisation, comuna and services by name from the reference data that the gateway holds. */
export function placeNode(view: PlaceView, index: ReferenceIndex): object {
  const branch = {
    ...view.branch, organisation: index.findOrganisation(view.branch.organisationId),
    comunaName: index.comunas.find(({ code }) => code === view.branch.comuna)?.name ?? view.branch.comuna,
  };
  return { ...view, branch, offerings: view.offerings.map((offering) => ({ ...offering, branch, service: index.findService(offering.serviceId) })) };
}

export function changeNode(view: ChangeView, nameOf: NameOf): object {
  return { ...view, fields: fieldNodes(view.fields), officialName: () => nameOf(view.official) };
}

export function suggestionNode(view: SuggestionView, links: { index: ReferenceIndex; nameOf: NameOf; offering: () => Promise<OfferingView | null> }): object {
  const { index, nameOf } = links;
  return {
    ...view, fields: fieldNodes(view.fields), branch: view.branchId === null ? null : index.findBranch(view.branchId),
    organisation: view.subjectType === 'organisation' ? index.findOrganisation(view.subjectId) : null, offering: () => offeringNode(view, links),
    suggestedByName: () => nameOf(view.suggestedBy), suggestedByBranch: view.suggestedByBranchId === null ? null : index.findBranch(view.suggestedByBranchId),
    decidedByName: () => nameOf(view.decidedBy),
  };
}

async function offeringNode(view: SuggestionView, { index, offering }: { index: ReferenceIndex; offering: () => Promise<OfferingView | null> }): Promise<object | null> {
  const found = view.subjectType === 'offering' ? await offering() : null;
  return found && { ...found, branch: index.findBranch(found.branchId), service: index.findService(found.serviceId) };
}

/** Values travel as JSON texts, so that lists and hours need no type of their own; null is not stated. */
function fieldNodes(fields: ChangeView['fields']): object[] {
  return fields.map(({ field, before, after }) => ({ field, before: textOf(before), after: textOf(after) }));
}

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
