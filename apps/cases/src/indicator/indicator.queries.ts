import { Inject, Injectable } from '@nestjs/common';
import type { OmilRateView } from '@konbit/contracts';
import { CLOCK, type Clock, type Ctx, Database, localDate, requirePermission, writeAudit } from '@konbit/platform';
import { INDICATOR_OFFICES, type IndicatorOffices } from './indicator.config.js';
import { type MonthCount, ratesOf } from './rate.js';

/** Both halves come ordered by person from one index, so that they are merged and never sorted. */
const countsByMonth = `
  with seen as (select person_id, min(arrived_on) as first_day from attendance where org_id = $1 and state = 'closed' group by person_id),
    served as (select distinct person_id from attendance where org_id = $2 and state = 'closed'),
    days as (select first_day, count(*)::int as attended, count(served.person_id)::int as also_served from seen left join served using (person_id) group by first_day)
  select to_char(first_day, 'YYYY-MM') as month, sum(attended)::int as attended, sum(also_served)::int as "alsoServed" from days group by 1 order by 1`;

/** IND-03 of DOMAIN §13: of the persons attended at the migration office, those attended at the job office too. From attendances only. */
@Injectable()
export class IndicatorQueries {
  constructor(private readonly db: Database, @Inject(INDICATOR_OFFICES) private readonly offices: IndicatorOffices, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Whole months of `from`…`to`, today when nothing is said. Throws FORBIDDEN_ACTION without `indicator.read`. */
  async omilRate(ctx: Ctx, period: { from?: string | undefined; to?: string | undefined }): Promise<OmilRateView> {
    requirePermission(ctx, 'indicator.read');
    const now = this.clock.now();
    const months = { from: period.from ?? null, to: period.to ?? localDate(now) };
    return this.db.inTenant(ctx, async (tx) => {
      const counts = await tx.query<MonthCount[]>(countsByMonth, [this.offices.migration, this.offices.jobs]);
      await writeAudit(tx, ctx, { action: 'indicator.read', subjectType: 'indicator', subjectId: 'IND-03', outcome: 'ok' });
      return { ...months, asOf: now.toISOString(), level: 0.95 as const, ...ratesOf(counts, months) };
    });
  }
}
