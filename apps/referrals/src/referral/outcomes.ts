import { type OutcomeCode, outcomes } from '@konbit/contracts';
import { attendedNow } from './answers.js';
import { type Case, type Rule } from './case.js';
import type { Output } from './referral.js';
import { knownReason, requirementOf } from './reasons.js';
import { refuse, textOf } from './refusal.js';

/** The output that an outcome is made of (REFERRALS §10). */
const provenBy: Partial<Record<OutcomeCode, Output['kind']>> = {
  benefit_granted: 'benefit', identifier_obtained: 'identifier_issued', enrolled: 'enrolment', placed: 'placement', transferred: 'child_referral',
};

/** `record_outcome`: a code, a date and at least one output; children end first. */
export const recordOutcome: Rule<'record_outcome'> = (c) => {
  const outcomeCode = outcomeOf(c);
  const servedOn = serviceDate(c);
  const outputs = outputsOf(c, outcomeCode);
  if (c.facts.openChildren > 0) refuse('CHILDREN_OPEN');
  return { fact: 'completed', outcomeCode, servedOn, outputs, ...wordsOf(c, outcomeCode), ...attendance(c, outcomeCode) };
};

function outcomeOf(c: Case<'record_outcome'>): OutcomeCode {
  const given = textOf(c.data.outcomeCode) ?? refuse('OUTCOME_REQUIRED', 'outcomeCode');
  return knownReason(given, Object.keys(outcomes), 'outcomeCode') as OutcomeCode;
}

function serviceDate(c: Case<'record_outcome'>): string {
  const day = c.data.servedOn ?? refuse('OUTCOME_REQUIRED', 'servedOn');
  if (day > c.facts.calendar.dayOf(c.now)) refuse('OUTCOME_REQUIRED', 'servedOn', 'IN_FUTURE');
  const { cancelRequestedAt } = c.referral;
  const late = cancelRequestedAt !== null && day > c.facts.calendar.dayOf(cancelRequestedAt);
  if (late && textOf(c.data.lateReason) === null && !c.who.withdrawn) refuse('DATA_REQUIRED', 'lateReason');
  return day;
}

function outputsOf(c: Case<'record_outcome'>, outcome: OutcomeCode): Output[] {
  const outputs = (c.data.outputs ?? []).map((one) => ({ kind: one.kind, reference: c.who.withdrawn ? null : textOf(one.reference) }));
  if (outputs.length === 0) refuse('OUTPUT_REQUIRED', 'outputs');
  const proof = provenBy[outcome];
  if (proof !== undefined && !outputs.some((one) => one.kind === proof)) refuse('OUTPUT_REQUIRED', 'outputs', proof.toUpperCase());
  return outputs;
}

function wordsOf(c: Case<'record_outcome'>, outcome: OutcomeCode) {
  const requirement = requirementOf(c.data.requirement);
  if (c.who.withdrawn) return { text: null, missing: null, late: null, requirement: requirement && { ...requirement, words: null } };
  const text = textOf(c.data.note);
  const missing = textOf(c.data.missing);
  if (outcome === 'not_provided' && text === null) refuse('NOTE_REQUIRED', 'note');
  if (outcome === 'provided_partially' && missing === null) refuse('DATA_REQUIRED', 'missing');
  return { text, missing, late: textOf(c.data.lateReason), requirement };
}

/** A service given after the appointment's time means that the person came. */
function attendance(c: Case, outcome: OutcomeCode) {
  return outcomes[outcome].served ? attendedNow(c) : {};
}
