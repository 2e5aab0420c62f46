import type { FieldError } from '@konbit/contracts/forms';
import type { BranchFields, OfferingFields } from '../gql/graphql.js';
import { branchValues, toBranch, type BranchValues } from './branch-form.js';
import { branchFieldNames, offeringFieldNames } from './field-names.js';
import { checkHours } from './hours-form.js';
import { newOffering, offeringValues, toOffering, type OfferingValues } from './offering-form.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';

/** A proposal as it is typed: about the place (empty subject) or one of its services; one field, or words, or both. */
export interface SuggestValues {
  subject: string;
  field: string;
  branch: BranchValues;
  offering: OfferingValues;
  text: string;
}
export interface SuggestData {
  subjectType: 'branch' | 'offering';
  subjectId: string;
  text?: string;
  branch?: BranchFields;
  offering?: OfferingFields;
}
export interface PlaceOfSuggestion { branch: BranchFacts; offerings: readonly OfferingFacts[] }

export function suggestValues({ branch, offerings }: PlaceOfSuggestion, subject: string): SuggestValues {
  const offering = offerings.find(({ id }) => id === subject);
  return { subject: offering?.id ?? '', field: '', branch: branchValues(branch), offering: offering ? offeringValues(offering) : newOffering, text: '' };
}

/** The fields a proposal may be about: the place is never closed or moved to another organisation by one. */
export function suggestFields(subject: string): readonly string[] {
  return subject === '' ? branchFieldNames.filter((name) => name !== 'organisationId' && name !== 'kind') : offeringFieldNames;
}

/** What the proposed field would become; null when it says what the entry says already. */
function proposed(values: SuggestValues, place: PlaceOfSuggestion): { branch?: BranchFields; offering?: OfferingFields } | null {
  const offering = place.offerings.find(({ id }) => id === values.subject);
  const [now, before] = offering ? [toOffering(values.offering), toOffering(offeringValues(offering))] : [toBranch(values.branch), toBranch(branchValues(place.branch))];
  const changed = Object.entries(now).filter(([name, value]) => name === values.field && JSON.stringify(value) !== JSON.stringify(new Map(Object.entries(before)).get(name)));
  if (changed.length === 0) return null;
  return offering ? { offering: Object.fromEntries(changed) } : { branch: Object.fromEntries(changed) };
}

export function toSuggestion(values: SuggestValues, place: PlaceOfSuggestion): SuggestData {
  const text = values.text.trim();
  const about = values.subject === '' ? { subjectType: 'branch' as const, subjectId: place.branch.id } : { subjectType: 'offering' as const, subjectId: values.subject };
  return { ...about, ...proposed(values, place), ...(text && { text }) };
}

export function checkSuggestion(values: SuggestValues, place: PlaceOfSuggestion): FieldError[] {
  const part = values.subject === '' ? 'branch' : 'offering';
  if (values.field === 'hours') {
    const faults = checkHours(values[part].hours, `${part}.hours`);
    if (faults.length > 0) return faults;
  }
  if (proposed(values, place) || values.text.trim().length >= 3) return [];
  return [values.field === '' ? { path: 'text', code: 'TEXT_MISSING' } : { path: 'field', code: 'NOTHING_PROPOSED' }];
}
