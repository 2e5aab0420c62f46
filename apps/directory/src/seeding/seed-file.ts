import { readFile } from 'node:fs/promises';
import { criterionRule } from '@konbit/contracts';
import { z } from 'zod';
import { readLabels, type SeedLabels } from './seed-labels.js';

const basis = z.enum(['seen', 'seed', 'invented', 'unverified']);
const words = z.object({ es: z.string(), en: z.string().optional() });

const organisation = z.object({
  code: z.string(), name: z.string(), type: z.string(), parent: z.string().nullable(), outside: z.boolean().default(false), demo: z.boolean(), basis,
});
const branch = z.object({
  code: z.string(), name: z.string(), org: z.string(), kind: z.string(), comuna: z.string().length(5), address: z.string().nullable(),
  openingHours: z.object({ days: z.array(z.int()).nullable(), slots: z.array(z.tuple([z.string(), z.string()])) }).nullable(),
  languages: z.array(z.string()).nullable(), status: z.enum(['active', 'unconfirmed', 'closed']), verifiedAt: z.string().nullable(), demo: z.boolean(), basis,
  offers: z.array(z.string()), offersBasis: basis,
});
const criterionRow = criterionRule.omit({ id: true, note: true }).extend({ order: z.int(), note: z.string().nullable() });
const service = z.object({
  code: z.string(), area: z.string(), name: words, needs: z.array(z.string()), baseline: words.nullable(), documents: z.object({ es: z.array(z.string()) }),
  criteria: z.object({ vocabulary: z.string(), rules: z.array(criterionRow), otherwise: z.object({ outcome: z.literal('UNDECLARED') }) }).nullable(), status: z.string(), basis,
  sources: z.array(z.string()),
});
const norm = z.object({ code: z.string(), citation: z.string(), es: z.string(), use: z.string(), basis });
const comuna = z.object({ code: z.string().length(5), name: z.string(), aliases: z.array(z.string()) });

export type SeedOrganisation = z.infer<typeof organisation>;
export type SeedBranch = z.infer<typeof branch>;
export type SeedService = z.infer<typeof service>;
export type SeedNorm = z.infer<typeof norm>;
export type SeedComuna = z.infer<typeof comuna>;

/** The reference data of one municipality, as its files in `seed/` say it. */
export interface Seed {
  organisations: SeedOrganisation[];
  branches: SeedBranch[];
  services: SeedService[];
  norms: SeedNorm[];
  sensitiveServices: string[];
  comunas: SeedComuna[];
  labels: SeedLabels;
  /** The day on which the services were last looked over. */
  updated: string;
}

/** Reads and checks the seed folder; a wrong record is named with its file and path. */
export async function readSeed(folder: URL): Promise<Seed> {
  const read = async <T extends z.ZodType>(file: string, shape: T): Promise<z.infer<T>> => {
    const parsed = shape.safeParse(JSON.parse(await readFile(new URL(file, folder), 'utf8')));
    if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  };
  const [organisations, branches, services, comunas] = await Promise.all([
    read('organisations.json', z.object({ records: z.array(organisation) })),
    read('branches.json', z.object({ records: z.array(branch) })),
    read('services.json', z.object({ meta: z.object({ updated: z.iso.date() }), records: z.array(service), norms: z.array(norm), sensitiveServices: z.array(z.string()) })),
    read('comunas-valparaiso.json', z.object({ records: z.array(comuna) })),
  ]);
  const labels = await readLabels(folder);
  return {
    organisations: organisations.records, branches: branches.records, services: services.records, norms: services.norms,
    sensitiveServices: services.sensitiveServices, comunas: comunas.records, labels, updated: services.meta.updated,
  };
}
