import * as z from 'zod/mini';
import { attendanceChannels, needCodes } from '../code-lists.js';

const name = z.string().check(z.trim(), z.minLength(1, 'NAME_REQUIRED'), z.maxLength(120, 'TOO_LONG'));
const optionalText = (max: number) => z.optional(z.string().check(z.trim(), z.maxLength(max, 'TOO_LONG')));

/** What the desk asks about a person (DOMAIN §9.1): the required five, and the rest when the person gives it. */
export const personFields = z.object({
  givenNames: name,
  firstSurname: name,
  secondSurname: optionalText(120),
  socialName: optionalText(120),
  nameAsInDocument: optionalText(240),
  birthYear: z.int('BIRTH_YEAR_INVALID'),
  birthDate: z.optional(z.iso.date('BIRTH_DATE_INVALID')),
  birthApproximate: z.optional(z.boolean()),
  nationality: z.string().check(z.minLength(1, 'NATIONALITY_REQUIRED'), z.maxLength(20, 'TOO_LONG')),
  language: z.string().check(z.regex(/^[a-z]{3}$/, 'LANGUAGE_REQUIRED')),
  interpreter: z.optional(z.boolean()),
  phone: optionalText(40),
  email: optionalText(120),
  address: optionalText(200),
  sector: optionalText(80),
  safeContact: optionalText(200),
  identifiers: z.optional(z.array(z.object({
    id: z.uuid(), type: z.string().check(z.minLength(1, 'IDENTIFIER_TYPE_REQUIRED')), value: z.string().check(z.maxLength(60, 'TOO_LONG')),
    country: optionalText(3), reason: optionalText(200),
  }))),
});
/** A correction names only what changes. */
export const personCorrection = z.partial(personFields);
export type PersonFields = z.infer<typeof personFields>;

/** One intake (DOMAIN §9.1): a new person, or a given one (`personId`), in one command with its attendance and needs. */
export const intakeData = z.object({
  attendanceId: z.uuid(),
  personId: z.uuid(),
  recordId: z.uuid(),
  caseFileId: z.uuid(),
  /** The person exists already; `samePerson` attaches this office's new record to them (DESIGN §4.3). */
  existing: z.optional(z.enum(['known', 'same_person'])),
  person: z.optional(personFields),
  notSameAs: z.optional(z.array(z.uuid())),
  channel: z.enum(attendanceChannels),
  inService: z.optional(z.boolean()),
  needs: z.array(z.object({ needId: z.uuid(), code: z.enum(needCodes), serviceId: z.optional(z.uuid()), text: optionalText(500) })).check(z.minLength(1, 'NEEDS_REQUIRED')),
});
export type IntakeData = z.infer<typeof intakeData>;
