import type { basisKinds, FieldGroup, overrideReasons } from '@konbit/contracts';
import { sensitiveFieldGroups } from '@konbit/contracts';

/** What somebody names as the reason for sharing (REFERRALS §4). */
export interface NamedBasis {
  kind: (typeof basisKinds)[number];
  normCode?: string | undefined;
  consentId?: string | undefined;
  overrideReason?: (typeof overrideReasons)[number] | undefined;
  text?: string | undefined;
}

export interface ConsentFacts {
  id: string;
  personId: string;
  recipientOrgId: string;
  purpose: string;
  fieldGroups: readonly FieldGroup[];
  revokedAt: Date | null;
}

export interface BasisFacts {
  personId: string;
  recipientOrgId: string;
  insideMunicipality: boolean;
  fieldGroups: readonly FieldGroup[];
  /** Norms that the service names, groups that its criteria use, and groups that never travel to it. */
  serviceNorms: readonly string[];
  serviceGroups: readonly FieldGroup[];
  barredGroups: readonly FieldGroup[];
  consent: ConsentFacts | null;
}

export type BasisRefusal = 'SHARING_BASIS_MISSING' | 'BASIS_DOES_NOT_COVER';
export type BasisDecision = { covered: true; basisKind: NamedBasis['kind'] } | { covered: false; refusal: BasisRefusal };

const purposeOfReferral = 'referral';
const covers: BasisRefusal = 'BASIS_DOES_NOT_COVER';

/** Whether the named basis lets these groups travel to this recipient for this service now (REFERRALS §4, DESIGN §5 row Basis). */
export function decideBasis(named: NamedBasis, facts: BasisFacts): BasisDecision {
  const refusal = refusalOf(named, facts) ?? (facts.fieldGroups.some((group) => facts.barredGroups.includes(group)) ? covers : null);
  return refusal ? { covered: false, refusal } : { covered: true, basisKind: named.kind };
}

function refusalOf(named: NamedBasis, facts: BasisFacts): BasisRefusal | null {
  switch (named.kind) {
    case 'legal_function': return refusalOfNorm(named, facts);
    case 'consent': return refusalOfConsent(facts);
    case 'override': return named.overrideReason && (named.text ?? '').trim() !== '' ? null : 'SHARING_BASIS_MISSING';
  }
}

/** A norm lets municipal units work together; sensitive groups travel only where a criterion of the service uses them. */
function refusalOfNorm({ normCode }: NamedBasis, facts: BasisFacts): BasisRefusal | null {
  if (!normCode) return 'SHARING_BASIS_MISSING';
  if (!facts.insideMunicipality) return covers;
  if (facts.serviceNorms.length > 0 && !facts.serviceNorms.includes(normCode)) return covers;
  const sensitive = facts.fieldGroups.filter((group) => sensitiveFieldGroups.includes(group));
  return sensitive.every((group) => facts.serviceGroups.includes(group)) ? null : covers;
}

function refusalOfConsent({ consent, personId, recipientOrgId, fieldGroups }: BasisFacts): BasisRefusal | null {
  if (!consent || consent.personId !== personId) return 'SHARING_BASIS_MISSING';
  if (consent.revokedAt !== null || consent.recipientOrgId !== recipientOrgId || consent.purpose !== purposeOfReferral) return covers;
  return fieldGroups.every((group) => consent.fieldGroups.includes(group)) ? null : covers;
}

/** Facts that follow from a record, only those that the service's criteria use and the shared groups hold (DOMAIN §9.1). */
export function derivedFacts(
  record: { birthYear: number | null; birthDate: string | null; language: string }, factKeys: readonly string[], groups: readonly FieldGroup[], today: string,
): Record<string, string | number> {
  if (!groups.includes('identity')) return {};
  const age = ageOn(record, today);
  return {
    ...(factKeys.includes('age') && age !== null && { age }),
    ...(factKeys.includes('language') && { language: record.language }),
  };
}

/** Years of age; by the year alone when the day is unknown. */
export function ageOn({ birthYear, birthDate }: { birthYear: number | null; birthDate: string | null }, today: string): number | null {
  if (birthYear === null) return null;
  const years = Number(today.slice(0, 4)) - birthYear;
  return birthDate !== null && today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

const bands: readonly [number, string][] = [[6, '0-5'], [14, '6-13'], [18, '14-17'], [30, '18-29'], [60, '30-59']];

/** The band of an age that a pool may see before a claim (REFERRALS §6.10). */
export function ageBand(age: number | null): string | null {
  if (age === null || age < 0) return null;
  return bands.find(([below]) => age < below)?.[1] ?? '60+';
}
