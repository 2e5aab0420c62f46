import { Controller } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import { Metrics, type ReadFigures } from './metrics.js';

/** The call `metrics` of every service; needs no token and says numbers and codes alone. */
@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @MessagePattern('metrics')
  read(): Promise<ReadFigures> {
    return this.metrics.read();
  }
}
