import { Controller } from '@nestjs/common';
import { casesRpc, type Effect, type PersonHit, type PersonView, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { PersonQueries } from './person.queries.js';
import { PersonService } from './person.service.js';
import { SearchQueries } from './search.queries.js';

type Calls = typeof casesRpc;

@Controller()
export class PersonRpc {
  constructor(private readonly queries: PersonQueries, private readonly searches: SearchQueries, private readonly persons: PersonService) {}

  @Handles(casesRpc, 'cases.byIds')
  byIds(ctx: Ctx, input: RpcIn<Calls, 'cases.byIds'>): Promise<{ persons: PersonView[] }> {
    return this.queries.byIds(ctx, input);
  }

  @Handles(casesRpc, 'cases.search')
  search(ctx: Ctx, input: RpcIn<Calls, 'cases.search'>): Promise<{ hits: PersonHit[]; more: boolean }> {
    return this.searches.search(ctx, input);
  }

  @Handles(casesRpc, 'cases.correct')
  correct(ctx: Ctx, input: RpcIn<Calls, 'cases.correct'>): Promise<Effect> {
    return this.persons.correct(ctx, input);
  }

  @Handles(casesRpc, 'cases.addIdentifier')
  addIdentifier(ctx: Ctx, input: RpcIn<Calls, 'cases.addIdentifier'>): Promise<Effect> {
    return this.persons.addIdentifier(ctx, input);
  }

  @Handles(casesRpc, 'cases.unmask')
  unmask(ctx: Ctx, input: RpcIn<Calls, 'cases.unmask'>): Promise<{ value: string }> {
    return this.queries.unmask(ctx, input);
  }
}
