/** Closed code lists; their labels per language live with the screens, their meaning in REFERRALS and DOMAIN. */
export const referralStates = [
  'draft', 'requested', 'info_requested', 'accepted', 'scheduled', 'no_show', 'appt_cancelled', 'active', 'on_hold', 'cancel_requested',
  'rejected', 'cancelled', 'completed', 'failed', 'entered_in_error',
] as const;
export type ReferralState = (typeof referralStates)[number];

export const terminalStates = ['rejected', 'cancelled', 'completed', 'failed', 'entered_in_error'] as const satisfies readonly ReferralState[];

/** True for a state that nothing reopens (REFERRALS §6.4). */
export function isTerminal(state: ReferralState): boolean {
  return (terminalStates as readonly ReferralState[]).includes(state);
}

export const priorities = ['routine', 'urgent'] as const;
export const channels = ['app', 'link', 'phone', 'import'] as const;
export const wishChannels = ['in_person', 'phone', 'message'] as const;
export const modalities = ['office', 'phone', 'video', 'home', 'field'] as const;
export const appointmentEnds = ['attended', 'missed', 'moved', 'cancelled'] as const;
export const appointmentCancelledBy = ['person', 'branch', 'origin'] as const;
export const clocks = ['answer', 'supply', 'first_contact', 'recontact', 'outcome', 'review', 'confirm_cancel', 'acknowledge'] as const;

/** Coded reasons for "no" (REFERRALS §9); `requirement` tells whether the requirement must be named. */
export const rejectReasons = {
  requirement_not_met: { requirement: true }, document_missing: { requirement: true }, document_not_accepted: { requirement: true },
  outside_area: { requirement: true }, fee_unpaid: { requirement: true }, language_not_served: { requirement: true },
  wrong_service: { requirement: false }, no_capacity: { requirement: false }, service_closed: { requirement: false },
  already_served: { requirement: false }, cannot_contact: { requirement: false }, no_show_repeated: { requirement: false },
  person_declined: { requirement: false }, safety: { requirement: false }, other: { requirement: false },
} as const satisfies Record<string, { requirement: boolean }>;
export type RejectReason = keyof typeof rejectReasons;

export const requirementTypes = [
  'identifier', 'migration_status', 'age', 'rsh_bracket', 'residence', 'document', 'fee', 'appointment', 'language', 'other',
] as const;
export const cancelReasons = [
  'person_withdrew', 'need_ended', 'need_changed', 'person_moved', 'deceased', 'duplicate', 'sent_by_mistake', 'consent_withdrawn', 'other_branch_chosen',
] as const;
export const errorReasons = ['wrong_person', 'wrong_data', 'test', 'draft_discarded'] as const;
export const failReasons = ['system_unavailable', 'document_never_issued', 'provider_ended', 'time_limit_passed', 'other'] as const;
export const holdReasons = ['waiting_list', 'waiting_document', 'person_unavailable', 'service_paused', 'other'] as const;
export const appointmentCancelReasons = ['person_asked', 'staff_unavailable', 'no_interpreter', 'closed_day', 'other'] as const;
export const missingInfo = ['contact', 'identifier', 'document', 'need_detail', 'language', 'household', 'other'] as const;
export const missingInfoUnavailable = ['person_does_not_have_it', 'person_declined', 'cannot_contact', 'other'] as const;

/** Outcomes of a completed referral (REFERRALS §10); `served` opens an attendance at the owner branch (DOMAIN §9.1). */
export const outcomes = {
  provided: { served: true }, provided_partially: { served: true }, benefit_granted: { served: true }, identifier_obtained: { served: true },
  enrolled: { served: true }, placed: { served: true }, provided_elsewhere: { served: false }, transferred: { served: false }, not_provided: { served: false },
} as const satisfies Record<string, { served: boolean }>;
export type OutcomeCode = keyof typeof outcomes;
export const outputKinds = [
  'document', 'identifier_issued', 'benefit', 'appointment_attended', 'enrolment', 'placement', 'counter_referral_note', 'child_referral',
] as const;

export const fieldGroups = [
  'identity', 'contact', 'family', 'work_and_study', 'migration', 'health', 'socio_economic', 'reserved_notes',
] as const;
export type FieldGroup = (typeof fieldGroups)[number];
export const sensitiveFieldGroups: readonly FieldGroup[] = ['migration', 'health', 'socio_economic', 'reserved_notes'];

export const basisKinds = ['consent', 'legal_function', 'override'] as const;
export const overrideReasons = ['life_at_risk', 'health_at_risk', 'child_at_risk', 'legal_order'] as const;
export const noticeManners = ['read_aloud', 'read_by_interpreter', 'handed_over', 'recording'] as const;
export const consentHow = ['spoken', 'written', 'with_interpreter'] as const;

export const needCodes = [
  'papers', 'work', 'training', 'language', 'health', 'pregnancy', 'emergency', 'school', 'housing', 'social_aid', 'legal', 'business', 'community',
] as const;
export type NeedCode = (typeof needCodes)[number];
export const needStates = ['open', 'referred', 'met', 'dropped'] as const;
export const needDropReasons = ['person_withdrew', 'solved_alone', 'recorded_by_mistake', 'other'] as const;

export const attendanceStates = ['waiting', 'in_service', 'closed', 'left'] as const;
export const attendanceChannels = ['office', 'phone', 'field', 'referral'] as const;
export const attendanceResults = ['oriented', 'referred', 'served', 'left_without_attention'] as const;

/** Languages the desk meets most, ISO 639-3; any other code of the standard is kept as written. */
export const commonLanguages = ['spa', 'hat', 'por', 'eng', 'fra', 'arn', 'que', 'aym', 'zho'] as const;

/** Values of nationality that ISO 3166-1 lacks (STANDARDS §7). */
export const nationalityExtras = ['stateless', 'refugee', 'unspecified', 'not_informed'] as const;
/** Countries offered as first choices at the desk; the long list follows. */
export const commonCountries = ['HTI', 'VEN', 'COL', 'PER', 'BOL', 'CHL'] as const;

export const duplicateReasons = ['same_identifier', 'same_name', 'similar_name', 'same_birth_year', 'same_phone', 'same_nationality'] as const;
