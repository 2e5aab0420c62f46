import { z } from 'zod';
import { needCodes } from '../code-lists.js';
import { query, rpc } from './rpc.js';
import { code, uuid } from './shapes.js';

const basis = z.enum(['seen', 'seed', 'invented', 'unverified']);
/** Days 1 Monday to 7 Sunday, null when nobody stated them; slots are local times. */
const hours = z.object({ days: z.array(z.int()).nullable(), slots: z.array(z.object({ from: z.string(), to: z.string() })) });

export const organisationView = z.object({
  id: uuid, code, name: z.string(), type: z.string(), parentId: uuid.nullable(), insideMunicipality: z.boolean(), outside: z.boolean(), demo: z.boolean(), basis,
});
export const branchView = z.object({
  id: uuid, code, name: z.string(), organisationId: uuid, kind: z.string(), comuna: z.string(), address: z.string().nullable(), hours: hours.nullable(),
  languages: z.array(z.string()).nullable(), status: z.enum(['active', 'unconfirmed', 'closed']), demo: z.boolean(), basis, verifiedOn: z.string().nullable(),
});
export const serviceView = z.object({
  id: uuid, code, area: z.string(), name: z.string(), needs: z.array(z.enum(needCodes)), baseline: z.string().nullable(), documents: z.array(z.string()),
  sensitive: z.boolean(), normCodes: z.array(z.string()), status: z.string(), basis, fieldGroups: z.array(z.string()), hasRealBranch: z.boolean(),
});
export const normView = z.object({ id: uuid, code, citation: z.string(), name: z.string() });
export const comunaView = z.object({ code: z.string().length(5), name: z.string(), aliases: z.array(z.string()) });

/** Reference data that changes seldom; callers cache it by `version`. */
export const referenceView = z.object({
  version: z.string(), organisations: z.array(organisationView), branches: z.array(branchView), services: z.array(serviceView), norms: z.array(normView), comunas: z.array(comunaView),
});
export type ReferenceView = z.infer<typeof referenceView>;

/** One place a person may be sent to, best first; `reasons` and `doubts` are codes the screen puts in words. */
export const destinationView = z.object({
  branchId: uuid, serviceId: uuid, offering: z.enum(['expected', 'confirmed']), insideMunicipality: z.boolean(),
  reasons: z.array(z.enum(['offers_service', 'same_comuna', 'speaks_language', 'inside_municipality', 'confirmed'])),
  doubts: z.array(z.enum(['unconfirmed_offering', 'unconfirmed_hours', 'unconfirmed_address', 'unknown_language', 'other_comuna', 'no_language', 'outside_organisation', 'demo_branch'])),
});
export type DestinationView = z.infer<typeof destinationView>;

export const directoryRpc = rpc('directory', {
  'directory.reference': query({ in: z.object({ knownVersion: z.string().optional() }), out: z.object({ version: z.string(), reference: referenceView.nullable() }) }),
  'directory.destinations': query({
    in: z.object({ needCode: z.enum(needCodes).optional(), serviceId: uuid.optional(), comuna: z.string().length(5).optional(), language: z.string().max(3).optional(), originBranchId: uuid, first: z.int().min(1).max(100) }),
    out: z.object({ destinations: z.array(destinationView), servicesWithoutBranch: z.array(uuid) }),
  }),
});
