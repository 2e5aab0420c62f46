import * as z from 'zod/mini';

const text = (max: number) => z.string().check(z.trim(), z.maxLength(max));
const required = (max: number) => z.string().check(z.trim(), z.minLength(1, 'REQUIRED'), z.maxLength(max));
const orNull = <T extends z.ZodMiniType>(type: T) => z.optional(z.nullable(type));
const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_INVALID'));
const hours = z.object({
  days: z.nullable(z.array(z.int().check(z.minimum(1), z.maximum(7)))),
  slots: z.array(z.object({ from: clock, to: clock }).check(z.refine((slot) => slot.from < slot.to, 'HOURS_INVALID'))).check(z.maxLength(4)),
});
const languages = z.array(z.string().check(z.regex(/^[a-z]{3}$/, 'UNKNOWN_CODE'))).check(z.maxLength(12));
const verified = { verifiedOn: orNull(z.iso.date()), verifiedBy: orNull(text(120)) };
const uuid = z.uuid();

/**
 * Fields of an edit; an absent one stays as it is, `null` says "nobody stated it". A new entry must bring those marked required by the service.
 * Codes: REQUIRED, TIME_INVALID, HOURS_INVALID, UNKNOWN_CODE.
 */
export const directoryEdits = {
  organisation: z.object({
    code: z.optional(z.string().check(z.regex(/^ORG-[A-Z0-9-]{2,50}$/, 'CODE_INVALID'))), name: z.optional(required(200)), type: z.optional(required(40)),
    parentId: orNull(uuid), outside: z.optional(z.boolean()),
  }),
  branch: z.object({
    code: z.optional(z.string().check(z.regex(/^BR-[A-Z0-9-]{2,50}$/, 'CODE_INVALID'))), organisationId: z.optional(uuid), name: z.optional(required(200)), kind: z.optional(required(40)),
    comuna: z.optional(z.string().check(z.regex(/^\d{5}$/, 'UNKNOWN_CODE'))), address: orNull(text(200)), phone: orNull(text(40)), hours: orNull(hours), languages: orNull(languages),
    status: z.optional(z.enum(['active', 'unconfirmed', 'closed'])), closedReason: orNull(text(300)), ...verified,
  }),
  offering: z.object({
    branchId: z.optional(uuid), serviceId: z.optional(uuid), status: z.optional(z.enum(['expected', 'confirmed', 'suspended'])), fee: orNull(z.enum(['free', 'paid'])), feeText: orNull(text(120)),
    hours: orNull(hours), languages: orNull(languages), documents: orNull(z.array(required(160)).check(z.maxLength(20))), note: orNull(text(500)), ...verified,
  }),
} as const;
export type OrganisationEdit = z.infer<typeof directoryEdits.organisation>;
export type BranchEdit = z.infer<typeof directoryEdits.branch>;
export type OfferingEdit = z.infer<typeof directoryEdits.offering>;

/** What any officer may propose about an entry: words, or new values of its fields, or both. */
export const directorySuggestion = {
  subjectType: z.enum(['organisation', 'branch', 'offering']), subjectId: uuid, text: z.optional(text(500)),
  branch: z.optional(directoryEdits.branch), offering: z.optional(directoryEdits.offering), organisation: z.optional(directoryEdits.organisation),
};
