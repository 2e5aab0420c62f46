import { z } from 'zod';
import { needCodes } from '../code-lists.js';
import { code, instant, uuid } from './shapes.js';

export const basis = z.enum(['seen', 'seed', 'invented', 'unverified']);
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_INVALID');
/** Days 1 Monday to 7 Sunday, null when nobody stated them; slots are local times. */
export const openingHours = z.object({
  days: z.array(z.int().min(1).max(7)).nullable(), slots: z.array(z.object({ from: clockTime, to: clockTime }).refine((slot) => slot.from < slot.to, 'HOURS_INVALID')).max(4),
});
export type OpeningHours = z.infer<typeof openingHours>;

export const branchStatuses = ['active', 'unconfirmed', 'closed'] as const;
export const offeringStatuses = ['expected', 'confirmed', 'suspended'] as const;
export const fees = ['free', 'paid'] as const;

const verified = { verifiedOn: z.string().nullable(), verifiedBy: z.string().nullable() };
export const organisationView = z.object({
  id: uuid, version: z.int(), code, name: z.string(), type: z.string(), parentId: uuid.nullable(), insideMunicipality: z.boolean(), outside: z.boolean(), demo: z.boolean(), basis,
});
export const branchView = z.object({
  id: uuid, version: z.int(), code, name: z.string(), organisationId: uuid, kind: z.string(), comuna: z.string(), address: z.string().nullable(), phone: z.string().nullable(),
  hours: openingHours.nullable(), languages: z.array(z.string()).nullable(), status: z.enum(branchStatuses), closedReason: z.string().nullable(), demo: z.boolean(), basis, ...verified,
});
export type BranchView = z.infer<typeof branchView>;

/** A service at a branch; null is "nobody stated it", never "no" (DOMAIN §6). Hours and languages that are null are those of the branch. */
export const offeringView = z.object({
  id: uuid, version: z.int(), branchId: uuid, serviceId: uuid, status: z.enum(offeringStatuses), fee: z.enum(fees).nullable(), feeText: z.string().nullable(),
  hours: openingHours.nullable(), languages: z.array(z.string()).nullable(), documents: z.array(z.string()).nullable(), note: z.string().nullable(), basis, ...verified,
});
export type OfferingView = z.infer<typeof offeringView>;

/** `names`, `documentsIn` and `baselineIn` hold other languages than Spanish, by ISO 639-1 code. */
export const serviceView = z.object({
  id: uuid, code, area: z.string(), name: z.string(), names: z.record(z.string(), z.string()), needs: z.array(z.enum(needCodes)), baseline: z.string().nullable(),
  baselineIn: z.record(z.string(), z.string()), documents: z.array(z.string()), documentsIn: z.record(z.string(), z.array(z.string())),
  sensitive: z.boolean(), normCodes: z.array(z.string()), status: z.string(), basis, fieldGroups: z.array(z.string()), hasRealBranch: z.boolean(),
});
export const normView = z.object({ id: uuid, code, citation: z.string(), name: z.string() });
export const comunaView = z.object({ code: z.string().length(5), name: z.string(), aliases: z.array(z.string()) });

/** Which values of a place are not confirmed, so that the screen says *sin confirmar* beside them. */
export const unconfirmedParts = ['offering', 'hours', 'address', 'languages', 'branch'] as const;
/** A place of the directory search with the services that match; `openNow` is null while nobody stated the hours. */
export const placeView = z.object({
  branch: branchView, offerings: z.array(offeringView), offeringCount: z.int(), openNow: z.boolean().nullable(), unconfirmed: z.array(z.enum(unconfirmedParts)),
});
export type PlaceView = z.infer<typeof placeView>;

export const subjectTypes = ['organisation', 'branch', 'offering'] as const;
export type SubjectType = (typeof subjectTypes)[number];
const value = z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()), openingHours]);
/** One edit of an entry: who, when, from what source, and each field before and after. */
export const changeView = z.object({
  id: uuid, subjectType: z.enum(subjectTypes), subjectId: uuid, version: z.int(), at: instant, source: z.enum(['release', 'edit', 'suggestion', 'import']), official: z.string().nullable(),
  fields: z.array(z.object({ field: z.string(), before: value, after: value })),
});
export type ChangeView = z.infer<typeof changeView>;

export const suggestionStates = ['open', 'approved', 'rejected'] as const;
export const suggestionView = z.object({
  id: uuid, version: z.int(), subjectType: z.enum(subjectTypes), subjectId: uuid, branchId: uuid.nullable(), state: z.enum(suggestionStates), text: z.string().nullable(),
  /** What the officer proposes, by field; before is what the entry says now. */
  fields: z.array(z.object({ field: z.string(), before: value, after: value })),
  suggestedAt: instant, suggestedBy: z.string(), suggestedByBranchId: uuid.nullable(), decidedAt: instant.nullable(), decidedBy: z.string().nullable(), reason: z.string().nullable(),
});
export type SuggestionView = z.infer<typeof suggestionView>;
