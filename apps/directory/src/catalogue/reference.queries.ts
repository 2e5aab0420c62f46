import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { fieldGroupsOf, type ReferenceView } from '@konbit/contracts';
import { type Ctx, Database } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Branch } from '../branch/branch.entity.js';
import { basisOf, branchViewOf } from '../branch/branch.view.js';
import { Offering } from '../offering/offering.entity.js';
import { Organisation } from '../organisation/organisation.entity.js';
import { isInsideMunicipality } from '../organisation/organisation.js';
import { Comuna, Norm, Service } from './service.entity.js';

/** Everything callers name by id: organisations, branches, services, norms and comunas. */
@Injectable()
export class ReferenceQueries {
  constructor(private readonly database: Database) {}

  /** Answers `reference: null` when the caller already knows the version. */
  async reference(ctx: Ctx, knownVersion?: string): Promise<{ version: string; reference: ReferenceView | null }> {
    return this.database.inTenant(ctx, async (tx) => {
      const version = await versionOf(tx);
      return { version, reference: version === knownVersion ? null : await load(tx, version) };
    });
  }
}

/** A hash over the versions of all reference rows: it changes exactly when one of them does. */
async function versionOf(tx: EntityManager): Promise<string> {
  const rows = await tx.query<{ versions: string }[]>(`
    select string_agg(kind || n || '.' || total, ' ' order by kind) as versions from (
      select 'o' as kind, count(*) as n, coalesce(sum(version), 0) as total from organisation
      union all select 'b', count(*), coalesce(sum(version), 0) from branch
      union all select 's', count(*), coalesce(sum(version), 0) from service
      union all select 'f', count(*), coalesce(sum(version), 0) from offering) counted`);
  return createHash('sha256').update(rows[0]?.versions ?? '').digest('hex').slice(0, 16);
}

async function load(tx: EntityManager, version: string): Promise<ReferenceView> {
  const byCode = { order: { code: 'ASC' as const } };
  const organisations = await tx.find(Organisation, byCode);
  const branches = await tx.find(Branch, byCode);
  const services = await tx.find(Service, byCode);
  const offerings = await tx.find(Offering);
  const norms = await tx.find(Norm, byCode);
  const comunas = await tx.find(Comuna, byCode);
  const real = new Set(branches.filter((branch) => !branch.demo).map((branch) => branch.id));
  const offeredForReal = new Set(offerings.filter((offering) => real.has(offering.branchId)).map((offering) => offering.serviceId));
  return {
    version,
    organisations: organisations.map((row) => ({ ...pickOrganisation(row), insideMunicipality: isInsideMunicipality(row, organisations) })),
    branches: branches.map(branchViewOf),
    services: services.map(({ tenantId: _t, version: _v, contentHash: _h, factKeys, ...row }) => ({
      ...row, needs: row.needs as ReferenceView['services'][number]['needs'], basis: basisOf(row.basis),
      fieldGroups: fieldGroupsOf(row.code, factKeys), hasRealBranch: offeredForReal.has(row.id),
    })),
    norms: norms.map((row) => ({ id: row.id, code: row.code, citation: row.citation, name: row.name })),
    comunas: comunas.map((row) => ({ code: row.code, name: row.name, aliases: row.aliases })),
  };
}

function pickOrganisation(row: Organisation): Omit<ReferenceView['organisations'][number], 'insideMunicipality'> {
  return { id: row.id, version: row.version, code: row.code, name: row.name, type: row.type, parentId: row.parentId, outside: row.outside, demo: row.demo, basis: basisOf(row.basis) };
}
