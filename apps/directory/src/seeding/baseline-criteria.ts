import { isDeepStrictEqual } from 'node:util';
import { codeId, type Ctx, localDate } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { CriterionVersion, lineIdOf } from '../criterion/criterion.entity.js';
import { declareOn, lockedLine, type NewVersion } from '../criterion/criterion.service.js';
import type { Seed, SeedService } from './seed-file.js';

/** Baselines of the national catalogue speak with the lowest rank until the lawyer has found the text above them. */
const catalogueRank = 5;

/** Declares the baseline of each service as a norm table; a baseline that did not change gets no new version. Answers how many did. */
export async function saveBaselines(tx: EntityManager, ctx: Ctx, seed: Seed, at: Date): Promise<number> {
  const all = seed.services.map((service) => ({ party: { serviceId: codeId(service.code), branchId: null, normRank: catalogueRank }, given: baselineOf(service, seed.updated) }));
  const ids = all.map(({ party }) => lineIdOf(ctx.tenant, party.serviceId, party));
  const versions = await tx.find(CriterionVersion, { where: { lineId: In(ids) }, order: { version: 'ASC' } });
  const newestOfLine = new Map(versions.map((version) => [version.lineId, version]));
  let changed = 0;
  for (const [index, { party, given }] of all.entries()) {
    const newest = newestOfLine.get(ids[index]!);
    if (newest && (newest.withdrawnAt || !isOfRelease(newest.source) || isDeepStrictEqual(contentOf(newest), contentOf(given)))) continue;
    await declareOn(tx, ctx, await lockedLine(tx, ctx, party), { ...given, validFrom: newest ? localDate(at) : null }, at);
    changed += 1;
  }
  return changed;
}

const contentOf = ({ vocabulary, rules, otherwise, confidence }: Pick<NewVersion, 'vocabulary' | 'rules' | 'otherwise' | 'confidence'>): object => ({ vocabulary, rules, otherwise, confidence });
const catalogue = 'Catálogo nacional de servicios de Konbit';
const isOfRelease = ({ citation }: NewVersion['source']): boolean => citation.startsWith(catalogue);

/** A service whose words give no rule yet is declared silent, never open. */
function baselineOf({ criteria, baseline, sources }: SeedService, updated: string): NewVersion {
  const rules = (criteria?.rules ?? []).map(({ order, when, effect, note }) => ({ id: `r${order}`, when, effect, ...(note ? { note } : {}) }));
  return {
    vocabulary: criteria?.vocabulary ?? '1.0.0', rules, otherwise: { outcome: 'UNDECLARED' }, validFrom: null, validTo: null, confidence: 'unconfirmed',
    source: { kind: 'web', citation: [catalogue, ...sources].join(', '), collectedOn: updated, ...(baseline ? { quote: baseline.es } : {}) },
  };
}
