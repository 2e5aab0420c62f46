import { isTerminal } from '@konbit/contracts';
import type { Referral, ReferralStep, StepFact, Requirement } from './referral.js';

type Changes = Partial<Referral>;

/** The referral after a step. Its version is moved by the commit alone. */
export function apply(referral: Referral, step: ReferralStep): Referral {
  const next = { ...referral, ...changesOf(referral, step), ...openingOf(referral, step), ...appointmentOf(referral, step), state: step.to };
  if (step.from !== step.to) next.movedAt = step.at;
  if (!isTerminal(step.to) || isTerminal(referral.state)) return next;
  return { ...next, endedAt: step.at, endedBy: step.actorKind, dueAt: null };
}

function changesOf(referral: Referral, step: StepFact & Pick<ReferralStep, 'at' | 'official'>): Changes {
  const texts = (more: Referral['texts']): Changes => ({ texts: { ...referral.texts, ...more } });
  switch (step.fact) {
    case 'drafted':
    case 'draft-edited':
      return { ...step.request, ...texts({ need: step.needText, basis: step.basisText }) };
    case 'sent':
      return { ...step.request, ...step.basis, ...ownerOf(step.owner), official: step.official, sentAt: step.at, movedAt: step.at, dueAt: step.dueAt,
        ...texts({ need: step.needText, basis: step.basisText }) };
    case 'claimed': return { ...step.basis, ...ownerOf(step.owner), dueAt: step.dueAt, movedAt: step.at };
    case 'opened': return { openedVia: step.via };
    case 'accepted': return { responsibleOfficial: step.responsibleOfficial, destinationRef: step.destinationRef, dueAt: null };
    case 'rejected':
    case 'declined':
      return { reasonCode: step.reasonCode, ...requirementOf(step.requirement), ...texts({ answer: step.text, requirement: step.requirement?.words ?? null }) };
    case 'info-requested': return { missing: step.missing, dueAt: null, ...texts({ missing: step.text, supplied: null }) };
    case 'info-supplied': return { dueAt: step.dueAt, ...texts({ supplied: step.text }) };
    case 'cancelled': return { reasonCode: step.reasonCode, ...(step.text !== null && texts({ answer: step.text })) };
    case 'cancel-requested': return { reasonCode: step.reasonCode, cancelRequestedAt: step.at, dueAt: null, ...texts({ answer: step.text }) };
    case 'held': return { holdReason: step.reasonCode, reviewOn: step.reviewOn, ...texts({ hold: step.text }) };
    case 'resumed': return { holdReason: null, reviewOn: null };
    case 'completed': return outcomeOf(referral, step);
    case 'failed': return { reasonCode: step.reasonCode, ...texts({ answer: step.text, tried: step.tried }) };
    case 'marked-error': return { reasonCode: step.reasonCode, outcomeCode: null, dueAt: null, endedBy: 'O', ...texts({ answer: step.text }) };
    case 'priority-set': return { priority: step.priority };
    case 'review-set': return { reviewOn: step.reviewOn };
    case 'deadline-extended': return { dueAt: step.dueAt, extended: [...referral.extended, step.clock] };
    case 'acknowledged': return { acknowledgedAt: step.at };
    case 'scheduled':
    case 'rescheduled':
    case 'missed':
    case 'appointment-cancelled':
    case 'started':
    case 'noted':
    case 'forwarded':
      return {};
    default: return unknownFact(step);
  }
}

function outcomeOf(referral: Referral, step: Extract<StepFact, { fact: 'completed' }>): Changes {
  const { outcomeCode, servedOn, outputs, requirement } = step;
  const texts = { ...referral.texts, outcome: step.text, outcomeMissing: step.missing, late: step.late, requirement: requirement?.words ?? null };
  return { outcomeCode, reasonCode: null, servedOn, outputs, ...requirementOf(requirement), texts };
}

function unknownFact(step: never): never {
  throw new Error(`no change is written for ${JSON.stringify(step)}`);
}

function ownerOf(owner: { branchId: string; orgId: string } | null): Changes {
  return { ownerBranch: owner?.branchId ?? null, ownerOrg: owner?.orgId ?? null };
}

function requirementOf(requirement: Requirement | null): Changes {
  return {
    requirementType: requirement?.type ?? null, requirementDocument: requirement?.documentType ?? null, requirementDeclared: requirement?.declared ?? null,
  };
}

function openingOf(referral: Referral, step: ReferralStep): Changes {
  if (!step.opens) return {};
  return { openedAt: step.at, openedBy: step.official, openedVia: step.fact === 'opened' ? step.via : referral.openedVia ?? 'app' };
}

function appointmentOf(referral: Referral, step: ReferralStep): Changes {
  if (step.booked) return { appointmentId: step.booked.id, appointmentAt: step.booked.startsAt };
  const over = step.ended?.some((ending) => ending.id === referral.appointmentId) ?? false;
  return over ? { appointmentId: null, appointmentAt: null } : {};
}
