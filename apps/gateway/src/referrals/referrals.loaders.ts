import DataLoader from 'dataloader';
import type { ReferralView } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';
import { Injectable } from '@nestjs/common';
import type { ApiContext } from '../api/api-context.js';
import { ReferralsClient } from '../api/services.js';

const maxBatchSize = 100;

/** Batches look-ups of referrals inside one request. */
@Injectable()
export class ReferralsLoaders {
  private readonly byRequest = new WeakMap<ApiContext, DataLoader<string, ReferralView | null>>();

  constructor(private readonly referrals: ReferralsClient) {}

  /** A referral this reader may see. Throws NOT_FOUND. */
  async referral(api: ApiContext, id: string): Promise<ReferralView> {
    const view = await this.of(api).load(id);
    if (!view) throw new DomainError('NOT_FOUND');
    return view;
  }

  private of(api: ApiContext): DataLoader<string, ReferralView | null> {
    const loader = this.byRequest.get(api)
      ?? new DataLoader(async (ids) => (await this.referrals.call(api.ctx, 'referrals.byIds', { ids: [...ids] })).referrals, { maxBatchSize });
    this.byRequest.set(api, loader);
    return loader;
  }
}
