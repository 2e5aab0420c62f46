import type { Who } from './case.js';
import type { Referral } from './referral.js';

export interface NewReferral { id: string; folio: string; who: Who; now: Date; parent?: Referral }

/** A referral before its first step: version 0, nothing asked. A child starts from its parent's person and need (REFERRALS §6.5). */
export function newReferral({ id, folio, who, now, parent }: NewReferral): Referral {
  return { ...blank(), ...inherited(parent), id, folio, originOrg: who.orgId, originBranch: who.branchId, official: who.official, authoredAt: now, movedAt: now,
    chain: [...(parent?.chain ?? []), who.branchId] };
}

function inherited(parent: Referral | undefined): Partial<Referral> {
  if (!parent) return {};
  const { personId, recordId, serviceId, needCode, priority, companion, fieldGroups, texts } = parent;
  return { personId, recordId, serviceId, needCode, priority, companion, fieldGroups, partOf: parent.id, texts: { need: texts.need ?? null } };
}

function blank(): Omit<Referral, 'id' | 'folio' | 'originOrg' | 'originBranch' | 'official' | 'authoredAt' | 'movedAt' | 'chain'> {
  return {
    version: 0, state: 'draft', personId: null, recordId: null, serviceId: null, needId: null, needCode: null, priority: 'routine', companion: false,
    destinationBranch: null, poolComuna: null, fieldGroups: [], basisKind: null, basisNorm: null, basisConsent: null, basisOverride: null, replaces: null,
    duplicateReason: null, basisId: null, facts: {}, language: null, interpreter: false, ageBand: null, ownerOrg: null, ownerBranch: null, partOf: null,
    destinationRef: null, responsibleOfficial: null, sentAt: null, openedAt: null, openedBy: null, openedVia: null, cancelRequestedAt: null, endedAt: null,
    endedBy: null, acknowledgedAt: null, dueAt: null, extended: [], reasonCode: null, outcomeCode: null, requirementType: null, requirementDocument: null,
    requirementDeclared: null, missing: [], holdReason: null, reviewOn: null, servedOn: null, outputs: [], appointmentId: null, appointmentAt: null, texts: {},
  };
}
