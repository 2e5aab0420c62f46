import type { AttendanceView, PersonView, ReferenceView, ReferralView } from '@konbit/contracts';
import { newId } from '@konbit/contracts';
import { codeId } from '@konbit/platform';

const organisation = (code: string, name: string) => (
  { id: codeId(code), version: 1, code, name, type: 'municipal', parentId: null, insideMunicipality: true, outside: false, demo: true, basis: 'invented' as const });
const branch = (code: string, orgCode: string, name: string) => ({
  id: codeId(code), version: 1, code, name, organisationId: codeId(orgCode), kind: 'office', comuna: '05101', address: null, phone: null, closedReason: null, hours: null, languages: null, status: 'active' as const,
  demo: true, basis: 'invented' as const, verifiedOn: null, verifiedBy: null,
});

/** As much of a directory as the gateway's tests name. */
export const reference: ReferenceView = {
  version: 'v1',
  organisations: [organisation('ORG-IMV-MIG', 'Oficina de Migraciones'), organisation('ORG-IMV-OMIL', 'OMIL')],
  branches: [branch('BR-IMV-MIG-CENTRAL', 'ORG-IMV-MIG', 'Mesón central'), branch('BR-OMIL-VALPO', 'ORG-IMV-OMIL', 'OMIL Valparaíso')],
  services: [{
    id: codeId('OML-01'), code: 'OML-01', area: 'work', name: 'Intermediación laboral', names: {}, needs: ['work'], baseline: null, baselineIn: {}, documents: [], documentsIn: {}, sensitive: false, normCodes: [],
    status: 'active', basis: 'seed', fieldGroups: ['identity'], hasRealBranch: true,
  }],
  norms: [],
  comunas: [{ code: '05101', name: 'Valparaíso', aliases: [] }],
};

/** A person this reader sees in full. */
export function aPerson(id: string, displayName = 'Rose Pierre'): PersonView {
  return {
    id, access: 'full', recordId: newId(), version: 1, contact: null, family: null, workAndStudy: null, migration: null, withheld: ['migration'], canWrite: true,
    identity: {
      displayName, givenNames: 'Rose', firstSurname: 'Pierre', secondSurname: null, socialName: null, birthYear: 1990, birthDate: null, nationality: 'HTI', language: 'hat', interpreter: true, folio: 'K-0001',
    },
  };
}

/** A referral from the desk to OMIL, waiting for its answer. */
export function aReferral(fields: Partial<ReferralView> = {}): ReferralView {
  return {
    id: newId(), folio: 'D-0001', version: 2, state: 'requested', turn: 'destination', mine: 'origin', personId: newId(), recordId: newId(), serviceId: codeId('OML-01'),
    needId: null, needCode: 'work', priority: 'routine', originBranchId: codeId('BR-IMV-MIG-CENTRAL'), ownerBranchId: codeId('BR-OMIL-VALPO'), poolComuna: null,
    authoredAt: '2026-11-24T12:00:00.000Z', sentAt: '2026-11-24T12:00:00.000Z', openedAt: null, endedAt: null, dueAt: '2026-11-30T21:00:00.000Z', overdue: false,
    acknowledgedAt: null, reasonCode: null, outcomeCode: null, requirement: null, appointment: null, availableActions: [], ...fields,
  };
}

/** Somebody waiting at the desk. */
export function anAttendance(fields: Partial<AttendanceView> = {}): AttendanceView {
  return {
    id: newId(), version: 1, personId: newId(), recordId: newId(), branchId: codeId('BR-IMV-MIG-CENTRAL'), channel: 'office', state: 'waiting', queueNumber: 1,
    arrivedAt: '2026-11-24T12:00:00.000Z', takenAt: null, language: 'hat', interpreter: true, needCodes: ['work'], resultCode: null, unclosedFromEarlierDay: false, ...fields,
  };
}

/** A slice that is the whole list. */
export function slice<T extends { id: string }>(nodes: readonly T[]): { edges: { cursor: string; node: T }[]; pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null } } {
  return {
    edges: nodes.map((node) => ({ cursor: node.id, node })),
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: nodes[0]?.id ?? null, endCursor: nodes.at(-1)?.id ?? null },
  };
}
