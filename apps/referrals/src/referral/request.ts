import type { BasisAnswer, RequestData } from '@konbit/contracts';
import { answerDueAt } from './deadlines.js';
import type { Case, Rule } from './case.js';
import type { Branch, CoveredBasis, Referral, RequestPart } from './referral.js';
import { Refusal, refuse, textOf } from './refusal.js';

/** A request as it would be frozen, with the free text that is sealed. */
export interface WrittenRequest { request: RequestPart; needText: string | null; basisText: string | null }

/** What is written so far and what the command adds; a new destination or basis replaces the whole old one. */
export function mergeRequest(referral: Referral, data: RequestData): WrittenRequest {
  const request: RequestPart = {
    personId: data.personId ?? referral.personId, recordId: data.recordId ?? referral.recordId, serviceId: data.serviceId ?? referral.serviceId,
    needId: data.needId ?? referral.needId, needCode: data.needCode ?? referral.needCode,
    priority: data.priority ?? referral.priority, companion: data.companion ?? referral.companion,
    fieldGroups: data.fieldGroups ? [...data.fieldGroups] : referral.fieldGroups, replaces: data.replaces ?? referral.replaces,
    duplicateReason: textOf(data.duplicateReason) ?? referral.duplicateReason, ...destinationOf(referral, data), ...basisOf(referral, data),
  };
  return { request, needText: textOf(data.needText) ?? referral.texts.need ?? null, basisText: data.basis ? textOf(data.basis.text) : referral.texts.basis ?? null };
}

/** `save_draft` keeps any part of the request. */
export const saveDraft: Rule<'save_draft'> = (c) => ({ fact: c.row.event === 'drafted' ? 'drafted' : 'draft-edited', ...mergeRequest(c.referral, c.data) });

/** `send`: data complete, a destination that can take it, no twin still open, and a basis that covers it (REFERRALS §4, §5). */
export const send: Rule<'send'> = (c) => {
  const written = mergeRequest(c.referral, c.data);
  const needText = requireData(c, written);
  const owner = destinationFor(c, written.request);
  if (c.facts.duplicate && written.request.duplicateReason === null) refuse('DUPLICATE_OPEN_REFERRAL', 'duplicateReason');
  const basis = coveredBy(c.facts.basis);
  return { fact: 'sent', ...written, needText, owner, basis, dueAt: answerDueAt(c, written.request.priority) };
};

/** `claim` makes the acting branch the owner; the basis must cover the winner (REFERRALS §6.10). */
export const claim: Rule<'claim'> = (c) => {
  if (c.who.pool !== 'member') refuse('NOT_IN_POOL');
  if (c.referral.chain.includes(c.who.branchId)) refuse('FORWARD_LOOP');
  return { fact: 'claimed', owner: branchOf(c.who), basis: coveredBy(c.facts.basis), dueAt: answerDueAt(c, c.referral.priority) };
};

/** The answer of `cases` frozen with the request; throws its refusal when nothing covers it. */
export function coveredBy(basis: BasisAnswer | null): CoveredBasis {
  if (basis?.covered !== true) throw new Refusal(basis?.refusal ?? 'SHARING_BASIS_MISSING', [{ path: 'basis', code: 'NOT_COVERED' }]);
  return {
    basisId: basis.basisId, fieldGroups: basis.fieldGroups, facts: basis.facts, language: basis.language, interpreter: basis.interpreter, ageBand: basis.ageBand,
  };
}

const branchOf = ({ branchId, orgId }: Branch): Branch => ({ branchId, orgId });
const deepestForward = 3;

function destinationOf(referral: Referral, data: RequestData): Pick<RequestPart, 'destinationBranch' | 'poolComuna'> {
  const named = data.destinationBranchId !== undefined || data.poolComuna !== undefined;
  if (!named) return { destinationBranch: referral.destinationBranch, poolComuna: referral.poolComuna };
  return { destinationBranch: data.destinationBranchId ?? null, poolComuna: data.poolComuna ?? null };
}

function basisOf(referral: Referral, { basis }: RequestData): Pick<RequestPart, 'basisKind' | 'basisNorm' | 'basisConsent' | 'basisOverride'> {
  if (!basis) {
    const { basisKind, basisNorm, basisConsent, basisOverride } = referral;
    return { basisKind, basisNorm, basisConsent, basisOverride };
  }
  return { basisKind: basis.kind, basisNorm: textOf(basis.normCode), basisConsent: basis.consentId ?? null, basisOverride: basis.overrideReason ?? null };
}

function requireData(c: Case<'send'>, { request, needText }: WrittenRequest): string {
  const priority = c.referral.version === 0 ? c.data.priority : request.priority;
  const given = { personId: request.personId, recordId: request.recordId, serviceId: request.serviceId, needText, priority };
  const missing = Object.entries(given).filter(([, value]) => value == null).map(([path]) => ({ path, code: 'REQUIRED' }));
  if (missing.length > 0 || needText === null) throw new Refusal('DATA_REQUIRED', missing);
  if (request.basisKind === null) refuse('SHARING_BASIS_MISSING', 'basis');
  return needText;
}

/** The branch asked, or null for a pool that somebody serves. */
function destinationFor(c: Case<'send'>, { destinationBranch, poolComuna }: RequestPart): Branch | null {
  if ((destinationBranch === null) === (poolComuna === null)) refuse('DESTINATION_REQUIRED', 'destination');
  const { chain, partOf } = c.referral;
  if (partOf !== null && chain.length > deepestForward) refuse('FORWARD_LOOP', 'destination', 'TOO_DEEP');
  if (destinationBranch === null) return poolFor(c);
  if (destinationBranch === c.who.branchId) refuse('DESTINATION_UNAVAILABLE', 'destination', 'OWN_BRANCH');
  if (partOf !== null && chain.includes(destinationBranch)) refuse('FORWARD_LOOP', 'destination', 'IN_CHAIN');
  const { destination } = c.facts;
  if (!destination?.open) refuse('DESTINATION_UNAVAILABLE', 'destination', 'CLOSED');
  if (!destination.offers) refuse('DESTINATION_UNAVAILABLE', 'destination', 'SERVICE_NOT_OFFERED');
  return branchOf(destination);
}

function poolFor(c: Case<'send'>): null {
  const others = c.facts.poolBranches.filter((id) => id !== c.who.branchId && !c.referral.chain.includes(id));
  return others.length === 0 ? refuse('DESTINATION_UNAVAILABLE', 'destination', 'NOBODY_SERVES') : null;
}
