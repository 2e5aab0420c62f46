import { newId, type FieldError } from '@konbit/contracts/forms';
import type { GiveConsentInput, SendInput } from '../gql/graphql.js';
import type { Place } from './refer-presenter.js';

export interface ReferValues {
  /** A place's value; the first one until somebody chooses another. */
  destination: string;
  needText: string;
  priority: string;
  /** Groups that travel beside the identity. */
  groups: string[];
  how: string;
  companion: boolean;
  duplicateReason: string;
}

export interface ConsentFacts {
  id: string;
  purpose: string;
  fieldGroups: readonly string[];
  givenAt: string;
  revokedAt?: string | null;
  recipient?: { id: string } | null;
}

/** What the page knows beside what is typed. */
export interface ReferScene {
  personId: string;
  recordId: string;
  needId: string | null;
  needCode: string;
  place: Place | null;
  consents: readonly ConsentFacts[];
  /** An open referral to the same place for the same service. */
  twin: { id: string; folio: string } | null;
}

const identity = 'identity';
const purpose = 'referral';

/** The groups a place may be sent beside the identity: what its service asks. */
export const offeredGroups = (place: Place): string[] => place.fieldGroups.filter((group) => group !== identity);
export const sharedGroups = (values: Pick<ReferValues, 'groups'>, place: Place): string[] => [identity, ...offeredGroups(place).filter((group) => values.groups.includes(group))];

/** A permission in force for this organisation that covers these groups, if the person gave one before. */
export function standingConsent(consents: readonly ConsentFacts[], place: Place, groups: readonly string[]): ConsentFacts | null {
  if (place.inside) return null;
  const fits = (consent: ConsentFacts): boolean => !consent.revokedAt && consent.purpose === purpose && consent.recipient?.id === place.organisation.id && groups.every((group) => consent.fieldGroups.includes(group));
  return consents.find(fits) ?? null;
}

export function checkRefer(values: ReferValues, { place, consents, twin }: ReferScene): FieldError[] {
  if (!place) return [{ path: 'destination', code: 'REQUIRED' }];
  const asksHow = !place.inside && standingConsent(consents, place, sharedGroups(values, place)) === null;
  return [
    ...(values.needText.trim() === '' ? [{ path: 'needText', code: 'REQUIRED' }] : []), ...(asksHow && values.how === '' ? [{ path: 'how', code: 'REQUIRED' }] : []),
    ...(twin && values.duplicateReason === '' ? [{ path: 'duplicateReason', code: 'REQUIRED' }] : []),
  ];
}

export interface ReferData {
  referralId: string;
  send: SendInput;
  /** Recorded first, under its own command id: the referral names it as its basis. */
  consent: GiveConsentInput | null;
  placeName: string;
}

/** Ids of consents by what they permit: pressing again records none twice. */
export class ConsentIds {
  private readonly made = new Map<string, { consentId: string; commandId: string }>();

  constructor(private readonly make: () => string = newId) {}

  of(print: string): { consentId: string; commandId: string } {
    const ids = this.made.get(print) ?? { consentId: this.make(), commandId: this.make() };
    this.made.set(print, ids);
    return ids;
  }
}

/** The referral, and before it the consent when one is needed and none stands. */
export function toRefer(values: ReferValues, scene: ReferScene & { place: Place }, referralId: string, ids: ConsentIds): ReferData {
  const { place, personId, recordId, needId, needCode } = scene;
  const fieldGroups = sharedGroups(values, place);
  const standing = standingConsent(scene.consents, place, fieldGroups);
  const given = place.inside || standing ? null : {
    ...ids.of([place.organisation.id, values.how, ...fieldGroups].join(' ')), personId, recipientOrgId: place.organisation.id, purpose, fieldGroups, how: values.how,
  };
  const basis = place.inside ? { kind: 'legal_function', ...(place.normCode && { normCode: place.normCode }) } : { kind: 'consent', consentId: standing?.id ?? given!.consentId };
  return {
    referralId, consent: given, placeName: place.organisation.name,
    send: {
      personId, recordId, serviceId: place.serviceId, ...(needId && { needId }), needCode, needText: values.needText.trim(), priority: values.priority, fieldGroups, basis, companion: values.companion,
      ...(place.branchId ? { destinationBranchId: place.branchId } : { poolComuna: place.poolComuna }), ...(scene.twin && values.duplicateReason && { duplicateReason: values.duplicateReason }),
    },
  };
}

/** A draft keeps what is written and records no consent. */
export function toDraft(values: ReferValues, scene: ReferScene): SendInput {
  const { place, personId, recordId, needId, needCode } = scene;
  return {
    personId, recordId, ...(needId && { needId }), needCode, needText: values.needText.trim(), priority: values.priority, companion: values.companion,
    ...(place && { serviceId: place.serviceId, fieldGroups: sharedGroups(values, place), ...(place.branchId ? { destinationBranchId: place.branchId } : { poolComuna: place.poolComuna }) }),
  };
}

/** Where a path of the refusal is shown. */
export function fieldOfRefer(path: string): string | null {
  const name = path.replace(/^data\./, '').split('.')[0]!;
  const places: Readonly<Record<string, string>> = { destination: 'destination', destinationBranchId: 'destination', poolComuna: 'destination', serviceId: 'destination', basis: 'how', fieldGroups: 'groups' };
  return places[name] ?? (['needText', 'priority', 'duplicateReason'].includes(name) ? name : null);
}
