import { z } from 'zod';
import { defineEvent, type EventContract } from './envelope.js';

const id = z.uuid();
const code = z.string().max(60);
const sampleId = (n: number): string => `0193a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const OrganisationPublished = defineEvent('konbit.directory.organisation.published.v1', z.strictObject({
  code, name: z.string().max(200), parentId: id.optional(), outside: z.boolean(), insideMunicipality: z.boolean(),
}), { code: 'ORG-IMV-OMIL', name: 'OMIL', parentId: sampleId(1), outside: false, insideMunicipality: true });

export const BranchPublished = defineEvent('konbit.directory.branch.published.v1', z.strictObject({
  code, name: z.string().max(200), organisationId: id, comuna: z.string().length(5), status: z.enum(['active', 'unconfirmed', 'closed']), demo: z.boolean(),
}), { code: 'BR-OMIL-VALPO', name: 'OMIL Valparaíso', organisationId: sampleId(2), comuna: '05101', status: 'unconfirmed', demo: false });

export const ServicePublished = defineEvent('konbit.directory.service.published.v1', z.strictObject({
  code, name: z.string().max(200), needs: z.array(code), sensitive: z.boolean(), factKeys: z.array(code), normCodes: z.array(code),
}), { code: 'OML-02', name: 'Orientación y apresto laboral', needs: ['work'], sensitive: false, factKeys: [], normCodes: ['LEY-18695-4'] });

export const OfferingPublished = defineEvent('konbit.directory.offering.published.v1', z.strictObject({
  branchId: id, serviceId: id, status: z.enum(['expected', 'confirmed', 'suspended']),
}), { branchId: sampleId(3), serviceId: sampleId(4), status: 'expected' });

const suggestion = z.strictObject({ subjectType: z.enum(['organisation', 'branch', 'offering']), subjectId: id, decision: z.enum(['approve', 'reject']).optional() });
export const ChangeSuggested = defineEvent('konbit.directory.suggestion.made.v1', suggestion, { subjectType: 'branch', subjectId: sampleId(3) });
export const SuggestionDecided = defineEvent('konbit.directory.suggestion.decided.v1', suggestion, { subjectType: 'branch', subjectId: sampleId(3), decision: 'approve' });

const text = z.strictObject({ key: code, language: z.string().max(3), usedIn: z.enum(['slip', 'notice', 'page']), state: z.enum(['missing', 'draft', 'reviewed', 'approved']) });
const textSample = { key: 'slip.go_to', language: 'ht', usedIn: 'slip' as const, state: 'draft' as const };
export const TextChanged = defineEvent('konbit.directory.text.changed.v1', text, textSample);
export const TranslationRequested = defineEvent('konbit.directory.text.requested.v1',
  z.strictObject({ language: z.string().max(3), usedIn: z.enum(['slip', 'notice', 'page']), branchId: id }), { language: 'ht', usedIn: 'slip', branchId: sampleId(4) });

/** What a party declares for a service; the subject is its line, the party a branch or the norm of a rank. */
const criterion = z.strictObject({ criterionVersion: z.int().min(1), serviceId: id, branchId: id.optional(), normRank: z.int().min(1).max(5).optional() });
export const CriterionDeclared = defineEvent('konbit.directory.criterion.declared.v1', criterion.extend({
  validFrom: z.iso.date().optional(), validTo: z.iso.date().optional(), sourceKind: code, confidence: code, factKeys: z.array(code),
}), { criterionVersion: 1, serviceId: sampleId(4), branchId: sampleId(3), validFrom: '2026-12-01', sourceKind: 'phone', confidence: 'declared', factKeys: ['id_cl', 'passport'] });
export const CriterionWithdrawn = defineEvent('konbit.directory.criterion.withdrawn.v1', criterion, { criterionVersion: 1, serviceId: sampleId(4), branchId: sampleId(3) });

export const directoryEvents: readonly EventContract[] = [
  OrganisationPublished, BranchPublished, ServicePublished, OfferingPublished, ChangeSuggested, SuggestionDecided, TextChanged, TranslationRequested, CriterionDeclared, CriterionWithdrawn,
];
