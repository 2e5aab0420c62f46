import { z } from 'zod';
import { needCodes } from '../code-lists.js';
import { directoryEdits, directorySuggestion } from '../forms/directory.js';
import { auditCall } from './audit.js';
import { criteriaCalls } from './directory-criteria.js';
import { textCalls } from './directory-texts.js';
import * as views from './directory-views.js';
import { command, query, rpc } from './rpc.js';
import { byIds, connectionOf, effect, envelopeFields, pageArgs, uuid } from './shapes.js';

/** Reference data that changes seldom; callers cache it by `version`. */
export const referenceView = z.object({
  version: z.string(), organisations: z.array(views.organisationView), branches: z.array(views.branchView), services: z.array(views.serviceView), norms: z.array(views.normView),
  comunas: z.array(views.comunaView),
});
export type ReferenceView = z.infer<typeof referenceView>;

/** One place a person may be sent to, best first; `reasons` and `doubts` are codes the screen puts in words. */
export const destinationView = z.object({
  branchId: uuid, serviceId: uuid, offering: z.enum(['expected', 'confirmed']), insideMunicipality: z.boolean(),
  reasons: z.array(z.enum(['offers_service', 'same_comuna', 'speaks_language', 'inside_municipality', 'confirmed'])),
  doubts: z.array(z.enum(['unconfirmed_offering', 'unconfirmed_hours', 'unconfirmed_address', 'unknown_language', 'other_comuna', 'no_language', 'outside_organisation', 'demo_branch'])),
});
export type DestinationView = z.infer<typeof destinationView>;

const placeFilter = z.object({
  text: z.string().trim().max(120).optional(), need: z.enum(needCodes).optional(), serviceId: uuid.optional(), organisationId: uuid.optional(), comuna: z.string().length(5).optional(),
  language: z.string().max(3).optional(), openNow: z.boolean().optional(),
});
const subject = { subjectType: z.enum(views.subjectTypes), subjectId: uuid };
const lists = ['CURSOR_INVALID', 'PAGE_SIZE_INVALID'] as const;
const edits = ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_INPUT', 'UNKNOWN_CODE', 'CODE_TAKEN'] as const;

/** The offices a person may be told of without a session: what hangs on the door (REFERRALS §11). */
export const publicPlace = z.object({
  branchName: z.string(), organisationName: z.string(), address: z.string().nullable(), comunaName: z.string(), phone: z.string().nullable(), hours: views.openingHours.nullable(),
  /** Papers of that branch, else those of the service; by language, Spanish under `es`. Empty without a service. */
  documents: z.record(z.string(), z.array(z.string())), serviceNames: z.record(z.string(), z.string()), demo: z.boolean(),
});
export type PublicPlace = z.infer<typeof publicPlace>;

export const directoryRpc = rpc('directory', {
  'directory.reference': query({ in: z.object({ knownVersion: z.string().optional() }), out: z.object({ version: z.string(), reference: referenceView.nullable() }) }),
  'directory.destinations': query({
    in: z.object({ needCode: z.enum(needCodes).optional(), serviceId: uuid.optional(), comuna: z.string().length(5).optional(), language: z.string().max(3).optional(), originBranchId: uuid, first: z.int().min(1).max(100) }),
    out: z.object({ destinations: z.array(destinationView), servicesWithoutBranch: z.array(uuid) }),
  }),
  /** Places, confirmed ones first; an unknown value matches every filter and is named in `unconfirmed` (DOMAIN §6). */
  'directory.search': query({ in: z.object({ filter: placeFilter, page: pageArgs }), out: connectionOf(views.placeView).extend({ total: z.int(), servicesWithoutBranch: z.array(uuid) }), refusals: [...lists] }),
  'directory.place': query({ in: z.object({ branchId: uuid }), out: views.placeView, refusals: ['NOT_FOUND'] }),
  'directory.publicPlace': query({ anonymous: true, in: z.object({ branchId: uuid, serviceId: uuid.nullable() }), out: publicPlace.nullable() }),
  'directory.offeringsByIds': query({ in: z.object({ ids: z.array(uuid).max(100) }), out: z.object({ offerings: z.array(views.offeringView.nullable()) }) }),
  'directory.history': query({ in: z.object({ ...subject, page: pageArgs }), out: connectionOf(views.changeView), refusals: ['NOT_FOUND', ...lists] }),
  /** Places to look at again, those nobody verified first, then the oldest (`directory.edit`). */
  'directory.stale': query({ in: z.object({ organisationId: uuid.optional(), page: pageArgs }), out: connectionOf(views.placeView).extend({ neverVerified: z.int(), olderThanHalfYear: z.int() }), refusals: [...lists] }),
  'directory.saveOrganisation': command({ in: z.object({ ...envelopeFields, id: uuid, fields: directoryEdits.organisation }), out: effect, refusals: [...edits] }),
  'directory.saveBranch': command({ in: z.object({ ...envelopeFields, id: uuid, fields: directoryEdits.branch }), out: effect, refusals: [...edits] }),
  'directory.saveOffering': command({ in: z.object({ ...envelopeFields, id: uuid, fields: directoryEdits.offering }), out: effect, refusals: [...edits] }),
  /** "I asked, and it is so": stamps an entry as verified today without changing it. */
  'directory.verify': command({ in: z.object({ ...envelopeFields, ...subject, verifiedBy: z.string().trim().min(3).max(120) }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT'] }),
  'directory.suggest': command({ in: z.object({ ...envelopeFields, suggestionId: uuid, ...directorySuggestion }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'INVALID_INPUT', 'DATA_REQUIRED', 'UNKNOWN_CODE'] }),
  'directory.suggestions': query({ in: z.object({ state: z.enum(views.suggestionStates).optional(), mine: z.boolean().optional(), page: pageArgs }), out: connectionOf(views.suggestionView).extend({ open: z.int() }), refusals: [...lists] }),
  'directory.suggestionsByIds': query({ in: byIds, out: z.object({ suggestions: z.array(views.suggestionView.nullable()) }) }),
  'directory.decideSuggestion': command({
    in: z.object({ ...envelopeFields, suggestionId: uuid, decision: z.enum(['approve', 'reject']), reason: z.string().trim().max(300).optional() }), out: effect,
    refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'REASON_REQUIRED', 'UNKNOWN_CODE', 'INVALID_INPUT', 'CODE_TAKEN'],
  }),
  /** A CSV of branches: all or nothing; `dryRun` says what it would do. Errors name line and column in `fields`. */
  'directory.import': command({ deadlineMs: 10_000,
    in: z.object({ ...envelopeFields, importId: uuid, text: z.string().max(1_000_000), dryRun: z.boolean() }),
    out: effect.extend({ created: z.int(), changed: z.int(), unchanged: z.int() }), refusals: [...edits],
  }),
  'directory.audit': auditCall,
  ...textCalls,
  ...criteriaCalls,
});
