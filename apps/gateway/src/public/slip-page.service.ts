import { Inject, Injectable } from '@nestjs/common';
import type { PublicPlace } from '@konbit/contracts';
import { type Clock, CLOCK, type Ctx, DomainError, linkCtx } from '@konbit/platform';
import { DirectoryClient, ReferralsClient } from '../api/services.js';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { textLanguageOf } from '../texts/printed-texts.js';
import { PageTexts, type PageWords } from './page-texts.js';
import { blocksOf, slipHtml } from './slip-html.js';
import { type PublicTrouble, troubleHtml } from './trouble-html.js';

const longestCode = 40;
const answerWithinMs = 5000;

/** The page behind the QR of a slip, for whoever holds the paper: no session is asked for and none is touched. */
@Injectable()
export class SlipPages {
  constructor(
    private readonly referrals: ReferralsClient, private readonly directory: DirectoryClient, private readonly texts: PageTexts,
    @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The page as HTML. Throws LINK_INVALID for a code that opens nothing, UNAVAILABLE when a service is down. */
  async of(code: string, asked: unknown, trace: string): Promise<string> {
    if (code.length > longestCode) throw new DomainError('LINK_INVALID');
    const ctx = linkCtx(this.config.service.tenant, { trace, forMs: answerWithinMs });
    const [slip, words] = await Promise.all([this.referrals.call(ctx, 'referrals.slipPage', { code }), this.texts.of(ctx)]);
    const [place, origin] = await Promise.all([this.place(ctx, slip.branchId, slip.serviceId), this.place(ctx, slip.originBranchId, null)]);
    return slipHtml({ slip, place, origin, words, code: plainCode(code), blocks: blocksOf(words, asked, textLanguageOf(slip.language)), now: this.clock.now() });
  }

  /** What stands on the page when there is nothing to show; in Spanish alone when not even its words can be had. */
  async trouble(trouble: PublicTrouble, asked: unknown): Promise<string> {
    const words = await this.texts.of(linkCtx(this.config.service.tenant, { forMs: answerWithinMs })).catch((): PageWords[] => []);
    return troubleHtml(trouble, words, blocksOf(words, asked, null));
  }

  private async place(ctx: Ctx, branchId: string | null, serviceId: string | null): Promise<PublicPlace | null> {
    return branchId === null ? null : await this.directory.call(ctx, 'directory.publicPlace', { branchId, serviceId });
  }
}

/** The code for the links of the page itself. */
function plainCode(code: string): string {
  return encodeURIComponent(code.toUpperCase());
}
