export { moveData, requestData, type MoveData, type RequestData } from './move-data.js';
export { intakeData, personCorrection, personFields, type IntakeData, type PersonFields } from './intake.js';
export {
  checkDigit, checkIdentifier, countryIdentifierTypes, displayIdentifier, identifierCodes, identifierTypes, maskIdentifier, organisationIdentifierTypes, proposeCheckDigit,
  type AnyIdentifierType, type IdentifierCheck, type IdentifierCode, type IdentifierEntry, type IdentifierType,
} from './identifier.js';
export { directoryEdits, directorySuggestion, type BranchEdit, type OfferingEdit, type OrganisationEdit } from './directory.js';
export { countryCodes, isCountryCode } from './countries.js';
export { countryNamesEs, countryNamesHt } from './country-names.js';
export { newId } from '../ids.js';
export {
  attendanceResults, cancelReasons, commonCountries, commonLanguages, consentHow, errorReasons, failReasons, fieldGroups, holdReasons, appointmentCancelReasons,
  appointmentCancelledBy, missingInfo, missingInfoUnavailable, modalities, noticeManners, nationalityExtras, needCodes, needDropReasons, outcomes, outputKinds, overrideReasons, priorities,
  rejectReasons, requirementTypes, referralStates, terminalStates, isTerminal, attendanceStates, type FieldGroup, type NeedCode, type ReferralState,
} from '../code-lists.js';
export { errorCodes, type AvailableAction, type ErrorCode, type FieldError, type RefusalDetails } from '../error-codes.js';
export { permissionsOf, roles, type Permission, type Role } from '../permissions.js';
