import { Controller } from '@nestjs/common';
import { casesRpc, type Effect, type PersonHit, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { DuplicateQueries } from './duplicate.queries.js';
import { NotSameService } from './not-same.service.js';

type Calls = typeof casesRpc;

@Controller()
export class DuplicateRpc {
  constructor(private readonly queries: DuplicateQueries, private readonly pairs: NotSameService) {}

  @Handles(casesRpc, 'cases.duplicates')
  duplicates(ctx: Ctx, input: RpcIn<Calls, 'cases.duplicates'>): Promise<{ hits: PersonHit[] }> {
    return this.queries.duplicates(ctx, input);
  }

  @Handles(casesRpc, 'cases.notSame')
  notSame(ctx: Ctx, input: RpcIn<Calls, 'cases.notSame'>): Promise<Effect> {
    return this.pairs.notSame(ctx, input);
  }
}
