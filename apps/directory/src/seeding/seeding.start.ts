import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log, SERVICE_CONFIG, type ServiceConfig, systemCtx } from '@konbit/platform';
import { SeedingService } from './seeding.service.js';

const ownSeed = new URL('../../../../seed/', import.meta.url);

/** Loads the reference data that came with this release each time the service starts. */
@Injectable()
export class SeedingStart implements OnApplicationBootstrap {
  constructor(
    private readonly seeding: SeedingService,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const loaded = await this.seeding.load(systemCtx(this.config.tenant, 'seeding'), ownSeed, this.clock.now());
    this.log.info('reference data loaded', { ...loaded });
  }
}
