import { BranchPublished, OfferingPublished, OrganisationPublished, ServicePublished } from '@konbit/contracts';
import { plainText } from '@konbit/contracts/format';
import { codeId } from '@konbit/platform';
import type { DomainEvent } from '@konbit/messaging';
import { languageCode } from '../catalogue/catalogue.js';
import { isInsideMunicipality } from '../organisation/organisation.js';
import { labelsOf } from './seed-labels.js';
import type { Seed, SeedBranch, SeedService } from './seed-file.js';

/** One reference row as it should stand, and the fact that tells it to the other services. */
export interface ReferenceRow {
  table: 'organisation' | 'branch' | 'service' | 'offering';
  id: string;
  columns: Record<string, unknown>;
  event: Omit<DomainEvent, 'subject' | 'audience'>;
}

/** Rows in the order their foreign keys need: parents first. */
export function referenceRows(seed: Seed): ReferenceRow[] {
  return [...organisationRows(seed), ...seed.branches.map(branchRow), ...seed.services.map((service) => serviceRow(service, seed)), ...seed.branches.flatMap(offeringRows)];
}

function organisationRows(seed: Seed): ReferenceRow[] {
  const places = seed.organisations.map(({ code, parent, type, outside }) => ({ id: codeId(code), parentId: parent === null ? null : codeId(parent), type, outside }));
  const parentsFirst = [...seed.organisations].sort((a, b) => Number(a.parent !== null) - Number(b.parent !== null));
  return parentsFirst.map((one) => {
    const id = codeId(one.code);
    const parentId = one.parent === null ? null : codeId(one.parent);
    const { code, name, type, outside, demo, basis } = one;
    return {
      table: 'organisation', id, columns: { code, name, type, parent_id: parentId, outside, demo, basis },
      event: { type: OrganisationPublished.type, data: {
        code, name, ...(parentId === null ? {} : { parentId }), outside, insideMunicipality: isInsideMunicipality({ id, parentId, type, outside }, places),
      } },
    };
  });
}

function branchRow(one: SeedBranch): ReferenceRow {
  const { code, name, kind, comuna, address, status, demo, basis } = one;
  const hours = one.openingHours && { days: one.openingHours.days, slots: one.openingHours.slots.map(([from, to]) => ({ from, to })) };
  return {
    table: 'branch', id: codeId(code),
    columns: {
      code, name, organisation_id: codeId(one.org), kind, comuna, address, hours: hours && JSON.stringify(hours),
      languages: one.languages?.map(languageCode) ?? null, status, demo, basis, verified_on: one.verifiedAt,
      search_text: plainText(name),
    },
    event: { type: BranchPublished.type, data: { code, name, organisationId: codeId(one.org), comuna, status, demo } },
  };
}

function serviceRow(one: SeedService, seed: Seed): ReferenceRow {
  const factKeys = [...new Set((one.criteria?.rules ?? []).flatMap((rule) => rule.when.map((condition) => condition.fact)))];
  const sensitive = seed.sensitiveServices.includes(one.code);
  const normCodes = seed.norms.filter((norm) => norm.use === 'legal_function').map((norm) => norm.code);
  const { code, area, needs, status, basis } = one;
  return {
    table: 'service', id: codeId(code),
    columns: {
      code, area, name: one.name.es, needs, baseline: one.baseline?.es ?? null, documents: one.documents.es, fact_keys: factKeys, sensitive, norm_codes: normCodes, status, basis,
      ...labelsOf(one, seed.labels),
    },
    event: { type: ServicePublished.type, data: { code, name: one.name.es, needs, sensitive, factKeys, normCodes } },
  };
}

function offeringRows(branch: SeedBranch): ReferenceRow[] {
  return branch.offers.map((serviceCode) => {
    const [branchId, serviceId] = [codeId(branch.code), codeId(serviceCode)];
    return {
      table: 'offering', id: codeId(`${branch.code}/${serviceCode}`),
      columns: { branch_id: branchId, service_id: serviceId, status: 'expected', basis: branch.offersBasis },
      event: { type: OfferingPublished.type, data: { branchId, serviceId, status: 'expected' } },
    };
  });
}
