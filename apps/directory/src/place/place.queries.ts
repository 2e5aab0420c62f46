import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { directoryRpc, OfferingView, PlaceView, PublicPlace, RpcIn, RpcOut } from '@konbit/contracts';
import { createFormat, parsePlainDate, weekday } from '@konbit/contracts/format';
import { CLOCK, type Clock, connectionOf, type Ctx, Database, DomainError, isHoliday, requirePermission, type Slice, sliceOf } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { Branch } from '../branch/branch.entity.js';
import { branchViewOf } from '../branch/branch.view.js';
import { Comuna, Service } from '../catalogue/service.entity.js';
import { servicesWithoutBranch } from '../offering/destination.queries.js';
import { Offering } from '../offering/offering.entity.js';
import { offeringViewOf } from '../offering/offering.view.js';
import { Organisation } from '../organisation/organisation.entity.js';
import { isAnyOpen, type LocalMoment, statedBy, unconfirmedOf } from './place.js';
import { type KnownNames, namesService, type PlaceFilter, searchSql, wordsOf } from './search-filter.js';

type Calls = typeof directoryRpc;
interface Ranked { id: string; key: string }

const mostOfferingsShown = 20;
const halfYearMs = 183 * 86_400_000;
const isRanked = (key: string): boolean => /^[0-2][0-3] .*$/u.test(key);
const isDated = (key: string): boolean => /^\d{4}-\d{2}-\d{2} .*$/u.test(key);

/** Places as people look for them: by need, comuna, language, hours and free text, confirmed ones first (DOMAIN §6). */
@Injectable()
export class PlaceQueries {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async search(ctx: Ctx, { filter, page }: RpcIn<Calls, 'directory.search'>): Promise<RpcOut<Calls, 'directory.search'>> {
    const slice = sliceOf(page, `places ${hashOf(filter)}`, isRanked);
    return this.db.inTenant(ctx, async (tx) => {
      const names = await knownNames(tx);
      const asked = searchSql(filter, names, this.moment());
      const found = await readRanked(tx, slice, { key: `${asked.rank} || ' ' || b.search_text`, where: asked.where, values: asked.values });
      const services = asked.serviceIds ?? (filter.serviceId ? [filter.serviceId] : filter.need ? await servicesOfNeed(tx, filter.need) : null);
      const places = await this.placesOf(tx, found.map(({ id }) => id), { services, ownHours: filter.need !== undefined || filter.serviceId !== undefined });
      const without = await withoutBranch(tx, filter, names);
      return { ...connection(slice, found, places), total: await countOf(tx, asked), servicesWithoutBranch: without };
    });
  }

  /** One place with all it offers, suspended services too. Throws NOT_FOUND. */
  async place(ctx: Ctx, branchId: string): Promise<PlaceView> {
    return this.db.inTenant(ctx, async (tx) => {
      const branch = await tx.findOneBy(Branch, { id: branchId });
      if (!branch) throw new DomainError('NOT_FOUND');
      const offerings = await offeringsOf(tx, [branchId], { suspended: true });
      return this.placeOf(branch, offerings, { count: offerings.length, ownHours: false });
    });
  }

  /** Places to look at again: those nobody verified, then the oldest. Throws FORBIDDEN_ACTION, CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async stale(ctx: Ctx, { organisationId, page }: RpcIn<Calls, 'directory.stale'>): Promise<RpcOut<Calls, 'directory.stale'>> {
    requirePermission(ctx, 'directory.edit');
    const slice = sliceOf(page, `stale ${organisationId ?? ''}`, isDated);
    return this.db.inTenant(ctx, async (tx) => {
      const values = [organisationId ?? null];
      const where = `b.status <> 'closed' and not b.demo and ($1::uuid is null or b.organisation_id = $1::uuid)`;
      const found = await readRanked(tx, slice, { key: `coalesce(b.verified_on, '0001-01-01')::text || ' ' || b.search_text`, where, values });
      const places = await this.placesOf(tx, found.map(({ id }) => id), { services: null, ownHours: false });
      const old = new Date(this.clock.now().getTime() - halfYearMs);
      const [counts] = await tx.query<{ never: number; old: number }[]>(
        `select count(*) filter (where verified_on is null)::int as never, count(*) filter (where verified_on < $2::timestamptz::date)::int as old from branch b where ${where}`, [...values, old]);
      return { ...connection(slice, found, places), neverVerified: counts?.never ?? 0, olderThanHalfYear: counts?.old ?? 0 };
    });
  }

  async offeringsByIds(ctx: Ctx, ids: readonly string[]): Promise<{ offerings: (OfferingView | null)[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      const rows = new Map((await tx.findBy(Offering, { id: In([...ids]) })).map((row) => [row.id, offeringViewOf(row)]));
      return { offerings: ids.map((id) => rows.get(id) ?? null) };
    });
  }

  /** What hangs on the door of a branch: for the page behind a slip's QR. Null for an unknown branch. */
  async publicPlace(ctx: Ctx, { branchId, serviceId }: RpcIn<Calls, 'directory.publicPlace'>): Promise<PublicPlace | null> {
    return this.db.inTenant(ctx, async (tx) => {
      const branch = await tx.findOneBy(Branch, { id: branchId });
      if (!branch) return null;
      const organisation = await tx.findOneByOrFail(Organisation, { id: branch.organisationId });
      const comuna = await tx.findOneBy(Comuna, { tenantId: ctx.tenant, code: branch.comuna });
      const service = serviceId === null ? null : await tx.findOneBy(Service, { id: serviceId });
      const offering = serviceId === null ? null : await tx.findOneBy(Offering, { branchId, serviceId });
      const { name, address, phone, hours, demo } = branch;
      const documents: Record<string, string[]> = offering?.documents ? { es: offering.documents } : service ? { es: service.documents, ...service.documentsIn } : {};
      return {
        branchName: name, organisationName: organisation.name, address, comunaName: comuna?.name ?? branch.comuna, phone, hours: offering?.hours ?? hours, demo, documents,
        serviceNames: namesOf(service),
      };
    });
  }

  private async placesOf(tx: EntityManager, branchIds: readonly string[], { services, ownHours }: { services: readonly string[] | null; ownHours: boolean }): Promise<Map<string, PlaceView>> {
    const branches = await tx.findBy(Branch, { id: In([...branchIds]) });
    const offerings = await offeringsOf(tx, branchIds, { suspended: false });
    return new Map(branches.map((branch) => {
      const own = offerings.filter((one) => one.branchId === branch.id);
      const asked = services === null ? own : own.filter((one) => services.includes(one.serviceId));
      return [branch.id, this.placeOf(branch, (asked.length > 0 ? asked : own).slice(0, mostOfferingsShown), { count: own.length, ownHours })];
    }));
  }

  /** `ownHours`: the offerings were asked for, so their own hours and languages count. */
  private placeOf(row: Branch, offerings: OfferingView[], { count, ownHours }: { count: number; ownHours: boolean }): PlaceView {
    const branch = branchViewOf(row);
    const stated = statedBy(branch, ownHours ? offerings : []);
    return {
      branch, offerings, offeringCount: count, openNow: branch.status === 'closed' ? false : isAnyOpen(stated, this.moment()), unconfirmed: unconfirmedOf(branch, offerings, stated),
    };
  }

  private moment(): LocalMoment {
    const now = this.clock.now();
    const format = createFormat('es', { now: () => now });
    const date = format.dayOf();
    const day = weekday(parsePlainDate(date)!);
    return { weekday: day === 0 ? 7 : day, time: format.time(now.toISOString()), holiday: isHoliday(date) };
  }
}

/** Cursors belong to one filter; a hash keeps them short, whatever was typed. */
const hashOf = (filter: PlaceFilter): string => createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16);

const namesOf = (service: Service | null): Record<string, string> => (service === null ? {} : { es: service.name, ...service.names });

async function knownNames(tx: EntityManager): Promise<KnownNames> {
  const services = await tx.query<{ id: string; name: string; names: Record<string, string> }[]>('select id, name, names from service');
  const organisations = await tx.query<KnownNames['organisations'][number][]>('select id, name from organisation');
  const comunas = await tx.query<KnownNames['comunas'][number][]>('select code, name, aliases from comuna');
  return { organisations, comunas, services: services.map(({ id, name, names }) => ({ id, names: [name, ...Object.values(names)] })) };
}

/** Services that were asked for, by need, id or name, and that no real branch offers. */
async function withoutBranch(tx: EntityManager, { need, serviceId, text }: PlaceFilter, { services }: KnownNames): Promise<string[]> {
  const words = wordsOf(text);
  if (!need && !serviceId && words.length === 0) return [];
  const without = await servicesWithoutBranch(tx, { needCode: need, serviceId });
  if (need || serviceId) return without;
  const named = new Set(services.filter(({ names }) => namesService(words, names)).map(({ id }) => id));
  return without.filter((id) => named.has(id));
}

async function servicesOfNeed(tx: EntityManager, need: string): Promise<string[]> {
  return (await tx.query<{ id: string }[]>('select id from service where $1 = any(needs)', [need])).map(({ id }) => id);
}

async function countOf(tx: EntityManager, { where, values }: { where: string; values: unknown[] }): Promise<number> {
  const [row] = await tx.query<{ n: number }[]>(`select count(*)::int as n from branch b where ${where}`, values);
  return row?.n ?? 0;
}

/** One page of branches in the order of a text key and id. */
async function readRanked(tx: EntityManager, slice: Slice, list: { key: string; where: string; values: readonly unknown[] }): Promise<Ranked[]> {
  const values = [...list.values];
  const bounds = [slice.after && ['>', slice.after] as const, slice.before && ['<', slice.before] as const].flatMap((bound) => (bound ? [bound] : []));
  const beyond = bounds.map(([operator, { key, id }]) => ` and (r.key collate "C", r.id) ${operator} ($${values.push(key)} collate "C", $${values.push(id)}::uuid)`).join('');
  const order = slice.backward ? 'desc' : 'asc';
  return tx.query<Ranked[]>(`select r.id, r.key from (select b.id, ${list.key} as key from branch b where ${list.where}) r where true${beyond}
    order by r.key collate "C" ${order}, r.id ${order} limit ${slice.size + 1}`, values);
}

function connection(slice: Slice, rows: readonly Ranked[], places: ReadonlyMap<string, PlaceView>) {
  return connectionOf(slice, rows, ({ key, id }) => ({ key, id }), ({ id }) => places.get(id)!);
}

async function offeringsOf(tx: EntityManager, branchIds: readonly string[], { suspended }: { suspended: boolean }): Promise<OfferingView[]> {
  if (branchIds.length === 0) return [];
  const rows = await tx.createQueryBuilder(Offering, 'o').innerJoin(Service, 's', 's.id = o.service_id')
    .where('o.branch_id in (:...branchIds)', { branchIds }).andWhere(suspended ? 'true' : `o.status <> 'suspended'`).orderBy('s.code').getMany();
  return rows.map(offeringViewOf);
}
