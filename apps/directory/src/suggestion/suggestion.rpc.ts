import { Controller } from '@nestjs/common';
import { directoryRpc, type Effect, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { SuggestionQueries } from './suggestion.queries.js';
import { SuggestionService } from './suggestion.service.js';

type Calls = typeof directoryRpc;

@Controller()
export class SuggestionRpc {
  constructor(private readonly suggestions: SuggestionService, private readonly queries: SuggestionQueries) {}

  @Handles(directoryRpc, 'directory.suggest')
  suggest(ctx: Ctx, input: RpcIn<Calls, 'directory.suggest'>): Promise<Effect> {
    return this.suggestions.suggest(ctx, input);
  }

  @Handles(directoryRpc, 'directory.suggestions')
  list(ctx: Ctx, input: RpcIn<Calls, 'directory.suggestions'>): Promise<RpcOut<Calls, 'directory.suggestions'>> {
    return this.queries.list(ctx, input);
  }

  @Handles(directoryRpc, 'directory.suggestionsByIds')
  byIds(ctx: Ctx, input: RpcIn<Calls, 'directory.suggestionsByIds'>): Promise<RpcOut<Calls, 'directory.suggestionsByIds'>> {
    return this.queries.byIds(ctx, input.ids);
  }

  @Handles(directoryRpc, 'directory.decideSuggestion')
  decide(ctx: Ctx, input: RpcIn<Calls, 'directory.decideSuggestion'>): Promise<Effect> {
    return this.suggestions.decide(ctx, input);
  }
}
