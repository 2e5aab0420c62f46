import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CLOCK, type Clock, LOG, type Log, SERVICE_CONFIG, type ServiceConfig, systemCtx } from '@konbit/platform';
import { TextRelease } from '../text/text-release.service.js';
import { readTexts } from './seed-texts.js';
import { SeedingService } from './seeding.service.js';

const ownSeed = new URL('../../../../seed/', import.meta.url);

/** Loads the reference data that came with this release each time the service starts. */
@Injectable()
export class SeedingStart implements OnApplicationBootstrap {
  constructor(
    private readonly seeding: SeedingService,
    private readonly texts: TextRelease,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const ctx = systemCtx(this.config.tenant, 'seeding');
    const loaded = await this.seeding.load(ctx, ownSeed, this.clock.now());
    const texts = await this.texts.load(ctx, await readTexts(ownSeed), this.clock.now());
    this.log.info('reference data loaded', { ...loaded, texts });
  }
}
