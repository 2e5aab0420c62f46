export { errorCodes, unstoredCodes, type AvailableAction, type ErrorCode, type FieldError, type RefusalDetails } from './error-codes.js';
export { permissions, permissionsOf, rolePermissions, roles, type Permission, type Role } from './permissions.js';
export { command, query, rpc, type RpcCall, type RpcIn, type RpcMap, type RpcOut } from './rpc/rpc.js';
export { base32Alphabet, base32Check, readBase32, writeBase32 } from './folio.js';
export { newId } from './ids.js';
export { defineEvent, envelopeHeaders, type EnvelopeHeaders, type EventContract, type EventData } from './events/envelope.js';
export { availableMoves, findMove, moveCommands, referralMoves, type MoveActor, type MoveCommand, type MoveFacts, type MoveGuard, type MoveRow } from './referral-moves.js';
export {
  appointmentCancelledBy, appointmentCancelReasons, appointmentEnds, attendanceChannels, attendanceResults, attendanceStates, basisKinds, cancelReasons, channels, clocks,
  commonCountries, commonLanguages, consentHow, duplicateReasons, errorReasons, failReasons, fieldGroups, holdReasons, isTerminal, missingInfo,
  missingInfoUnavailable, modalities, nationalityExtras, noticeManners, needCodes, needDropReasons, needStates, outcomes, outputKinds, overrideReasons,
  priorities, referralStates, rejectReasons, requirementTypes, sensitiveFieldGroups, terminalStates, wishChannels,
  type FieldGroup, type NeedCode, type OutcomeCode, type ReferralState, type RejectReason,
} from './code-lists.js';
export { barredGroupsOf, fieldGroupsOf } from './service-groups.js';
export { eventContracts } from './events/all-events.js';
export { BranchClosedCleared, BranchClosedNotice, SlipIssued } from './events/referral-events.js';
export { referralEventData, referralEvents, referralEventType, referralFacts, type ReferralEventData } from './events/referral-events.js';
export {
  AccessGrantEnded, AccessGrantOpened, AttendanceClosed, AttendanceLeft, AttendanceOpened, AttendanceTaken, caseEvents, ConsentGiven, ConsentWithdrawn,
  IdentifierAdded, NeedAdded, NeedClosed, NeedReferred, NeedReopened, NoticeRead, NotSamePerson, PersonCorrected, PersonRegistered, RecordAttached,
} from './events/case-events.js';
export {
  BranchPublished, ChangeSuggested, CriterionDeclared, CriterionWithdrawn, directoryEvents, OfferingPublished, OrganisationPublished, ServicePublished, SuggestionDecided, TextChanged, TranslationRequested,
} from './events/directory-events.js';
export {
  attendanceView, basisAnswer, casesRpc, caseFileView, identityView, needView, personHit, personView, purposes, noticeView, timelineEntry,
  type AttendanceView, type BasisAnswer, type CaseFileView, type ConsentView, type NoticeView, type PersonHit, type PersonView, type TimelineEntry,
} from './rpc/cases.js';
export { boxes, referralDetail, referralMove, referralsRpc, referralView, type Box, type ReferralDetail, type ReferralMove, type ReferralView } from './rpc/referrals.js';
export { auditFilter, auditPage, auditRow, type AuditFilter, type AuditPage, type AuditRow } from './rpc/audit.js';
export { omilRateView, rateView, type OmilRateView, type RateView } from './rpc/indicators.js';
export { slipCode, slipPage, type SlipPage } from './rpc/slip.js';
export { destinationView, directoryRpc, publicPlace, referenceView, type DestinationView, type PublicPlace, type ReferenceView } from './rpc/directory.js';
export {
  branchStatuses, branchView, changeView, fees, offeringStatuses, offeringView, openingHours, placeView, subjectTypes, suggestionStates, suggestionView, unconfirmedParts,
  type BranchView, type ChangeView, type OfferingView, type OpeningHours, type PlaceView, type SubjectType, type SuggestionView,
} from './rpc/directory-views.js';
export {
  type ComparisonView, confidences, type CriterionEffect, criterionRule, type CriterionRule, criterionSource, type CriterionView, type ExploredView, sourceKinds,
} from './rpc/directory-criteria.js';
export { printTexts, textLanguages, textStates, textView, type PrintTexts, type TextLanguage, type TextView } from './rpc/directory-texts.js';
export { directoryEdits, directorySuggestion, type BranchEdit, type OfferingEdit, type OrganisationEdit } from './forms/directory.js';
export { connectionOf, effect, envelopeFields, pageArgs, type Effect, type PageArgs } from './rpc/shapes.js';
export { moveData, requestData, type MoveData, type RequestData } from './forms/move-data.js';
export { intakeData, personFields, type IntakeData, type PersonFields } from './forms/intake.js';
export {
  checkDigit, checkIdentifier, countryIdentifierTypes, displayIdentifier, identifierCodes, identifierTypes, maskIdentifier, organisationIdentifierTypes, proposeCheckDigit,
  type AnyIdentifierType, type IdentifierCheck, type IdentifierCode, type IdentifierEntry, type IdentifierType,
} from './forms/identifier.js';
export { countryCodes, isCountryCode } from './forms/countries.js';
