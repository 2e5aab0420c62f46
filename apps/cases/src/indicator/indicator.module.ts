import { Module } from '@nestjs/common';
import { INDICATOR_OFFICES, indicatorOffices } from './indicator.config.js';
import { IndicatorQueries } from './indicator.queries.js';
import { IndicatorRpc } from './indicator.rpc.js';

@Module({ controllers: [IndicatorRpc], providers: [IndicatorQueries, { provide: INDICATOR_OFFICES, useFactory: () => indicatorOffices() }] })
export class IndicatorModule {}
