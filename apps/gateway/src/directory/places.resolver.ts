import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { directoryRpc, SuggestionView } from '@konbit/contracts';
import type { RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { asInput } from '../api/inputs.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { DirectoryClient } from '../api/services.js';
import { OfficialNames } from '../sign-in/official-names.js';
import { changeNode, placeNode, suggestionNode } from './place-nodes.js';
import { ReferenceCache } from './reference-cache.js';

type Calls = typeof directoryRpc;
interface SearchArgs extends SliceArgs { filter?: object | null }
interface HistoryArgs extends SliceArgs { subjectType: string; subjectId: string }

/** The directory as people read it: places, what changed of them and by whom, and what officers propose. */
@Resolver()
export class PlacesResolver {
  constructor(private readonly directory: DirectoryClient, private readonly reference: ReferenceCache, private readonly officials: OfficialNames) {}

  @Query()
  @Allow('anybody')
  async places(@Context() { ctx }: ApiContext, @Args() { filter, ...slice }: SearchArgs): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.search'>>({ filter: filter ?? {}, page: pageOf(slice) });
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.search', input), this.reference.current(ctx)]);
    return { ...mapNodes(found, (view) => placeNode(view, index)), servicesWithoutBranch: found.servicesWithoutBranch.flatMap((id) => index.findService(id) ?? []) };
  }

  @Query()
  @Allow('anybody')
  async place(@Context() { ctx }: ApiContext, @Args('branchId') branchId: string): Promise<object> {
    const [view, index] = await Promise.all([this.directory.call(ctx, 'directory.place', { branchId }), this.reference.current(ctx)]);
    return placeNode(view, index);
  }

  @Query()
  @Allow('directory.edit')
  async stalePlaces(@Context() { ctx }: ApiContext, @Args() { organisationId, ...slice }: SliceArgs & { organisationId?: string | null }): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.stale'>>({ organisationId, page: pageOf(slice) });
    const [found, index] = await Promise.all([this.directory.call(ctx, 'directory.stale', input), this.reference.current(ctx)]);
    return mapNodes(found, (view) => placeNode(view, index));
  }

  @Query()
  @Allow('anybody')
  async directoryHistory(@Context() api: ApiContext, @Args() { subjectType, subjectId, ...slice }: HistoryArgs): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.history'>>({ subjectType, subjectId, page: pageOf(slice) });
    return mapNodes(await this.directory.call(api.ctx, 'directory.history', input), (view) => changeNode(view, (sub) => this.officials.nameOf(api, sub)));
  }

  @Query()
  @Allow('anybody')
  async suggestions(@Context() api: ApiContext, @Args() { state, mine, ...slice }: SliceArgs & { state?: string | null; mine?: boolean | null }): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.suggestions'>>({ state, mine, page: pageOf(slice) });
    const found = await this.directory.call(api.ctx, 'directory.suggestions', input);
    const node = await this.suggestionNodes(api, found.edges.map((edge) => edge.node));
    return mapNodes(found, node);
  }

  /** How a suggestion looks, its offering looked up with the others of the page. */
  async suggestionNodes(api: ApiContext, views: readonly SuggestionView[]): Promise<(view: SuggestionView) => object> {
    const index = await this.reference.current(api.ctx);
    const ids = [...new Set(views.filter(({ subjectType }) => subjectType === 'offering').map(({ subjectId }) => subjectId))];
    const asked = ids.length === 0 ? null : this.directory.call(api.ctx, 'directory.offeringsByIds', { ids });
    const offering = async (view: SuggestionView) => (await asked)?.offerings.find((one) => one?.id === view.subjectId) ?? null;
    return (view) => suggestionNode(view, { index, nameOf: (sub) => this.officials.nameOf(api, sub), offering: () => offering(view) });
  }
}
