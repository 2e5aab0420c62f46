import { isTerminal, newId, type FieldError, type ReferralState } from '@konbit/contracts/forms';
import type { GiveConsentInput, SendInput } from '../gql/graphql.js';
import type { Place, ServiceFacts } from './places.js';

/** What the page holds; the id of the referral is made once and kept with the draft, so that nothing is sent twice. */
export interface ReferValues {
  referralId: string;
  needId: string;
  serviceId: string;
  /** A branch's id, or the pool. */
  destination: string;
  needText: string;
  priority: string;
  companion: boolean;
  /** Groups that travel beside the identity. */
  groups: string[];
  how: string;
  /** Life, health or a child at risk, or a legal order; empty when nothing goes above the person's permission. */
  override: string;
  overrideText: string;
  duplicateReason: string;
  /** The service that `groups` were chosen for, and the text that was proposed: what nobody changed follows the service. */
  settledFor: string;
  proposed: string;
}

export interface NeedFacts {
  id: string;
  code: string;
  text?: string | null;
  state: string;
  addedAt: string;
  service?: { id: string } | null;
}

export interface ConsentFacts {
  id: string;
  purpose: string;
  fieldGroups: readonly string[];
  how: string;
  givenAt: string;
  recordedByName?: string | null;
  revokedAt?: string | null;
  recipient?: { id: string } | null;
}

export interface SentFacts {
  id: string;
  folio: string;
  state: string;
  poolComuna?: string | null;
  service?: { id: string } | null;
  ownerBranch?: { id: string; name: string } | null;
}

/** What the page knows beside what is typed. */
export interface ReferScene {
  personId: string;
  recordId: string;
  need: Pick<NeedFacts, 'id' | 'code'> | null;
  service: ServiceFacts | null;
  place: Place | null;
  consents: readonly ConsentFacts[];
  replaces: string | null;
  /** Version of the stored draft; null for a referral nobody stored yet. */
  draftVersion: number | null;
  /** A twin is open, or the server said so: the reason for another one is asked. */
  asksRepeat: boolean;
}

const identity = 'identity';
const purpose = 'referral';

/** Groups the service asks beside the identity. */
export const offeredGroups = (service: Pick<ServiceFacts, 'fieldGroups'>): string[] => service.fieldGroups.filter((group) => group !== identity);

export const sharedGroups = (values: Pick<ReferValues, 'groups'>, service: Pick<ServiceFacts, 'fieldGroups'>): string[] =>
  [identity, ...offeredGroups(service).filter((group) => values.groups.includes(group))];

/** Inside the municipality a norm is the basis; elsewhere, or without a norm, the person's consent (REFERRALS §4). */
export const needsConsent = (place: Place): boolean => !place.inside || place.normCode === null;

/** A consent in force for this organisation that covers these groups. */
export function standingConsent(consents: readonly ConsentFacts[], place: Place, groups: readonly string[]): ConsentFacts | null {
  return consents.find((consent) => !consent.revokedAt && consent.purpose === purpose && consent.recipient?.id === place.organisation.id
    && groups.every((group) => consent.fieldGroups.includes(group))) ?? null;
}

/** A referral of the same service to the same place that has not ended. */
export function twinOf(sent: readonly SentFacts[], place: Place | null, referralId: string): SentFacts | null {
  if (!place) return null;
  return sent.find((one) => one.id !== referralId && one.state !== 'draft' && !isTerminal(one.state as ReferralState) && one.service?.id === place.serviceId
    && (place.branchId === null ? one.poolComuna === place.poolComuna && !one.ownerBranch : one.ownerBranch?.id === place.branchId)) ?? null;
}

/** What must be written before sending, in the order of the page. */
export function checkRefer(values: ReferValues, { place, service, consents }: ReferScene): FieldError[] {
  if (!place || !service) return [{ path: 'destination', code: 'REQUIRED' }];
  const asksHow = !values.override && needsConsent(place) && values.how === '' && standingConsent(consents, place, sharedGroups(values, service)) === null;
  return [...(values.needText.trim() === '' ? [{ path: 'needText', code: 'REQUIRED' }] : []), ...(values.override && !values.overrideText?.trim() ? [{ path: 'overrideText', code: 'REQUIRED' }] : []), ...(asksHow ? [{ path: 'how', code: 'REQUIRED' }] : [])];
}

export interface ReferData {
  referralId: string;
  expectedVersion: number;
  send: SendInput;
  /** Recorded first, under its own command id: the referral names it as its basis. */
  consent: GiveConsentInput | null;
}

/** Ids of consents by what they permit: pressing again records none twice. */
export class ConsentIds {
  private readonly made = new Map<string, { consentId: string; commandId: string }>();

  constructor(private readonly make: () => string = newId) {}

  find(print: string): { consentId: string; commandId: string } | null {
    return this.made.get(print) ?? null;
  }

  of(print: string): { consentId: string; commandId: string } {
    const ids = this.find(print) ?? { consentId: this.make(), commandId: this.make() };
    this.made.set(print, ids);
    return ids;
  }

  /** What was recorded does not help: the next press records a new one. */
  forget(): void {
    this.made.clear();
  }
}

type Ready = ReferScene & { place: Place; service: ServiceFacts };

/** The referral, and before it the consent when one is needed and none stands. */
export function toRefer(values: ReferValues, scene: Ready, ids: ConsentIds): ReferData {
  const { place, service, draftVersion } = scene;
  const fieldGroups = sharedGroups(values, service);
  const consent = needsConsent(place) && !values.override ? consentFor(values, scene, ids) : null;
  const basis = basisOf(values, scene, consent);
  return {
    referralId: values.referralId, expectedVersion: draftVersion ?? 0, consent,
    send: { ...written(values, scene), fieldGroups, basis, ...(scene.asksRepeat && values.duplicateReason !== '' && { duplicateReason: values.duplicateReason }) },
  };
}

/** A risk goes above everything; inside the municipality a norm, elsewhere the consent made now or the one that stands. */
function basisOf(values: ReferValues, { place, service, consents }: Ready, consent: GiveConsentInput | null): NonNullable<SendInput['basis']> {
  if (values.override) return { kind: 'override', overrideReason: values.override, text: values.overrideText.trim() };
  if (!needsConsent(place)) return { kind: 'legal_function', normCode: place.normCode };
  return { kind: 'consent', consentId: consent?.consentId ?? standingConsent(consents, place, sharedGroups(values, service))?.id };
}

/** One this page recorded already is repeated, which changes nothing; a standing one needs no other. */
function consentFor(values: ReferValues, { personId, place, service, consents }: Ready, ids: ConsentIds): GiveConsentInput | null {
  const fieldGroups = sharedGroups(values, service);
  const print = [place.organisation.id, values.how, ...fieldGroups].join(' ');
  if (ids.find(print) === null && standingConsent(consents, place, fieldGroups)) return null;
  return { ...ids.of(print), personId, recipientOrgId: place.organisation.id, purpose, fieldGroups, how: values.how };
}

/** A draft keeps what is written and records no consent. */
export function toDraft(values: ReferValues, scene: ReferScene): Omit<ReferData, 'consent'> {
  const { service, draftVersion } = scene;
  return { referralId: values.referralId, expectedVersion: draftVersion ?? 0, send: { ...written(values, scene), ...(service && { fieldGroups: sharedGroups(values, service) }) } };
}

function written(values: ReferValues, { personId, recordId, need, service, place, replaces }: ReferScene): SendInput {
  return {
    personId, recordId, ...(need && { ...(need.id !== '' && { needId: need.id }), needCode: need.code }), ...(service && { serviceId: service.id }), needText: values.needText.trim(), priority: values.priority,
    companion: values.companion, ...(place && (place.branchId ? { destinationBranchId: place.branchId } : { poolComuna: place.poolComuna })), ...(replaces && { replaces }),
  };
}

const destinationPaths: ReadonlySet<string> = new Set(['destination', 'destinationBranchId', 'poolComuna', 'serviceId']);

/** Where a path of the refusal is shown: a basis that does not cover is corrected by the groups or by a consent. */
export function fieldOfRefer(path: string, place: Place | null, overridden = false): string | null {
  const name = path.replace(/^data\./, '').split('.')[0]!;
  if (name === 'basis' && overridden) return 'overrideText';
  if (destinationPaths.has(name)) return 'destination';
  if (name === 'basis' || name === 'fieldGroups' || name === 'how') return place && !needsConsent(place) ? 'groups' : 'how';
  return ['needText', 'priority', 'duplicateReason', 'overrideText'].includes(name) ? name : null;
}
