import { Injectable } from '@nestjs/common';
import type { BranchPublished, EventData, OfferingPublished, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import type { EntityManager } from 'typeorm';

/** A branch as the directory published it, and whether it offers the service asked about. */
export interface KnownBranch { branchId: string; orgId: string; code: string; orgCode: string; open: boolean; offers: boolean; insideMunicipality: boolean }

const knownBranch = `select b.id, b.code, b.organisation_id, b.status <> 'closed' as open, o.code as org_code, coalesce(o.inside_municipality, false) as inside,
    exists (select 1 from offering f where f.tenant_id = b.tenant_id and f.branch_id = b.id and f.service_id = $2 and f.status <> 'suspended') as offers
  from branch b left join organisation o on o.tenant_id = b.tenant_id and o.id = b.organisation_id`;

interface BranchRow { id: string; code: string; organisation_id: string; open: boolean; org_code: string | null; inside: boolean; offers: boolean }

/** What the directory says of organisations, branches, services and offerings, kept from its events. */
@Injectable()
export class DirectoryProjection {
  async organisation(tx: EntityManager, tenant: string, id: string, data: EventData<typeof OrganisationPublished>): Promise<void> {
    await tx.query(`insert into organisation (tenant_id, id, code, name, parent_id, outside, inside_municipality) values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name, parent_id = excluded.parent_id, outside = excluded.outside,
        inside_municipality = excluded.inside_municipality`, [tenant, id, data.code, data.name, data.parentId ?? null, data.outside, data.insideMunicipality]);
  }

  /** Keeps the branch; tells whether it closed or opened by this, null when neither. */
  async branch(tx: EntityManager, tenant: string, id: string, data: EventData<typeof BranchPublished>): Promise<'closed' | 'opened' | null> {
    const before: { status: string }[] = await tx.query('select status from branch where id = $1', [id]);
    await tx.query(`insert into branch (tenant_id, id, code, name, organisation_id, comuna, status) values ($1, $2, $3, $4, $5, $6, $7)
      on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name, organisation_id = excluded.organisation_id, comuna = excluded.comuna,
        status = excluded.status`, [tenant, id, data.code, data.name, data.organisationId, data.comuna, data.status]);
    const [was, is] = [before[0]?.status === 'closed', data.status === 'closed'];
    if (was === is) return null;
    return is ? 'closed' : 'opened';
  }

  async service(tx: EntityManager, tenant: string, id: string, data: EventData<typeof ServicePublished>): Promise<void> {
    await tx.query(`insert into service (tenant_id, id, code, name, sensitive) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, id) do update set code = excluded.code, name = excluded.name, sensitive = excluded.sensitive`,
    [tenant, id, data.code, data.name, data.sensitive]);
  }

  async offering(tx: EntityManager, tenant: string, id: string, data: EventData<typeof OfferingPublished>): Promise<void> {
    await tx.query(`insert into offering (tenant_id, id, branch_id, service_id, status) values ($1, $2, $3, $4, $5)
      on conflict (tenant_id, id) do update set branch_id = excluded.branch_id, service_id = excluded.service_id, status = excluded.status`,
    [tenant, id, data.branchId, data.serviceId, data.status]);
  }

  /** A branch and whether it offers the service; null when the directory does not know it. */
  async findBranch(tx: EntityManager, branchId: string, serviceId: string | null): Promise<KnownBranch | null> {
    const rows: BranchRow[] = await tx.query(`${knownBranch} where b.id = $1`, [branchId, serviceId]);
    return rows[0] ? branchOf(rows[0]) : null;
  }

  /** The branches of a pool: open, in its comuna, and offering the service (REFERRALS §6.10). */
  async poolBranches(tx: EntityManager, comuna: string, serviceId: string): Promise<KnownBranch[]> {
    const rows: BranchRow[] = await tx.query(`${knownBranch} where b.comuna = $1 and b.status <> 'closed' order by b.id`, [comuna, serviceId]);
    return rows.filter((row) => row.offers).map(branchOf);
  }

  /** How a branch stands to a pool: it serves it, it once did, or never. */
  async poolPlace(tx: EntityManager, branchId: string, comuna: string, serviceId: string): Promise<'member' | 'left' | 'no'> {
    const rows: { serves: boolean }[] = await tx.query(`select bool_or(f.status <> 'suspended' and b.status <> 'closed') as serves
      from branch b join offering f on f.tenant_id = b.tenant_id and f.branch_id = b.id and f.service_id = $3
      where b.id = $1 and b.comuna = $2 group by b.id`, [branchId, comuna, serviceId]);
    if (!rows[0]) return 'no';
    return rows[0].serves ? 'member' : 'left';
  }

  /** Whether a service must not be named; one that the directory does not know is held so. */
  async isSensitive(tx: EntityManager, serviceId: string | null): Promise<boolean> {
    const rows: { sensitive: boolean }[] = await tx.query('select sensitive from service where id = $1', [serviceId]);
    return rows[0]?.sensitive ?? true;
  }
}

function branchOf(row: BranchRow): KnownBranch {
  return {
    branchId: row.id, orgId: row.organisation_id, code: row.code, orgCode: row.org_code ?? '', open: row.open, offers: row.offers, insideMunicipality: row.inside,
  };
}
