import { Controller } from '@nestjs/common';
import { directoryRpc, type Effect, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { EditingService } from './editing.service.js';
import { HistoryQueries } from './history.queries.js';

type Calls = typeof directoryRpc;

@Controller()
export class EditingRpc {
  constructor(private readonly editing: EditingService, private readonly changes: HistoryQueries) {}

  @Handles(directoryRpc, 'directory.saveOrganisation')
  organisation(ctx: Ctx, input: RpcIn<Calls, 'directory.saveOrganisation'>): Promise<Effect> {
    return this.editing.save(ctx, 'organisation', input);
  }

  @Handles(directoryRpc, 'directory.saveBranch')
  branch(ctx: Ctx, input: RpcIn<Calls, 'directory.saveBranch'>): Promise<Effect> {
    return this.editing.save(ctx, 'branch', input);
  }

  @Handles(directoryRpc, 'directory.saveOffering')
  offering(ctx: Ctx, input: RpcIn<Calls, 'directory.saveOffering'>): Promise<Effect> {
    return this.editing.save(ctx, 'offering', input);
  }

  @Handles(directoryRpc, 'directory.verify')
  verify(ctx: Ctx, input: RpcIn<Calls, 'directory.verify'>): Promise<Effect> {
    return this.editing.verify(ctx, input);
  }

  @Handles(directoryRpc, 'directory.history')
  history(ctx: Ctx, input: RpcIn<Calls, 'directory.history'>): Promise<RpcOut<Calls, 'directory.history'>> {
    return this.changes.history(ctx, input);
  }
}
