import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const organisations = z.object({ records: z.array(z.object({ code: z.string(), parent: z.string().nullable() })) });
const branches = z.object({ records: z.array(z.object({ code: z.string(), org: z.string() })) });
const municipality = 'ORG-IMV';

/** A branch of the directory's seed, as sharing needs it: whose it is, and whether a norm of the municipality covers it. */
export interface Place {
  organisation: string;
  inside: boolean;
}

/** Branches by code. */
export async function readPlaces(): Promise<ReadonlyMap<string, Place>> {
  const parents = new Map(organisations.parse(await seed('organisations')).records.map(({ code, parent }) => [code, parent]));
  const inside = (code: string | null | undefined): boolean => code === municipality || (!!code && inside(parents.get(code)));
  return new Map(branches.parse(await seed('branches')).records.map(({ code, org }) => [code, { organisation: org, inside: inside(org) }]));
}

async function seed(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../../seed/${name}.json`, import.meta.url), 'utf8'));
}
