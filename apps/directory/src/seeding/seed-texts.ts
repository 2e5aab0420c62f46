import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const body = z.string().min(1).max(2000);
const texts = z.object({ records: z.array(z.object({ key: z.string().regex(/^(slip|page|notice)\.[a-z0-9_]+$/), es: body, ht: body.optional(), pt: body.optional(), en: body.optional() })) });

/** Reads and checks the texts for persons that ship with the product; a wrong record is named with its path. */
export async function readTexts(folder: URL): Promise<z.infer<typeof texts>['records']> {
  const parsed = texts.safeParse(JSON.parse(await readFile(new URL('texts.json', folder), 'utf8')));
  if (!parsed.success) throw new Error(`texts.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data.records;
}
