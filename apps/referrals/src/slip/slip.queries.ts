import { Inject, Injectable } from '@nestjs/common';
import { isTerminal, type referralsRpc, type SlipPage } from '@konbit/contracts';
import { CLOCK, type Clock, type Ctx, Database, DomainError, type RpcInput, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { type Appointment, shownAppointment } from '../appointment/appointment.js';
import { DirectoryProjection } from '../projection/directory.projection.js';
import { ReferralStore } from '../referral/referral-store.service.js';
import type { Referral } from '../referral/referral.js';
import { readCode, type SlipRow } from './slip.js';
import { SlipStore } from './slip.store.js';

type Input = RpcInput<typeof referralsRpc, 'referrals.slipPage'>;
type Looked = { page: SlipPage; slip: SlipRow; personId: string | null } | { cause: 'MALFORMED' | 'UNKNOWN' | 'EXPIRED' | 'MARKED_ERROR' | 'WITHDRAWN'; slip?: SlipRow };

/** What the page behind the QR may say. Every lookup leaves an audit row, without the code. */
@Injectable()
export class SlipQueries {
  constructor(
    private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock, private readonly slips: SlipStore, private readonly referrals: ReferralStore,
    private readonly directory: DirectoryProjection,
  ) {}

  /** Throws LINK_INVALID alike for whatever is not open: unknown, over, marked as an error, or withdrawn. */
  async page(ctx: Ctx, input: Input): Promise<SlipPage> {
    const looked = await this.db.inTenant(ctx, async (tx) => {
      const found = await this.look(tx, input.code);
      await audit(tx, ctx, found);
      return found;
    });
    if ('cause' in looked) throw new DomainError('LINK_INVALID');
    return looked.page;
  }

  private async look(tx: EntityManager, text: string): Promise<Looked> {
    const code = readCode(text);
    if (code === null) return { cause: 'MALFORMED' };
    const slip = await this.slips.byCode(tx, code);
    if (!slip) return { cause: 'UNKNOWN' };
    if (slip.expires_at <= this.clock.now()) return { cause: 'EXPIRED', slip };
    const found = await this.referrals.find(tx, slip.referral_id, 'read');
    if (!found || found.referral.state === 'entered_in_error') return { cause: 'MARKED_ERROR', slip };
    if (found.withdrawn) return { cause: 'WITHDRAWN', slip };
    const { referral, appointments } = found;
    const isProtected = await this.directory.isSensitive(tx, referral.serviceId);
    return { slip, personId: referral.personId, page: pageOf(referral, shownAppointment(appointments), { isProtected, slip }) };
  }
}

function pageOf(referral: Referral, shown: Appointment | null, { isProtected, slip }: { isProtected: boolean; slip: SlipRow }): SlipPage {
  return {
    branchId: referral.ownerBranch, serviceId: isProtected ? null : referral.serviceId, protected: isProtected, ended: isTerminal(referral.state),
    language: referral.language, dueAt: referral.dueAt?.toISOString() ?? null, appointment: shown && appointmentOf(shown, isProtected),
    originBranchId: referral.originBranch, expiresAt: slip.expires_at.toISOString(),
  };
}

/** The written place may be somebody's home, or name a room that tells the service. */
function appointmentOf({ startsAt, minutes, place, modality, interpreter, end }: Appointment, isProtected: boolean): SlipPage['appointment'] {
  const sayPlace = !isProtected && modality !== 'home';
  return { startsAt: startsAt.toISOString(), minutes, place: sayPlace ? place : '', modality, interpreter, end };
}

async function audit(tx: EntityManager, ctx: Ctx, looked: Looked): Promise<void> {
  const entry = { action: 'slip.opened', subjectType: 'slip', subjectId: looked.slip?.id };
  if ('cause' in looked) await writeAudit(tx, ctx, { ...entry, outcome: 'refused', code: 'LINK_INVALID', details: { cause: looked.cause } });
  else await writeAudit(tx, ctx, { ...entry, outcome: 'ok', persons: looked.personId === null ? [] : [looked.personId] });
}
