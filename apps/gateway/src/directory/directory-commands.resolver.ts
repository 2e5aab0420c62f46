import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { directoryRpc } from '@konbit/contracts';
import { type CallName, DomainError, type RpcAnswer, type RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { asInput } from '../api/inputs.js';
import { DirectoryClient } from '../api/services.js';
import { placeNode } from './place-nodes.js';
import { PlacesResolver } from './places.resolver.js';
import { ReferenceCache } from './reference-cache.js';

type Calls = typeof directoryRpc;
interface Save { id: string; fields: object }
interface Decide { suggestionId: string }

/** Commands on the directory. In `fields` null means that nobody stated the value, so it travels as null. */
@Resolver()
export class DirectoryCommandsResolver {
  constructor(private readonly directory: DirectoryClient, private readonly reference: ReferenceCache, private readonly places: PlacesResolver) {}

  @Mutation()
  @Allow('directory.edit')
  async saveOrganisation(@Context() api: ApiContext, @Args('input') input: Save): Promise<object> {
    const { id } = await this.send(api, 'directory.saveOrganisation', withFields(input));
    const found = (await this.reference.current(api.ctx)).findOrganisation(id);
    if (!found) throw new DomainError('NOT_FOUND');
    return found;
  }

  @Mutation()
  @Allow('directory.edit')
  async saveBranch(@Context() api: ApiContext, @Args('input') input: Save): Promise<object> {
    const { id } = await this.send(api, 'directory.saveBranch', withFields(input));
    return await this.place(api, id);
  }

  @Mutation()
  @Allow('directory.edit')
  async saveOffering(@Context() api: ApiContext, @Args('input') input: Save): Promise<object> {
    const { id } = await this.send(api, 'directory.saveOffering', withFields(input));
    const { offerings: [offering] } = await this.directory.call(api.ctx, 'directory.offeringsByIds', { ids: [id] });
    if (!offering) throw new DomainError('NOT_FOUND');
    return await this.place(api, offering.branchId);
  }

  @Mutation()
  @Allow('directory.edit')
  async verifyEntry(@Context() api: ApiContext, @Args('input') input: object): Promise<boolean> {
    await this.send(api, 'directory.verify', asInput(input));
    return true;
  }

  @Mutation()
  @Allow('anybody')
  async suggestChange(@Context() api: ApiContext, @Args('input') { branch, offering, organisation, ...input }: Record<string, unknown>): Promise<boolean> {
    const values = Object.fromEntries(Object.entries({ branch, offering, organisation }).filter(([, fields]) => fields !== null && fields !== undefined));
    await this.send(api, 'directory.suggest', { ...asInput<object>(input), ...values });
    return true;
  }

  @Mutation()
  @Allow('directory.edit')
  async decideSuggestion(@Context() api: ApiContext, @Args('input') input: Decide): Promise<object> {
    await this.send(api, 'directory.decideSuggestion', asInput(input));
    const { suggestions: [view] } = await this.directory.call(api.ctx, 'directory.suggestionsByIds', { ids: [input.suggestionId] });
    if (!view) throw new DomainError('NOT_FOUND');
    return (await this.places.suggestionNodes(api, [view]))(view);
  }

  @Mutation()
  @Allow('directory.edit')
  async importDirectory(@Context() api: ApiContext, @Args('input') input: { dryRun: boolean }): Promise<object> {
    const { created, changed, unchanged } = await this.send(api, 'directory.import', asInput(input));
    return { created, changed, unchanged, dryRun: input.dryRun };
  }

  /** Sends a command; whoever reads names next waits for the new version of the directory. */
  private async send<N extends CallName<Calls>>(api: ApiContext, name: N, input: object): Promise<RpcAnswer<Calls, N>> {
    const answer = await this.directory.call(api.ctx, name, input as RpcRequest<Calls, N>);
    this.reference.markChanged(api.ctx.tenant);
    return answer;
  }

  private async place({ ctx }: ApiContext, branchId: string): Promise<object> {
    const [view, index] = await Promise.all([this.directory.call(ctx, 'directory.place', { branchId }), this.reference.current(ctx)]);
    return placeNode(view, index);
  }
}

function withFields({ fields, ...input }: Save): object {
  return { ...asInput<object>(input), fields };
}
