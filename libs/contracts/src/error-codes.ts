/** Every refusal the product can give. The owner of a rule names the code; screens own its words. */
export const errorCodes = [
  // Who is asking
  'UNAUTHENTICATED', 'FORBIDDEN_ACTION', 'NOT_FOUND', 'ACCESS_WITHDRAWN', 'NOT_OPENED', 'LINK_INVALID', 'RATE_LIMITED',
  // The command itself
  'INVALID_INPUT', 'UNKNOWN_CODE', 'COMMAND_ID_REUSED', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'REFERRAL_TERMINAL', 'ALREADY_CLAIMED',
  // Data rules of a referral (REFERRALS §5)
  'DATA_REQUIRED', 'REASON_REQUIRED', 'REASON_UNKNOWN', 'REQUIREMENT_REQUIRED', 'OUTCOME_REQUIRED', 'OUTPUT_REQUIRED', 'NOTE_REQUIRED',
  'SHARING_BASIS_MISSING', 'BASIS_DOES_NOT_COVER', 'DESTINATION_REQUIRED', 'DESTINATION_UNAVAILABLE', 'DUPLICATE_OPEN_REFERRAL',
  'NOT_IN_POOL', 'EXTENSION_USED', 'CHILDREN_OPEN', 'FORWARD_LOOP',
  'APPOINTMENT_INVALID', 'APPOINTMENT_MISMATCH', 'APPOINTMENT_NOT_DUE', 'SLOT_TAKEN', 'REVIEW_DATE_INVALID',
  // Identity (DOMAIN §3, §5)
  'IDENTIFIER_INVALID', 'BIRTH_DATE_INVALID', 'NAME_REQUIRED',
  // Directory and texts
  'CODE_TAKEN', 'OWN_WORK', 'DATE_HOLE',
  // Lists
  'PAGE_SIZE_INVALID', 'CURSOR_INVALID',
  // Transport
  'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'PAYLOAD_TOO_LARGE', 'DOCUMENT_UNKNOWN', 'QUERY_TOO_COMPLEX', 'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Codes whose repetition has no effect and whose truth may change: a command refused so is not stored (BACKBONE §3.2). */
export const unstoredCodes: readonly ErrorCode[] = [
  'UNAUTHENTICATED', 'NOT_FOUND', 'ACCESS_WITHDRAWN', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'REFERRAL_TERMINAL', 'ALREADY_CLAIMED',
  'FORBIDDEN_ACTION', 'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERNAL',
];

/** What travels with a refusal: codes, numbers and field paths, never a value somebody typed. */
export interface RefusalDetails {
  fields?: FieldError[];
  state?: string;
  version?: number;
  availableActions?: AvailableAction[];
  errorId?: string;
  cause?: string;
}

export interface FieldError {
  /** Path in the command's data, e.g. `identifiers.0.value`. */
  path: string;
  code: string;
}

/** One button the caller may press now (REFERRALS §5). */
export interface AvailableAction {
  command: string;
  requires: string[];
  confirm: boolean;
  dueAt: string | null;
}
