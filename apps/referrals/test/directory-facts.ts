import { BranchPublished, type EventContract, newId, OfferingPublished, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import { buildHeaders, PostgresEventLog } from '@konbit/messaging';
import { codeId } from '@konbit/platform';

/** One fact of another service on its way to the log. */
export interface Fact { contract: EventContract; subject: string; version: number; data: object; tenant?: string }

export const home = codeId('05101');
export const organisation = (code: string, insideMunicipality = true): Fact => ({
  contract: OrganisationPublished, subject: codeId(code), version: 1, data: { code, name: code, outside: false, insideMunicipality },
});
export const branch = (org: string, code: string, more: { version?: number; status?: string; comuna?: string } = {}): Fact => ({
  contract: BranchPublished, subject: codeId(code), version: more.version ?? 1,
  data: { code, name: code, organisationId: codeId(org), comuna: more.comuna ?? '05101', status: more.status ?? 'active', demo: false },
});
export const service = (code: string): Fact => ({
  contract: ServicePublished, subject: codeId(code), version: 1, data: { code, name: code, needs: ['work'], sensitive: false, factKeys: [], normCodes: [] },
});
export const offering = (branchCode: string, serviceCode: string, more: { version?: number; status?: string } = {}): Fact => ({
  contract: OfferingPublished, subject: codeId(`${branchCode}/${serviceCode}`), version: more.version ?? 1,
  data: { branchId: codeId(branchCode), serviceId: codeId(serviceCode), status: more.status ?? 'confirmed' },
});

/** The directory that most tests stand on. */
export const commune: Fact[] = [
  organisation('ORG-IMV-MIG'), organisation('ORG-IMV-OMIL'), organisation('ORG-IMV-DIDECO'), organisation('ORG-DEMO-SALUD', false),
  branch('ORG-IMV-MIG', 'BR-IMV-MIG-CENTRAL'), branch('ORG-IMV-OMIL', 'BR-OMIL-VALPO'), branch('ORG-IMV-DIDECO', 'BR-DIDECO-PLATAFORMA'),
  branch('ORG-DEMO-SALUD', 'BR-DEMO-SALUD-A'), branch('ORG-IMV-DIDECO', 'BR-CLOSED', { status: 'closed' }),
  service('OML-01'), service('OML-02'), offering('BR-OMIL-VALPO', 'OML-02'), offering('BR-DIDECO-PLATAFORMA', 'OML-02'), offering('BR-DEMO-SALUD-A', 'OML-01'),
  offering('BR-CLOSED', 'OML-02'),
];

/** Appends facts as their owner would: in order, through the adapter. */
export async function publish(busUrl: string, topic: string, facts: readonly Fact[]): Promise<void> {
  const log = new PostgresEventLog({ busUrl });
  try {
    await log.append(facts.map((fact, index) => {
      const id = newId();
      const event = { type: fact.contract.type, subject: fact.subject, data: fact.data, audience: [] };
      const headers = buildHeaders(event, { id, at: new Date(), version: fact.version, tenant: fact.tenant ?? home, trace: null });
      return { pos: String(index + 1), eventId: id, topic, key: fact.subject, type: event.type, aggVersion: fact.version, payload: JSON.stringify(fact.data), headers: JSON.stringify(headers) };
    }));
  } finally {
    await log.close();
  }
}
