import { readFile } from 'node:fs/promises';
import { needCodes } from '@konbit/contracts';
import { z } from 'zod';

const person = z.object({
  key: z.string(), givenNames: z.string(), firstSurname: z.string(), secondSurname: z.string().nullable(), birthYear: z.int(), nationality: z.string(), language: z.string(),
  interpreter: z.boolean(), phone: z.string(), sector: z.string(), address: z.string().optional(),
  identifier: z.object({ type: z.string(), value: z.string(), country: z.string().optional() }).nullable(), withoutPapers: z.string().optional(), needs: z.array(z.enum(needCodes)).min(1),
  /** Day of the first visit, counted back from the first load; the people of the last weeks have theirs by their place in the list. */
  daysAgo: z.int().optional(),
  /** Their errands: a plot and what they said. */
  told: z.array(z.object({ story: z.string(), text: z.string() })).optional(),
});
export type DemoPerson = z.infer<typeof person>;

/** The invented people of the demonstration; only reserved numbers (DOMAIN §3.6). */
export async function readPeople(): Promise<DemoPerson[]> {
  const file = await readFile(new URL('../../../seed/demo-people.json', import.meta.url), 'utf8');
  return z.object({ records: z.array(person) }).parse(JSON.parse(file)).records;
}
