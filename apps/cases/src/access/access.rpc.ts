import { Controller } from '@nestjs/common';
import { type BasisAnswer, casesRpc, type Effect, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { AccessService } from './access.service.js';
import { BasisQueries } from './basis.queries.js';

type Calls = typeof casesRpc;

@Controller()
export class AccessRpc {
  constructor(private readonly access: AccessService, private readonly bases: BasisQueries) {}

  @Handles(casesRpc, 'cases.breakGlass')
  breakGlass(ctx: Ctx, input: RpcIn<Calls, 'cases.breakGlass'>): Promise<Effect> {
    return this.access.breakGlass(ctx, input);
  }

  @Handles(casesRpc, 'cases.checkBasis')
  checkBasis(ctx: Ctx, input: RpcIn<Calls, 'cases.checkBasis'>): Promise<BasisAnswer> {
    return this.bases.checkBasis(ctx, input);
  }
}
