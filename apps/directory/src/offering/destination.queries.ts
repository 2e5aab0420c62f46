import { Injectable } from '@nestjs/common';
import { directoryRpc, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Database } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Organisation } from '../organisation/organisation.entity.js';
import { isInsideMunicipality } from '../organisation/organisation.js';
import { type OfferingFacts, rankDestinations } from './offering.js';

type Calls = typeof directoryRpc;
type Search = RpcIn<Calls, 'directory.destinations'>;

interface OfferingRow extends Omit<OfferingFacts, 'insideMunicipality' | 'outsideOrganisation'> {
  organisationId: string;
}

/** Where a person may be sent: by need or service, comuna and language, best first. */
@Injectable()
export class DestinationQueries {
  constructor(private readonly database: Database) {}

  async destinations(ctx: Ctx, search: Search): Promise<RpcOut<Calls, 'directory.destinations'>> {
    return this.database.inTenant(ctx, async (tx) => {
      const offerings = await offeringFacts(tx, search);
      const ranked = rankDestinations(offerings, { comuna: search.comuna ?? null, language: search.language ?? null });
      return { destinations: ranked.slice(0, search.first), servicesWithoutBranch: await servicesWithoutBranch(tx, search) };
    });
  }
}

async function offeringFacts(tx: EntityManager, search: Search): Promise<OfferingFacts[]> {
  const rows = await tx.query<OfferingRow[]>(`
    select b.id as "branchId", s.id as "serviceId", s.code as "serviceCode", b.name as "branchName", b.comuna, b.languages, b.organisation_id as "organisationId",
      b.hours is not null as "hoursKnown", b.address is not null as "addressKnown", o.status = 'confirmed' as confirmed, b.demo
    from offering o join branch b on b.id = o.branch_id join service s on s.id = o.service_id
    where o.status <> 'suspended' and b.status <> 'closed' and b.id <> $1
      and ($2::text is null or $2 = any(s.needs)) and ($3::uuid is null or s.id = $3)`,
  [search.originBranchId, search.needCode ?? null, search.serviceId ?? null]);
  const organisations = await tx.find(Organisation);
  const byId = new Map(organisations.map((organisation) => [organisation.id, organisation]));
  return rows.flatMap(({ organisationId, ...row }) => {
    const organisation = byId.get(organisationId);
    return organisation ? [{ ...row, insideMunicipality: isInsideMunicipality(organisation, organisations), outsideOrganisation: organisation.outside }] : [];
  });
}

/** Services that answer the need and no branch offers: the search says so instead of hiding them (DOMAIN §6). */
export async function servicesWithoutBranch(tx: EntityManager, search: Pick<Search, 'needCode' | 'serviceId'>): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(`
    select s.id from service s
    where ($1::text is null or $1 = any(s.needs)) and ($2::uuid is null or s.id = $2)
      and not exists (select 1 from offering o join branch b on b.id = o.branch_id where o.service_id = s.id and o.status <> 'suspended' and b.status <> 'closed' and not b.demo)
    order by s.code`, [search.needCode ?? null, search.serviceId ?? null]);
  return rows.map((row) => row.id);
}
