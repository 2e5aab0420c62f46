import { z } from 'zod';
import { command, query } from './rpc.js';
import { connectionOf, effect, envelopeFields, instant, pageArgs, uuid } from './shapes.js';

export const sourceKinds = ['law', 'decree', 'circular', 'protocol', 'web', 'phone', 'visit', 'observed'] as const;
export const confidences = ['confirmed', 'declared', 'unconfirmed'] as const;
const day = z.iso.date();
const value = z.union([z.string().max(60), z.number(), z.boolean()]);

/** Conditions and effects as CRITERIA §4 has them; facts, values and ranges are judged by the engine, which names rule and condition. */
const condition = z.object({
  fact: z.string().max(60), in: z.array(value).max(40).optional(), from: z.number().optional(), to: z.number().optional(),
  parameter: z.object({ code: z.string().max(60), times: z.number(), bound: z.enum(['from', 'to']) }).optional(),
  discretional: z.object({ decidedBy: z.string().max(120), basis: z.string().max(300) }).optional(),
});
export const criterionEffect = z.object({
  outcome: z.enum(['ACCEPT', 'ACCEPT_PROV', 'CONDITIONAL', 'REFER', 'REJECT', 'UNDECLARED']), feeClp: z.int().min(0).optional(), promisedWaitDays: z.int().min(0).optional(),
  asks: z.array(z.string().max(60)).max(20).optional(),
});
export type CriterionEffect = z.infer<typeof criterionEffect>;
export const criterionRule = z.object({
  id: z.string().min(1).max(40), when: z.array(condition).max(26), effect: criterionEffect, normId: uuid.optional(), note: z.string().max(500).optional(), sourceQuote: z.string().max(2000).optional(),
});
export type CriterionRule = z.infer<typeof criterionRule>;
/** Where a criterion was read or heard; who collected it stands in the audit. */
export const criterionSource = z.object({
  kind: z.enum(sourceKinds), citation: z.string().trim().min(3).max(300), url: z.url().max(500).optional(), fileHash: z.string().regex(/^[0-9a-f]{64}$/).optional(), quote: z.string().max(4000).optional(), collectedOn: day,
});
/** Whose criterion: a branch, or the norm of a rank (1 treaty or constitution … 5 protocol). */
const party = { branchId: uuid.nullable().default(null), normRank: z.int().min(1).max(5).nullable().default(null) };
const table = { vocabulary: z.string().max(20), rules: z.array(criterionRule).max(200), otherwise: criterionEffect };

/** One version of what one party declares for one service; `lineId` and `version` name it, `lineVersion` is what a command expects. */
export const criterionView = z.object({
  lineId: uuid, lineVersion: z.int(), version: z.int(), serviceId: uuid, ...party, ...table, validFrom: day.nullable(), validTo: day.nullable(), recordedAt: instant, source: criterionSource,
  confidence: z.enum(confidences), verifiedBy: z.string().nullable(), verifiedAt: instant.nullable(), withdrawnAt: instant.nullable(),
});
export type CriterionView = z.infer<typeof criterionView>;

/** Facts that are known of a person, real or imagined: a value, several possible values, or an interval; nothing says who. */
const known = z.record(z.string().max(60), z.union([value, z.array(value).max(40), z.object({ from: z.number().optional(), to: z.number().optional() }), z.null()]));
const answer = z.object({ effects: z.array(criterionEffect), rules: z.array(z.string()) });
/** What one party may answer: one entry is certain, several are all possible. */
export const exploredView = z.object({
  lineId: uuid, version: z.int(), ...party, confidence: z.enum(confidences), source: criterionSource, validFrom: day.nullable(), answers: z.array(answer),
});
export type ExploredView = z.infer<typeof exploredView>;

const region = z.object({
  when: z.array(condition), level: z.enum(['hard', 'outcome', 'terms']), a: answer, b: answer,
});
export const comparisonView = z.object({
  verdict: z.enum(['equal', 'different', 'undecided']), level: z.enum(['hard', 'outcome', 'terms']).nullable(), direction: z.enum(['stricter', 'more_open', 'mixed', 'silent']).nullable(),
  regions: z.array(region), regionCount: z.int(), isComplete: z.boolean(),
  witness: z.object({ facts: z.record(z.string(), value), movedFrom: z.string(), moved: z.array(z.string()), a: answer, b: answer }).nullable(),
});
export type ComparisonView = z.infer<typeof comparisonView>;

const dated = { on: day.optional() };
const edits = ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_INPUT', 'DATE_HOLE'] as const;

export const criteriaCalls = {
  /** A new version of what a party declares; the first makes the line. `INVALID_INPUT` names each wrong cell as `rules.<rule>.when.<condition>`, counted from 0. */
  'directory.declareCriterion': command({
    in: z.object({ ...envelopeFields, serviceId: uuid, ...party, ...table, validFrom: day, validTo: day.nullable().default(null), source: criterionSource, confidence: z.enum(confidences) }), out: effect, refusals: [...edits],
  }),
  /** The newest version no longer holds, with the reason; it stays to be read. */
  'directory.withdrawCriterion': command({ in: z.object({ ...envelopeFields, lineId: uuid, reason: z.string().trim().min(3).max(300) }), out: effect, refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_TRANSITION'] }),
  /** Criteria in force on a day (today by default), by service and party. */
  'directory.criteria': query({ in: z.object({ serviceId: uuid.optional(), branchId: uuid.optional(), ...dated, page: pageArgs }), out: connectionOf(criterionView), refusals: ['CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  /** Every version of one line, newest first. */
  'directory.criterionVersions': query({ in: z.object({ lineId: uuid, page: pageArgs }), out: connectionOf(criterionView), refusals: ['NOT_FOUND', 'CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  /** What each party of a service would answer somebody of whom only this is known. `INVALID_INPUT` names the fact; an impossible person is refused with its reason as cause. */
  'directory.explore': query({ in: z.object({ serviceId: uuid, known, ...dated }), out: z.object({ parties: z.array(exploredView), nextFact: z.string().nullable() }), refusals: ['NOT_FOUND', 'INVALID_INPUT'] }),
  /** Whom two parties of one service treat differently, with the nearest person. At most 50 regions travel. */
  'directory.compareCriteria': query({ in: z.object({ lineA: uuid, lineB: uuid, ...dated }), out: comparisonView, refusals: ['NOT_FOUND', 'INVALID_INPUT'] }),
};
