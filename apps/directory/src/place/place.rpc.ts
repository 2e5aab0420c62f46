import { Controller } from '@nestjs/common';
import { directoryRpc, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { PlaceQueries } from './place.queries.js';

type Calls = typeof directoryRpc;

@Controller()
export class PlaceRpc {
  constructor(private readonly places: PlaceQueries) {}

  @Handles(directoryRpc, 'directory.search')
  search(ctx: Ctx, input: RpcIn<Calls, 'directory.search'>): Promise<RpcOut<Calls, 'directory.search'>> {
    return this.places.search(ctx, input);
  }

  @Handles(directoryRpc, 'directory.place')
  place(ctx: Ctx, input: RpcIn<Calls, 'directory.place'>): Promise<RpcOut<Calls, 'directory.place'>> {
    return this.places.place(ctx, input.branchId);
  }

  @Handles(directoryRpc, 'directory.publicPlace')
  publicPlace(ctx: Ctx, input: RpcIn<Calls, 'directory.publicPlace'>): Promise<RpcOut<Calls, 'directory.publicPlace'>> {
    return this.places.publicPlace(ctx, input);
  }

  @Handles(directoryRpc, 'directory.offeringsByIds')
  offerings(ctx: Ctx, input: RpcIn<Calls, 'directory.offeringsByIds'>): Promise<RpcOut<Calls, 'directory.offeringsByIds'>> {
    return this.places.offeringsByIds(ctx, input.ids);
  }

  @Handles(directoryRpc, 'directory.stale')
  stale(ctx: Ctx, input: RpcIn<Calls, 'directory.stale'>): Promise<RpcOut<Calls, 'directory.stale'>> {
    return this.places.stale(ctx, input);
  }
}
