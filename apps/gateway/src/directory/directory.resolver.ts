import { Args, Context, Query, Resolver } from '@nestjs/graphql';
import type { directoryRpc } from '@konbit/contracts';
import { DomainError, type RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { asInput } from '../api/inputs.js';
import { sizeOf } from '../api/page-args.js';
import { DirectoryClient } from '../api/services.js';
import { ReferenceCache } from './reference-cache.js';
import type { Branch, Comuna, Organisation, Service } from './reference-index.js';

type DirectoryMap = typeof directoryRpc;
interface DestinationArgs { need?: string | null; serviceId?: string | null; comuna?: string | null; language?: string | null; first: number }

/** Who offers what and where: reference data of the directory, the same for everybody who works here. */
@Resolver()
export class DirectoryResolver {
  constructor(private readonly directory: DirectoryClient, private readonly reference: ReferenceCache) {}

  @Query()
  @Allow('anybody')
  async services(@Context() { ctx }: ApiContext, @Args('need') need?: string | null): Promise<readonly Service[]> {
    const { services } = await this.reference.current(ctx);
    return need ? services.filter((service) => (service.needs as readonly string[]).includes(need)) : services;
  }

  @Query()
  @Allow('anybody')
  async branches(@Context() { ctx }: ApiContext): Promise<readonly Branch[]> {
    return (await this.reference.current(ctx)).branches;
  }

  @Query()
  @Allow('anybody')
  async organisations(@Context() { ctx }: ApiContext): Promise<readonly Organisation[]> {
    return (await this.reference.current(ctx)).organisations;
  }

  @Query()
  @Allow('anybody')
  async comunas(@Context() { ctx }: ApiContext): Promise<readonly Comuna[]> {
    return (await this.reference.current(ctx)).comunas;
  }

  @Query()
  @Allow('referral.request', 'referral.answer', 'attendance.work')
  async destinations(@Context() { ctx }: ApiContext, @Args() { need, serviceId, comuna, language, first }: DestinationArgs): Promise<object> {
    if (!ctx.actingBranch) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_REQUIRED' });
    const input = asInput<RpcRequest<DirectoryMap, 'directory.destinations'>>({ needCode: need, serviceId, comuna, language, originBranchId: ctx.actingBranch.id, first: sizeOf(first) });
    const [answer, names] = await Promise.all([this.directory.call(ctx, 'directory.destinations', input), this.reference.names(ctx)]);
    return {
      destinations: answer.destinations.map((row) => ({ ...row, branch: () => names.branch(row.branchId), service: () => names.service(row.serviceId) })),
      servicesWithoutBranch: () => answer.servicesWithoutBranch.flatMap((id) => names.service(id) ?? []),
    };
  }
}
