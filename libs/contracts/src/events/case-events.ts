import { z } from 'zod';
import { attendanceChannels, attendanceResults, basisKinds, fieldGroups, needCodes, needDropReasons, noticeManners } from '../code-lists.js';
import { defineEvent, type EventContract } from './envelope.js';

const id = z.uuid();
const sampleId = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const personBase = { personId: id, recordId: id, org: id, branch: id.optional() };
const personSample = { personId: sampleId(1), recordId: sampleId(2), org: sampleId(3), branch: sampleId(4) };

export const PersonRegistered = defineEvent('konbit.cases.person.registered.v1', z.strictObject(personBase), personSample);
export const PersonCorrected = defineEvent('konbit.cases.person.corrected.v1',
  z.strictObject({ ...personBase, fields: z.array(z.string().max(40)) }), { ...personSample, fields: ['birth_year'] });
export const RecordAttached = defineEvent('konbit.cases.person.record-attached.v1',
  z.strictObject({ ...personBase, reason: z.enum(['intake', 'same_person', 'referral']) }), { ...personSample, reason: 'referral' });
export const NotSamePerson = defineEvent('konbit.cases.person.not-same.v1',
  z.strictObject({ personId: id, otherId: id, org: id }), { personId: sampleId(1), otherId: sampleId(5), org: sampleId(3) });
export const IdentifierAdded = defineEvent('konbit.cases.identifier.added.v1',
  z.strictObject({ ...personBase, identifierId: id, identifierType: z.string().max(20) }), { ...personSample, identifierId: sampleId(6), identifierType: 'RUN' });

const attendance = z.strictObject({
  ...personBase, branch: id, channel: z.enum(attendanceChannels), needCodes: z.array(z.enum(needCodes)),
  resultCode: z.enum(attendanceResults).optional(), referralId: id.optional(), at: z.iso.datetime(),
});
const attendanceSample = { ...personSample, channel: 'office' as const, needCodes: ['work' as const], at: '2026-11-24T13:12:00.000Z' };
export const AttendanceOpened = defineEvent('konbit.cases.attendance.opened.v1', attendance, attendanceSample);
export const AttendanceTaken = defineEvent('konbit.cases.attendance.taken.v1', attendance, attendanceSample);
export const AttendanceClosed = defineEvent('konbit.cases.attendance.closed.v1', attendance, { ...attendanceSample, resultCode: 'served' });
export const AttendanceLeft = defineEvent('konbit.cases.attendance.left.v1', attendance, attendanceSample);

const need = z.strictObject({
  personId: id, org: id, needId: id, needCode: z.enum(needCodes), serviceId: id.optional(), referralId: id.optional(), reasonCode: z.enum(needDropReasons).optional(),
});
const needSample = { personId: sampleId(1), org: sampleId(3), needId: sampleId(7), needCode: 'work' as const };
export const NeedAdded = defineEvent('konbit.cases.need.added.v1', need, needSample);
export const NeedReferred = defineEvent('konbit.cases.need.referred.v1', need, { ...needSample, referralId: sampleId(8) });
export const NeedReopened = defineEvent('konbit.cases.need.reopened.v1', need, { ...needSample, referralId: sampleId(8) });
export const NeedClosed = defineEvent('konbit.cases.need.closed.v1', need, { ...needSample, reasonCode: 'solved_alone' });

const consent = z.strictObject({ personId: id, recipientOrg: id, purpose: z.string().max(40), fieldGroups: z.array(z.enum(fieldGroups)) });
const consentSample = { personId: sampleId(1), recipientOrg: sampleId(3), purpose: 'referral', fieldGroups: ['identity' as const, 'contact' as const] };
export const ConsentGiven = defineEvent('konbit.cases.consent.given.v1', consent, consentSample);
export const ConsentWithdrawn = defineEvent('konbit.cases.consent.withdrawn.v1', consent, consentSample);

export const NoticeRead = defineEvent('konbit.cases.privacy-notice.read.v1',
  z.strictObject({ personId: id, org: id, branch: id, noticeVersion: z.string().max(64), manner: z.enum(noticeManners), language: z.string().length(3) }),
  { personId: sampleId(1), org: sampleId(3), branch: sampleId(4), noticeVersion: '3f1c9a20', manner: 'read_aloud', language: 'hat' });

const grant = z.strictObject({
  personId: id, branch: id, org: id, referralId: id.optional(), fieldGroups: z.array(z.enum(fieldGroups)),
  basisKind: z.enum([...basisKinds, 'break_glass']), basisId: id.optional(), endsAt: z.iso.datetime().optional(), reasonCode: z.string().max(40).optional(),
});
const grantSample = { personId: sampleId(1), branch: sampleId(4), org: sampleId(3), referralId: sampleId(8), fieldGroups: ['identity' as const], basisKind: 'legal_function' as const };
export const AccessGrantOpened = defineEvent('konbit.cases.access-grant.opened.v1', grant, grantSample);
export const AccessGrantEnded = defineEvent('konbit.cases.access-grant.ended.v1', grant, { ...grantSample, reasonCode: 'consent_withdrawn' });

export const caseEvents: readonly EventContract[] = [
  PersonRegistered, PersonCorrected, RecordAttached, NotSamePerson, IdentifierAdded, AttendanceOpened, AttendanceTaken, AttendanceClosed, AttendanceLeft,
  NeedAdded, NeedReferred, NeedReopened, NeedClosed, ConsentGiven, ConsentWithdrawn, NoticeRead, AccessGrantOpened, AccessGrantEnded,
];
