import { Controller } from '@nestjs/common';
import { casesRpc, type RpcIn, type TimelineEntry } from '@konbit/contracts';
import { type Connection, type Ctx, Handles } from '@konbit/platform';
import { TimelineQueries } from './timeline.queries.js';

@Controller()
export class TimelineRpc {
  constructor(private readonly queries: TimelineQueries) {}

  @Handles(casesRpc, 'cases.timeline')
  timeline(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.timeline'>): Promise<Connection<TimelineEntry>> {
    return this.queries.timeline(ctx, input.personId, input.page);
  }
}
