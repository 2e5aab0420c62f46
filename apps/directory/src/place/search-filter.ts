import type { directoryRpc, RpcIn } from '@konbit/contracts';
import { plainText } from '@konbit/contracts/format';
import type { LocalMoment } from './place.js';

export type PlaceFilter = RpcIn<typeof directoryRpc, 'directory.search'>['filter'];

/** Names that a typed word may stand for, beside the branch's own. */
export interface KnownNames {
  services: readonly { id: string; names: readonly string[] }[];
  organisations: readonly { id: string; name: string }[];
  comunas: readonly { code: string; name: string; aliases: readonly string[] }[];
}

export interface SearchSql { where: string; rank: string; values: unknown[]; serviceIds: string[] | null }

/**
 * The filter as SQL over `branch b`. Each typed word must occur somewhere; an unknown value matches and costs the rank: 0 everything asked is
 * confirmed, 1 something is not, 2 the branch is closed.
 */
export function searchSql(filter: PlaceFilter, known: KnownNames, now: LocalMoment): SearchSql {
  const values: unknown[] = [];
  const add = (value: unknown): string => `$${values.push(value)}`;
  const where: string[] = [];
  const unknown: string[] = [`b.status = 'unconfirmed'`];
  const words = plainText(filter.text ?? '').split(' ').filter((word) => word !== '');
  for (const word of words) where.push(wordSql(word, known, add));
  if (words.length === 0) where.push(`b.status <> 'closed'`);
  if (filter.organisationId) where.push(`b.organisation_id = ${add(filter.organisationId)}::uuid`);
  if (filter.comuna) where.push(`b.comuna = ${add(filter.comuna)}`);
  if (filter.language) {
    where.push(`(b.languages is null or ${add(filter.language)} = any(b.languages))`);
    unknown.push('b.languages is null');
  }
  if (filter.need || filter.serviceId) {
    const [need, service] = [add(filter.need ?? null), add(filter.serviceId ?? null)];
    const asked = `o.branch_id = b.id and o.status <> 'suspended' and (${need}::text is null or ${need} = any(s.needs)) and (${service}::uuid is null or o.service_id = ${service}::uuid)`;
    const offers = (more: string): string => `exists (select 1 from offering o join service s on s.id = o.service_id where ${asked}${more})`;
    where.push(offers(''));
    unknown.push(`not ${offers(` and o.status = 'confirmed'`)}`);
  }
  if (filter.openNow) {
    const noHours = `(b.hours is null or b.hours->'days' = 'null'::jsonb or jsonb_array_length(b.hours->'slots') = 0)`;
    where.push(`(${noHours} or ${now.holiday ? 'false' : openSql(now, add)})`);
    unknown.push(noHours);
  }
  return {
    where: where.join(' and '), values, serviceIds: words.length > 0 ? servicesNamed(words, known) : null,
    rank: `case when b.status = 'closed' then 2 when ${unknown.join(' or ')} then 1 else 0 end`,
  };
}

function wordSql(word: string, known: KnownNames, add: (value: unknown) => string): string {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const has = (name: string): boolean => plainText(name).includes(word);
  const services = known.services.filter(({ names }) => names.some(has)).map(({ id }) => id);
  const organisations = known.organisations.filter(({ name }) => has(name)).map(({ id }) => id);
  const comunas = known.comunas.filter(({ name, aliases }) => [name, ...aliases].some(has)).map(({ code }) => code);
  return `(b.search_text like ${add(like)} or b.organisation_id = any(${add(organisations)}::uuid[]) or b.comuna = any(${add(comunas)}::text[])
    or exists (select 1 from offering o where o.branch_id = b.id and o.status <> 'suspended' and o.service_id = any(${add(services)}::uuid[])))`;
}

function openSql({ weekday, time }: LocalMoment, add: (value: unknown) => string): string {
  const [day, clock] = [add(String(weekday)), add(time)];
  return `(b.hours->'days' @> ${day}::jsonb and exists (select 1 from jsonb_array_elements(b.hours->'slots') slot where slot->>'from' <= ${clock} and ${clock} < slot->>'to'))`;
}

/** Services that any of the words names: those are the offerings a row shows first. */
function servicesNamed(words: readonly string[], { services }: KnownNames): string[] | null {
  const named = services.filter(({ names }) => words.some((word) => names.some((name) => plainText(name).includes(word)))).map(({ id }) => id);
  return named.length > 0 ? named : null;
}
