import { z } from 'zod';
import * as lists from '../code-lists.js';
import { intakeData, personCorrection, personFields } from '../forms/intake.js';
import { identifierTypes } from '../forms/identifier.js';
import { auditCall } from './audit.js';
import { indicatorCalls } from './indicators.js';
import { command, query, rpc } from './rpc.js';
import { byIds, code, connectionOf, effect, envelopeFields, instant, pageArgs, uuid } from './shapes.js';

const fieldGroup = z.enum(lists.fieldGroups);

export const identityView = z.object({
  displayName: z.string(), givenNames: z.string(), firstSurname: z.string(), secondSurname: z.string().nullable(), socialName: z.string().nullable(),
  birthYear: z.int().nullable(), birthDate: z.string().nullable(), nationality: z.string(), language: z.string(), interpreter: z.boolean(), folio: z.string(),
});
const identifierView = z.object({
  id: uuid, type: z.enum(identifierTypes), country: z.string().nullable(), masked: z.string(), state: z.string(), warning: z.string().nullable(),
});

/** A person as one reader may see them: each group is an object or, when withheld, null and named in `withheld` (DESIGN §5). */
export const personView = z.object({
  id: uuid, access: z.enum(['full', 'partial', 'none']), recordId: uuid.nullable(), version: z.int().nullable(),
  identity: identityView.nullable(),
  contact: z.object({ phone: z.string().nullable(), email: z.string().nullable(), address: z.string().nullable(), sector: z.string().nullable(), safeContact: z.string().nullable() }).nullable(),
  family: z.object({ note: z.string().nullable() }).nullable(),
  workAndStudy: z.object({ occupation: z.string().nullable(), schooling: z.string().nullable() }).nullable(),
  migration: z.object({ identifiers: z.array(identifierView) }).nullable(),
  withheld: z.array(fieldGroup),
  canWrite: z.boolean(),
});
export type PersonView = z.infer<typeof personView>;

/** A row of a search: full with a basis; masked (initials and birth year only) without one (DESIGN §4.3). */
export const personHit = z.object({
  personId: uuid, masked: z.boolean(), displayName: z.string(), birthYear: z.int().nullable(), nationality: z.string().nullable(), language: z.string().nullable(),
  folio: z.string().nullable(), lastVisitOn: z.string().nullable(), reasons: z.array(z.enum(lists.duplicateReasons)),
});
export type PersonHit = z.infer<typeof personHit>;

export const attendanceView = z.object({
  id: uuid, version: z.int(), personId: uuid, recordId: uuid, branchId: uuid, channel: z.enum(lists.attendanceChannels), state: z.enum(lists.attendanceStates),
  queueNumber: z.int(), arrivedAt: instant, takenAt: instant.nullable(), language: z.string(), interpreter: z.boolean(), needCodes: z.array(z.enum(lists.needCodes)),
  resultCode: z.string().nullable(), unclosedFromEarlierDay: z.boolean(),
});
export type AttendanceView = z.infer<typeof attendanceView>;

export const needView = z.object({
  id: uuid, code: z.enum(lists.needCodes), serviceId: uuid.nullable(), text: z.string().nullable(), state: z.enum(lists.needStates), referralId: uuid.nullable(), addedAt: instant,
});
export const caseFileView = z.object({ id: uuid, version: z.int(), personId: uuid, orgId: uuid, openedAt: instant, needs: z.array(needView) });
export type CaseFileView = z.infer<typeof caseFileView>;

/** One line of *historia*. `reserved` lines say that something happened, not what nor where (DESIGN §5). */
export const timelineEntry = z.object({
  id: uuid, occurredAt: instant, kind: z.string(), reserved: z.boolean(), aggregateType: z.string().nullable(), aggregateId: uuid.nullable(), aggVersion: z.int().nullable(),
  branchId: uuid.nullable(), otherBranchId: uuid.nullable(), serviceId: uuid.nullable(), codes: z.record(z.string(), z.string()),
});
export type TimelineEntry = z.infer<typeof timelineEntry>;

export const consentView = z.object({
  id: uuid, version: z.int(), personId: uuid, recipientOrgId: uuid, purpose: z.string(), fieldGroups: z.array(fieldGroup), how: z.enum(lists.consentHow),
  givenAt: instant, recordedBy: z.string(), revokedAt: instant.nullable(),
});
export type ConsentView = z.infer<typeof consentView>;

/** The privacy notice as one person heard it: which version, how, in which language and who read it (Ley 21.719). */
export const noticeView = z.object({
  id: uuid, noticeVersion: z.string(), manner: z.enum(lists.noticeManners), language: z.string(), readAt: instant, branchId: uuid, official: z.string(),
});
export type NoticeView = z.infer<typeof noticeView>;

/** What a sharing basis covers now, decided by `cases` (REFERRALS §4): asked before a referral's transaction. */
export const basisAnswer = z.object({
  covered: z.boolean(), refusal: z.enum(['SHARING_BASIS_MISSING', 'BASIS_DOES_NOT_COVER', 'NOT_FOUND']).nullable(),
  basisId: uuid.nullable(), fieldGroups: z.array(fieldGroup), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  language: z.string().nullable(), interpreter: z.boolean(), ageBand: z.string().nullable(), run: z.string().nullable(),
});
export type BasisAnswer = z.infer<typeof basisAnswer>;

/** Why persons are read. A `list` reads the identity alone: its other groups are null without being named in `withheld`. */
export const purposes = ['desk', 'list', 'referral', 'timeline'] as const;
const attendanceMove = z.object({ ...envelopeFields, attendanceId: uuid, command: z.enum(['take', 'close', 'leave']), resultCode: z.enum(lists.attendanceResults).optional() });
const needMove = z.object({
  ...envelopeFields, caseFileId: uuid, command: z.enum(['add_need', 'meet_need', 'drop_need']), needId: uuid,
  code: z.enum(lists.needCodes).optional(), serviceId: uuid.optional(), text: z.string().max(500).optional(), reasonCode: z.enum(lists.needDropReasons).optional(),
});
const identifierInput = z.object({ id: uuid, type: z.string().max(20), value: z.string().max(60), country: z.string().max(3).optional(), reason: z.string().max(200).optional() });

export const casesRpc = rpc('cases', {
  'cases.byIds': query({ in: byIds.extend({ purpose: z.enum(purposes) }), out: z.object({ persons: z.array(personView) }) }),
  'cases.search': query({ in: z.object({ text: z.string().max(120), first: z.int().min(1).max(100) }), out: z.object({ hits: z.array(personHit), more: z.boolean() }) }),
  'cases.duplicates': query({ in: z.object({ person: personFields, excludePersonId: uuid.optional() }), out: z.object({ hits: z.array(personHit) }) }),
  'cases.intake': command({ in: z.object({ ...envelopeFields, data: intakeData }), out: effect.extend({ personId: uuid }),
    refusals: ['INVALID_INPUT', 'IDENTIFIER_INVALID', 'BIRTH_DATE_INVALID', 'NAME_REQUIRED', 'UNKNOWN_CODE', 'COMMAND_ID_REUSED', 'FORBIDDEN_ACTION', 'NOT_FOUND'] }),
  'cases.correct': command({ in: z.object({ ...envelopeFields, personId: uuid, fields: personCorrection }), out: effect,
    refusals: ['VERSION_CONFLICT', 'INVALID_INPUT', 'IDENTIFIER_INVALID', 'BIRTH_DATE_INVALID', 'NAME_REQUIRED', 'UNKNOWN_CODE', 'FORBIDDEN_ACTION', 'NOT_FOUND'] }),
  'cases.addIdentifier': command({ in: z.object({ ...envelopeFields, personId: uuid, identifier: identifierInput }), out: effect, refusals: ['VERSION_CONFLICT', 'IDENTIFIER_INVALID', 'NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.unmask': query({ in: z.object({ personId: uuid, identifierId: uuid, reason: z.string().trim().min(3).max(200) }), out: z.object({ value: z.string() }), refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.notSame': command({ in: z.object({ ...envelopeFields, personId: uuid, otherId: uuid }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.breakGlass': command({ in: z.object({ ...envelopeFields, personId: uuid, reason: z.string().min(20).max(500) }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'REASON_REQUIRED'] }),
  'cases.attendanceMove': command({ in: attendanceMove, out: effect, refusals: ['VERSION_CONFLICT', 'INVALID_TRANSITION', 'DATA_REQUIRED', 'NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.attendancesByIds': query({ in: byIds, out: z.object({ attendances: z.array(attendanceView.nullable()) }) }),
  'cases.queue': query({ in: z.object({ page: pageArgs }), out: connectionOf(attendanceView).extend({ waiting: z.int(), closedToday: z.int(), longestWaitMinutes: z.int() }) }),
  'cases.caseFiles': query({ in: z.object({ personIds: z.array(uuid).max(100) }), out: z.object({ caseFiles: z.array(caseFileView.nullable()) }) }),
  'cases.needMove': command({ in: needMove, out: effect, refusals: ['VERSION_CONFLICT', 'INVALID_TRANSITION', 'DATA_REQUIRED', 'UNKNOWN_CODE', 'NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.timeline': query({ in: z.object({ personId: uuid, page: pageArgs }), out: connectionOf(timelineEntry), refusals: ['NOT_FOUND', 'CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  'cases.consents': query({ in: z.object({ personId: uuid }), out: z.object({ consents: z.array(consentView) }), refusals: ['NOT_FOUND'] }),
  'cases.giveConsent': command({ in: z.object({ ...envelopeFields, consentId: uuid, personId: uuid, recipientOrgId: uuid, purpose: code, fieldGroups: z.array(fieldGroup).min(1), how: z.enum(lists.consentHow) }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'UNKNOWN_CODE'] }),
  'cases.withdrawConsent': command({ in: z.object({ ...envelopeFields, consentId: uuid }), out: effect, refusals: ['NOT_FOUND', 'INVALID_TRANSITION', 'FORBIDDEN_ACTION'] }),
  'cases.readNotice': command({
    in: z.object({ ...envelopeFields, noticeId: uuid, personId: uuid, noticeVersion: z.string().regex(/^[0-9a-f]{8,64}$/), manner: z.enum(lists.noticeManners), language: z.string().regex(/^[a-z]{3}$/) }), out: effect,
    refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION'],
  }),
  'cases.notices': query({ in: z.object({ personId: uuid }), out: z.object({ notices: z.array(noticeView) }), refusals: ['NOT_FOUND'] }),
  /** Folios of persons for the access log: who keeps it reads no names (`audit.read`, `rights.answer`). */
  'cases.folios': query({ in: z.object({ personIds: z.array(uuid).max(100) }), out: z.object({ folios: z.array(z.string().nullable()) }), refusals: ['FORBIDDEN_ACTION'] }),
  'cases.personOfFolio': query({ in: z.object({ folio: z.string().max(20) }), out: z.object({ personId: uuid }), refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION'] }),
  'cases.audit': auditCall,
  ...indicatorCalls,
  'cases.checkBasis': query({ deadlineMs: 1000, in: z.object({
    personId: uuid, recordId: uuid, serviceId: uuid, recipientOrgId: uuid, recipientBranchId: uuid.nullable(), insideMunicipality: z.boolean(),
    basis: z.object({ kind: z.enum(lists.basisKinds), normCode: z.string().optional(), consentId: uuid.optional(), overrideReason: z.enum(lists.overrideReasons).optional(), text: z.string().optional() }),
    fieldGroups: z.array(fieldGroup),
  }), out: basisAnswer }),
});
