import { Controller } from '@nestjs/common';
import { directoryRpc, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { DestinationQueries } from './offering/destination.queries.js';
import { ReferenceQueries } from './catalogue/reference.queries.js';

type Calls = typeof directoryRpc;

@Controller()
export class DirectoryRpc {
  constructor(private readonly references: ReferenceQueries, private readonly offerings: DestinationQueries) {}

  @Handles(directoryRpc, 'directory.reference')
  reference(ctx: Ctx, input: RpcIn<Calls, 'directory.reference'>): Promise<RpcOut<Calls, 'directory.reference'>> {
    return this.references.reference(ctx, input.knownVersion);
  }

  @Handles(directoryRpc, 'directory.destinations')
  destinations(ctx: Ctx, input: RpcIn<Calls, 'directory.destinations'>): Promise<RpcOut<Calls, 'directory.destinations'>> {
    return this.offerings.destinations(ctx, input);
  }
}
