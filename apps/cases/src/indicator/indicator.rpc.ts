import { Controller } from '@nestjs/common';
import { casesRpc, type OmilRateView, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { IndicatorQueries } from './indicator.queries.js';

@Controller()
export class IndicatorRpc {
  constructor(private readonly indicators: IndicatorQueries) {}

  @Handles(casesRpc, 'cases.indicators.omilRate')
  omilRate(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.indicators.omilRate'>): Promise<OmilRateView> {
    return this.indicators.omilRate(ctx, input);
  }
}
