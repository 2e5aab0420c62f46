import type { FieldError } from '@konbit/contracts/forms';
import type { OfferingFields } from '../gql/graphql.js';
import { differing } from './branch-form.js';
import { checkHours, hoursValues, toHours, type HoursValues } from './hours-form.js';
import type { OfferingFacts } from './place-presenter.js';

/** A service at a place as it is typed; what is left empty is not stated, or is that of the place. */
export interface OfferingValues {
  serviceId: string;
  status: string;
  fee: string;
  feeText: string;
  hours: HoursValues;
  languages: string[];
  documents: { text: string }[];
  /** "It asks for no papers" is an answer; an empty list is none. */
  noPapers: boolean;
  note: string;
  confirmedBy: string;
}
export const maxPapers = 20;

export const newOffering: OfferingValues = {
  serviceId: '', status: 'expected', fee: '', feeText: '', hours: hoursValues(null), languages: [], documents: [{ text: '' }], noPapers: false, note: '', confirmedBy: '',
};

export function offeringValues(offering: OfferingFacts): OfferingValues {
  const papers = offering.documents?.map((text) => ({ text })) ?? [];
  return {
    serviceId: offering.service.id, status: offering.status, fee: offering.fee ?? '', feeText: offering.feeText ?? '', hours: hoursValues(offering.hours), languages: [...(offering.languages ?? [])],
    documents: papers.length > 0 ? papers : [{ text: '' }], noPapers: offering.documents?.length === 0, note: offering.note ?? '', confirmedBy: '',
  };
}

function papersOf({ documents, noPapers }: OfferingValues): string[] | null {
  const texts = documents.map(({ text }) => text.trim()).filter((text) => text !== '');
  if (texts.length > 0) return [...new Set(texts)];
  return noPapers ? [] : null;
}

/** Every field as the directory keeps it. */
export function toOffering(values: OfferingValues): Required<Omit<OfferingFields, 'branchId' | 'verifiedOn' | 'verifiedBy'>> {
  return {
    serviceId: values.serviceId, status: values.status, fee: values.fee || null, feeText: values.feeText.trim() || null, hours: toHours(values.hours),
    languages: values.languages.length > 0 ? [...values.languages].sort() : null, documents: papersOf(values), note: values.note.trim() || null,
  };
}

/** Only what differs from what was shown; `today` is the day of a confirmation. */
export function toOfferingEdit(values: OfferingValues, shown: OfferingValues, today: string): OfferingFields {
  const confirmed = values.confirmedBy.trim();
  return { ...differing(toOffering(values), toOffering(shown)), ...(confirmed && { verifiedOn: today, verifiedBy: confirmed }) };
}

/** What must be corrected; without `shown` the service is new at that place. */
export function checkOffering(values: OfferingValues, shown: OfferingValues | null): FieldError[] {
  const faults: FieldError[] = [
    ...(values.serviceId === '' ? [{ path: 'serviceId', code: 'SERVICEID_MISSING' }] : []), ...checkHours(values.hours, 'hours'),
    ...(values.noPapers && (papersOf({ ...values, noPapers: false }) ?? []).length > 0 ? [{ path: 'noPapers', code: 'PAPERS_OR_NONE' }] : []),
    ...(values.confirmedBy.trim() !== '' && values.confirmedBy.trim().length < 3 ? [{ path: 'confirmedBy', code: 'WHO_SHORT' }] : []),
  ];
  if (faults.length > 0 || shown === null) return faults;
  return Object.keys(toOfferingEdit(values, shown, '2000-01-01')).length === 0 ? [{ path: 'status', code: 'NOTHING_CHANGED' }] : [];
}
