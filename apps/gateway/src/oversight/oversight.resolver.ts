import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { AuditFilter, AuditPage, OmilRateView, RateView } from '@konbit/contracts';
import { can, DomainError, LOG, type Log } from '@konbit/platform';
import { Inject } from '@nestjs/common';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { asInput } from '../api/inputs.js';
import { sizeOf } from '../api/page-args.js';
import { CasesClient, DirectoryClient, ReferralsClient } from '../api/services.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { OfficialNames } from '../sign-in/official-names.js';
import { type LogCursor, type LoggedService, loggedServices, readLogCursor } from './log-cursor.js';
import { type LogLine, mergeLogs } from './merge-logs.js';

interface Filter extends Omit<AuditFilter, 'personId'> { personId?: string | null; folio?: string | null; service?: string | null }
interface LogArgs { filter: Filter; first: number; after?: string | null }

/** Persons of one question to `cases.folios`. */
const mostFolios = 100;

/** Who saw what over all services, and the figures of the board. */
@Resolver()
export class OversightResolver {
  constructor(
    private readonly cases: CasesClient, private readonly referrals: ReferralsClient, private readonly directory: DirectoryClient,
    private readonly reference: ReferenceCache, private readonly officials: OfficialNames, @Inject(LOG) private readonly log: Log,
  ) {}

  @Query()
  @Allow('audit.read', 'rights.answer', 'person.write')
  async accessLog(@Context() api: ApiContext, @Args() { filter, first, after }: LogArgs): Promise<object> {
    const size = sizeOf(first);
    const start = readLogCursor(after);
    const asked = await this.asked(api, filter);
    const answers = await Promise.all(this.servicesOf(api, filter).map((service) => this.page(api, service, { filter: asked, size, start })));
    const pages = answers.flatMap(({ service, page }) => (page ? [{ service, page }] : []));
    const { lines, hasMore } = mergeLogs(pages, start, size);
    const folios = await this.folios(api, lines.flatMap(({ line }) => line.personIds));
    const names = await this.reference.names(api.ctx);
    return {
      edges: lines.map(({ cursor, line }) => ({ cursor, node: this.node(api, line, { folios, branch: () => names.branch(line.branchId) }) })),
      hasMore, endCursor: lines.at(-1)?.cursor ?? null, unavailable: answers.flatMap(({ service, page }) => (page ? [] : [service])),
    };
  }

  @Query()
  @Allow('indicator.read')
  async omilRate(@Context() { ctx }: ApiContext, @Args() period: { from?: string | null; to?: string | null }): Promise<object> {
    const view: OmilRateView = await this.cases.call(ctx, 'cases.indicators.omilRate', asInput(period));
    return { ...view, months: view.months.map(({ month, ...rate }): { month: string; rate: RateView } => ({ month, rate })) };
  }

  /** The filter as the services take it: a folio becomes its person. */
  private async asked({ ctx }: ApiContext, { folio, personId, service: _service, ...filter }: Filter): Promise<AuditFilter> {
    const found = folio ? (await this.cases.call(ctx, 'cases.personOfFolio', { folio })).personId : personId;
    return asInput<AuditFilter>({ ...filter, personId: found });
  }

  /** An office that asks about its own person asks the owner of persons alone. */
  private servicesOf({ ctx }: ApiContext, { service }: Filter): readonly LoggedService[] {
    if (!overseeing({ ctx })) return ['cases'];
    if (!service) return loggedServices;
    const known = loggedServices.find((one) => one === service);
    if (!known) throw new DomainError('UNKNOWN_CODE', { fields: [{ path: 'service', code: 'UNKNOWN_CODE' }] });
    return [known];
  }

  private async page({ ctx }: ApiContext, service: LoggedService, { filter, size, start }: { filter: AuditFilter; size: number; start: LogCursor }): Promise<{ service: LoggedService; page: AuditPage | null }> {
    const input = { filter, size, ...(start[service] !== undefined && { beforePos: start[service] }) };
    try {
      switch (service) {
        case 'cases': return { service, page: await this.cases.call(ctx, 'cases.audit', input) };
        case 'referrals': return { service, page: await this.referrals.call(ctx, 'referrals.audit', input) };
        case 'directory': return { service, page: await this.directory.call(ctx, 'directory.audit', input) };
      }
    } catch (error) {
      if (!(error instanceof DomainError) || (error.code !== 'UNAVAILABLE' && error.code !== 'DEADLINE_EXCEEDED')) throw error;
      this.log.warn('access log of a service is missing', { service, code: error.code, trace: ctx.trace });
      return { service, page: null };
    }
  }

  private async folios(api: ApiContext, personIds: readonly string[]): Promise<ReadonlyMap<string, string | null>> {
    const ids = [...new Set(personIds)];
    if (ids.length === 0 || !overseeing(api)) return new Map();
    const parts = Array.from({ length: Math.ceil(ids.length / mostFolios) }, (_, i) => ids.slice(i * mostFolios, (i + 1) * mostFolios));
    const answers = await Promise.all(parts.map((part) => this.cases.call(api.ctx, 'cases.folios', { personIds: part })));
    const folios = answers.flatMap((answer) => answer.folios);
    return new Map(ids.map((id, i) => [id, folios[i] ?? null]));
  }

  private node(api: ApiContext, { pos, personIds, ...line }: LogLine, { folios, branch }: { folios: ReadonlyMap<string, string | null>; branch: () => unknown }): object {
    return {
      ...line, id: `${line.service}-${pos}`, branch, officialName: () => this.officials.nameOf(api, line.official),
      persons: personIds.map((id) => ({ id, folio: folios.get(id) ?? null })),
    };
  }
}

const overseeing = ({ ctx }: Pick<ApiContext, 'ctx'>): boolean => can(ctx, 'audit.read') || can(ctx, 'rights.answer');
