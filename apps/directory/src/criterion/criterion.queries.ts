import { Inject, Injectable } from '@nestjs/common';
import type { CriterionView, directoryRpc, RpcIn, RpcOut } from '@konbit/contracts';
import { CLOCK, type Clock, connectionOf, type Ctx, Database, DomainError, localDate, type Slice, sliceOf } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Service } from '../catalogue/service.entity.js';
import { compareTables, explore, readKnown } from './comparison.js';
import { CriterionLine } from './criterion.entity.js';

type Calls = typeof directoryRpc;
type Row = Omit<CriterionView, 'recordedAt' | 'verifiedAt' | 'withdrawnAt'> & { recordedAt: Date; verifiedAt: Date | null; withdrawnAt: Date | null; key: string };

/** Service, then the norm by rank, then branches by code. */
const rank = `(s.code || ' ' || coalesce('0' || l.norm_rank, '1' || b.code)) collate "C"`;
const columns = `c.line_id as "lineId", l.version as "lineVersion", c.version, l.service_id as "serviceId", l.branch_id as "branchId", l.norm_rank as "normRank", c.vocabulary, c.rules, c.otherwise,
  c.valid_from::text as "validFrom", c.valid_to::text as "validTo", c.recorded_at as "recordedAt", c.source, c.confidence, c.verified_by as "verifiedBy", c.verified_at as "verifiedAt", c.withdrawn_at as "withdrawnAt"`;
/** The newest version that covers a day; a withdrawn one leaves its line silent. */
const inForce = `criterion_line l join service s on s.id = l.service_id left join branch b on b.id = l.branch_id
  join lateral (select * from criterion v where v.line_id = l.id and (v.valid_from is null or v.valid_from <= $1::date) and (v.valid_to is null or v.valid_to > $1::date) order by v.version desc limit 1) c
    on c.withdrawn_at is null`;
const isRank = (key: string): boolean => /^[A-Z]{2,5}-\d+ [01]\S+$/.test(key);
const isVersion = (key: string): boolean => /^\d{6}$/.test(key);

/** What is declared, and what follows from it for a person or between two parties. */
@Injectable()
export class CriterionQueries {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async list(ctx: Ctx, { serviceId, branchId, on, page }: RpcIn<Calls, 'directory.criteria'>): Promise<RpcOut<Calls, 'directory.criteria'>> {
    const day = on ?? localDate(this.clock.now());
    const slice = sliceOf(page, `criteria ${serviceId ?? '*'} ${branchId ?? '*'} ${day}`, isRank);
    return this.db.inTenant(ctx, async (tx) => {
      const rows = await listRows(tx, { day, serviceId: serviceId ?? null, branchId: branchId ?? null, slice });
      return connectionOf(slice, rows, ({ key, lineId }) => ({ key, id: lineId }), viewOf);
    });
  }

  /** Throws NOT_FOUND, CURSOR_INVALID, PAGE_SIZE_INVALID. */
  async versions(ctx: Ctx, { lineId, page }: RpcIn<Calls, 'directory.criterionVersions'>): Promise<RpcOut<Calls, 'directory.criterionVersions'>> {
    const slice = sliceOf(page, `criterion ${lineId}`, isVersion);
    const { after, before, backward, size } = slice;
    return this.db.inTenant(ctx, async (tx) => {
      if (!await tx.existsBy(CriterionLine, { id: lineId })) throw new DomainError('NOT_FOUND');
      const rows = await tx.query<Row[]>(`
        select ${columns}, lpad(c.version::text, 6, '0') as key from criterion c join criterion_line l on l.id = c.line_id
        where c.line_id = $1 and ($2::int is null or c.version < $2) and ($3::int is null or c.version > $3) order by c.version ${backward ? '' : 'desc'} limit $4`,
      [lineId, after ? Number(after.key) : null, before ? Number(before.key) : null, size + 1]);
      return connectionOf(slice, rows, ({ key }) => ({ key, id: lineId }), viewOf);
    });
  }

  /** Throws NOT_FOUND, INVALID_INPUT. */
  async explore(ctx: Ctx, { serviceId, known, on }: RpcIn<Calls, 'directory.explore'>): Promise<RpcOut<Calls, 'directory.explore'>> {
    const day = on ?? localDate(this.clock.now());
    const person = readKnown(known);
    if ('fields' in person) throw new DomainError('INVALID_INPUT', person);
    const views = await this.db.inTenant(ctx, async (tx) => {
      if (!await tx.existsBy(Service, { id: serviceId })) throw new DomainError('NOT_FOUND');
      return tx.query<CriterionView[]>(`select ${columns} from ${inForce} where l.service_id = $2 order by ${rank}`, [day, serviceId]);
    });
    return explore(views, person.box);
  }

  /** Throws NOT_FOUND for a line that declares nothing on the day, INVALID_INPUT for lines of two services. */
  async compare(ctx: Ctx, { lineA, lineB, on }: RpcIn<Calls, 'directory.compareCriteria'>): Promise<RpcOut<Calls, 'directory.compareCriteria'>> {
    const day = on ?? localDate(this.clock.now());
    const views = await this.db.inTenant(ctx, (tx) => tx.query<CriterionView[]>(`select ${columns} from ${inForce} where l.id = any($2::uuid[])`, [day, [lineA, lineB]]));
    const [a, b] = [lineA, lineB].map((line) => views.find(({ lineId }) => lineId === line));
    if (!a || !b) throw new DomainError('NOT_FOUND');
    if (a.serviceId !== b.serviceId) throw new DomainError('INVALID_INPUT', { fields: [{ path: 'lineB', code: 'OTHER_SERVICE' }] });
    return compareTables(a, b);
  }
}

async function listRows(tx: EntityManager, { day, serviceId, branchId, slice }: { day: string; serviceId: string | null; branchId: string | null; slice: Slice }): Promise<Row[]> {
  const { after, before, backward, size } = slice;
  return tx.query<Row[]>(`
    select ${columns}, ${rank} as key from ${inForce}
    where ($2::uuid is null or l.service_id = $2) and ($3::uuid is null or l.branch_id = $3)
      and ($4::text is null or (${rank}, l.id) > ($4 collate "C", $5::uuid)) and ($6::text is null or (${rank}, l.id) < ($6 collate "C", $7::uuid))
    order by key ${backward ? 'desc' : ''}, l.id ${backward ? 'desc' : ''} limit $8`,
  [day, serviceId, branchId, after?.key ?? null, after?.id ?? null, before?.key ?? null, before?.id ?? null, size + 1]);
}

function viewOf({ key: _key, ...row }: Row): CriterionView {
  return { ...row, recordedAt: row.recordedAt.toISOString(), verifiedAt: row.verifiedAt?.toISOString() ?? null, withdrawnAt: row.withdrawnAt?.toISOString() ?? null };
}
