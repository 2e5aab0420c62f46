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
type Add = (value: unknown) => string;

/** The typed words as names are compared with them. */
export const wordsOf = (text: string | undefined): string[] => plainText(text ?? '').split(' ').filter((word) => word !== '');

/**
 * The filter as SQL over `branch b`. Each typed word must occur somewhere; an unknown value matches and costs the rank. Its first digit: 0 all that was
 * asked is confirmed, 1 something is not, 2 the branch is closed; its second: 0 a branch somebody confirmed, 1 one nobody did, 2 outside, 3 demo.
 */
export function searchSql(filter: PlaceFilter, known: KnownNames, now: LocalMoment): SearchSql {
  const values: unknown[] = [];
  const add: Add = (value) => `$${values.push(value)}`;
  const where: string[] = [];
  const unknown: string[] = [];
  const words = wordsOf(filter.text);
  for (const word of words) where.push(wordSql(word, known, add));
  if (words.length === 0) where.push(`b.status <> 'closed'`);
  if (filter.organisationId) where.push(`b.organisation_id = ${add(filter.organisationId)}::uuid`);
  if (filter.comuna) where.push(`b.comuna = ${add(filter.comuna)}`);
  const asked = filter.need || filter.serviceId ? ofServices(filter, now, add) : ofBranch(filter, now, add);
  where.push(...asked.where);
  unknown.push(...asked.unknown);
  return {
    where: where.join(' and '), values, serviceIds: words.length > 0 ? servicesNamed(words, known) : null,
    rank: `case when b.status = 'closed' then '2' ${unknown.length > 0 ? `when ${unknown.join(' or ')} then '1'` : ''} else '0' end
      || case when b.demo then '3' when b.organisation_id in (select id from organisation where outside) then '2' when b.status = 'unconfirmed' then '1' else '0' end`,
  };
}

interface Asked { where: string[]; unknown: string[] }

/** Without a service that was asked for, the hours of the door count, and a language that anybody there speaks. */
function ofBranch({ language, openNow }: PlaceFilter, now: LocalMoment, add: Add): Asked {
  const asked: Asked = { where: [], unknown: [] };
  if (language) {
    const tongue = add(language);
    const spoken = `(b.languages @> array[${tongue}] or exists (select 1 from offering o where o.branch_id = b.id and o.status <> 'suspended' and o.languages @> array[${tongue}]))`;
    asked.where.push(`(b.languages is null or ${spoken})`);
    asked.unknown.push(`not coalesce(${spoken}, false)`);
  }
  if (openNow) {
    asked.where.push(`(${hoursUnknown('b.hours')} or ${openSql('b.hours', now, add)})`);
    asked.unknown.push(hoursUnknown('b.hours'));
  }
  return asked;
}

/** A service has its own hours and languages where somebody stated them, else those of its branch. */
function ofServices({ need, serviceId, language, openNow }: PlaceFilter, now: LocalMoment, add: Add): Asked {
  const [hours, languages] = ['coalesce(o.hours, b.hours)', 'coalesce(o.languages, b.languages)'];
  const offered = [`o.branch_id = b.id and o.status <> 'suspended'`, ...(need ? [`${add(need)} = any(s.needs)`] : []), ...(serviceId ? [`o.service_id = ${add(serviceId)}::uuid`] : [])];
  const [perhaps, surely] = [[...offered], [...offered, `o.status = 'confirmed'`]];
  if (language) {
    const spoken = `${languages} @> array[${add(language)}]`;
    perhaps.push(`(${languages} is null or ${spoken})`);
    surely.push(spoken);
  }
  if (openNow) {
    const open = openSql(hours, now, add);
    perhaps.push(`(${hoursUnknown(hours)} or ${open})`);
    surely.push(`not ${hoursUnknown(hours)} and ${open}`);
  }
  const some = (conditions: readonly string[]): string => `exists (select 1 from offering o join service s on s.id = o.service_id where ${conditions.join(' and ')})`;
  return { where: [some(perhaps)], unknown: [`not ${some(surely)}`] };
}

const hoursUnknown = (hours: string): string => `(${hours} is null or ${hours}->'days' = 'null'::jsonb or jsonb_array_length(${hours}->'slots') = 0)`;

function wordSql(word: string, known: KnownNames, add: Add): string {
  const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  const has = (name: string): boolean => plainText(name).includes(word);
  const services = known.services.filter(({ names }) => names.some(has)).map(({ id }) => id);
  const organisations = known.organisations.filter(({ name }) => has(name)).map(({ id }) => id);
  const comunas = known.comunas.filter(({ name, aliases }) => [name, ...aliases].some(has)).map(({ code }) => code);
  return `(b.search_text like ${add(like)} or b.organisation_id = any(${add(organisations)}::uuid[]) or b.comuna = any(${add(comunas)}::text[])
    or exists (select 1 from offering o where o.branch_id = b.id and o.status <> 'suspended' and o.service_id = any(${add(services)}::uuid[])))`;
}

function openSql(hours: string, { weekday, time, holiday }: LocalMoment, add: Add): string {
  if (holiday) return 'false';
  const [day, clock] = [add(String(weekday)), add(time)];
  return `(${hours}->'days' @> ${day}::jsonb and exists (select 1 from jsonb_array_elements(${hours}->'slots') slot where slot->>'from' <= ${clock} and ${clock} < slot->>'to'))`;
}

/** Services that any of the words names: those are the offerings a row shows first. */
function servicesNamed(words: readonly string[], { services }: KnownNames): string[] | null {
  const named = services.filter(({ names }) => words.some((word) => names.some((name) => plainText(name).includes(word)))).map(({ id }) => id);
  return named.length > 0 ? named : null;
}

/** Whether one name of a service holds every word. */
export function namesService(words: readonly string[], names: readonly string[]): boolean {
  return names.some((name) => words.every((word) => plainText(name).includes(word)));
}
