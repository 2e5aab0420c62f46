import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { casesRpc, PersonView } from '@konbit/contracts';
import type { RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { asInput } from '../api/inputs.js';
import { pageOf, type SliceArgs, sizeOf } from '../api/page-args.js';
import { CasesClient } from '../api/services.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { attendanceNode } from './case-nodes.js';
import { CasesLoaders } from './cases.loaders.js';

type CasesMap = typeof casesRpc;

/** What the desk asks of `cases`: a person, a search, the queue. */
@Resolver()
export class CasesResolver {
  constructor(private readonly cases: CasesClient, private readonly loaders: CasesLoaders, private readonly reference: ReferenceCache) {}

  @Query()
  @Allow('person.write', 'person.read_minimum', 'referral.request', 'referral.answer', 'restricted.read')
  person(@Context() api: ApiContext, @Args('id') id: string): Promise<PersonView> {
    return this.loaders.person(api, id, 'desk');
  }

  @Query()
  @Allow('person.write', 'person.read_minimum', 'referral.request', 'restricted.read')
  searchPersons(@Context() { ctx }: ApiContext, @Args('text') text: string, @Args('first') first: number): Promise<object> {
    return this.cases.call(ctx, 'cases.search', { text, first: sizeOf(first) });
  }

  @Query()
  @Allow('person.write')
  async possibleDuplicates(@Context() { ctx }: ApiContext, @Args('person') person: object, @Args('excludePersonId') excludePersonId?: string | null): Promise<object> {
    const { hits } = await this.cases.call(ctx, 'cases.duplicates', asInput<RpcRequest<CasesMap, 'cases.duplicates'>>({ person, excludePersonId }));
    return { hits, more: false };
  }

  @Query()
  @Allow('attendance.work')
  async queue(@Context() { ctx }: ApiContext, @Args() slice: SliceArgs): Promise<object> {
    const page = pageOf(slice);
    const [answer, names] = await Promise.all([this.cases.call(ctx, 'cases.queue', { page }), this.reference.names(ctx)]);
    return mapNodes(answer, (view) => attendanceNode(view, names));
  }
}
