import type { FieldGroup } from '@konbit/contracts';
import type { Reach } from './role-reach.js';

/** What one branch was given on one person, as it stands in the table. */
export interface GrantFacts {
  recordId: string;
  fieldGroups: readonly FieldGroup[];
  endsAt: Date | null;
  /** False once the consent it hangs from is withdrawn: each read compares it again (DESIGN §4.2). */
  basisHolds: boolean;
}

export interface AccessFacts {
  /** The record that the reader's own organisation wrote; null when it wrote none. */
  ownRecordId: string | null;
  grants: readonly GrantFacts[];
}

/** Which groups may be read, and from which records, best source first. */
export interface AccessDecision {
  access: 'full' | 'partial' | 'none';
  recordId: string | null;
  sources: ReadonlyMap<FieldGroup, readonly string[]>;
  withheld: FieldGroup[];
}

/** Groups that a person's page has a place for; each comes with data or is named as withheld (DESIGN §5). */
export const shownGroups: readonly FieldGroup[] = ['identity', 'contact', 'family', 'work_and_study', 'migration'];

/** Decides what a reader sees of one person now: own record by organisation, live grants by branch, never beyond the role's reach. */
export function decideAccess(facts: AccessFacts, reach: Reach, now: Date): AccessDecision {
  const sources = new Map<FieldGroup, string[]>();
  const add = (group: FieldGroup, recordId: string): void => {
    const known = sources.get(group) ?? [];
    if (!known.includes(recordId)) sources.set(group, [...known, recordId]);
  };
  const own = reach.own.length > 0 ? facts.ownRecordId : null;
  if (own !== null) reach.own.forEach((group) => add(group, own));
  const live = reach.shared.length > 0 ? facts.grants.filter((grant) => isLive(grant, now)) : [];
  for (const grant of live) grant.fieldGroups.filter((group) => reach.shared.includes(group)).forEach((group) => add(group, grant.recordId));
  return {
    access: own !== null ? 'full' : sources.size > 0 ? 'partial' : 'none',
    recordId: own ?? live[0]?.recordId ?? null,
    sources,
    withheld: shownGroups.filter((group) => !sources.has(group)),
  };
}

/** A grant counts until it ends and while its basis holds. */
export function isLive(grant: GrantFacts, now: Date): boolean {
  return grant.basisHolds && (grant.endsAt === null || grant.endsAt > now);
}
