import { Injectable } from '@nestjs/common';
import { type BasisAnswer, newId, type ReferralMove } from '@konbit/contracts';
import { dueAt, endOfDay, localDate, together } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { DirectoryProjection } from '../projection/directory.projection.js';
import type { Recipient } from './basis-check.service.js';
import type { Calendar, Facts, Who } from './case.js';
import { childRequest } from './forward.js';
import { newReferral } from './new-referral.js';
import { ReferralStore, type Found } from './referral-store.service.js';
import type { Referral } from './referral.js';
import { mergeRequest, type WrittenRequest } from './request.js';

/** The national calendar in local time. */
export const calendar: Calendar = { dueAt: (from, days) => dueAt(from, days), dayOf: localDate, endOfDay };

/** What a command asks of another branch, and who that would be. */
export interface Asking { written: WrittenRequest; recipient: Recipient | null }

const askingCommands: readonly ReferralMove['command'][] = ['send', 'claim', 'forward'];
const bookingCommands: readonly ReferralMove['command'][] = ['schedule', 'reschedule'];

/** True for the commands that `cases` must find a basis for. */
export function asksBasis(command: ReferralMove['command']): boolean {
  return askingCommands.includes(command);
}

/** Gathers what a decision has to know of the directory and of other referrals. */
@Injectable()
export class FactsService {
  constructor(private readonly store: ReferralStore, private readonly directory: DirectoryProjection) {}

  /** The request that the command would freeze and its recipient; null recipient when the destination is not known or nobody's. */
  async asking(tx: EntityManager, referral: Referral, move: ReferralMove, who: Who): Promise<Asking> {
    const written = writtenBy(referral, move, who);
    return { written, recipient: await this.recipientOf(tx, written, move, who) };
  }

  async facts(tx: EntityManager, found: Found, move: ReferralMove, scene: { who: Who; basis: BasisAnswer | null }): Promise<Facts> {
    const { referral } = found;
    const plain = { calendar, channel: move.channel, newId: newId(), openChildren: found.openChildren, appointments: found.appointments, basis: scene.basis };
    const own = bookingCommands.includes(move.command) ? await this.directory.findBranch(tx, scene.who.branchId, null) : null;
    const closed = own !== null && !own.open;
    if (move.command !== 'send' && move.command !== 'forward') {
      return { ...plain, destination: null, poolBranches: await this.poolOf(tx, referral), ownBranchOpen: !closed, duplicate: false };
    }
    const { request } = writtenBy(referral, move, scene.who);
    const id = move.command === 'forward' ? move.data.childId ?? referral.id : referral.id;
    const [poolBranches, destination, duplicate] = await together(
      this.poolOf(tx, request),
      request.destinationBranch === null ? Promise.resolve(null) : this.directory.findBranch(tx, request.destinationBranch, request.serviceId),
      this.store.hasOpenTwin(tx, { ...request, id }),
    );
    return { ...plain, ownBranchOpen: true, poolBranches, destination, duplicate };
  }

  /** Ids of the branches that serve a pool; none for a referral to a branch. */
  async poolOf(tx: EntityManager, { poolComuna, serviceId }: Pick<Referral, 'poolComuna' | 'serviceId'>): Promise<string[]> {
    if (poolComuna === null || serviceId === null) return [];
    return (await this.directory.poolBranches(tx, poolComuna, serviceId)).map((branch) => branch.branchId);
  }

  private async recipientOf(tx: EntityManager, { request }: WrittenRequest, move: ReferralMove, who: Who): Promise<Recipient | null> {
    const { destinationBranch, poolComuna, serviceId } = request;
    const branchId = move.command === 'claim' ? who.branchId : destinationBranch;
    if (branchId !== null) {
      const branch = await this.directory.findBranch(tx, branchId, serviceId);
      return branch && { orgId: branch.orgId, branchId, insideMunicipality: branch.insideMunicipality };
    }
    if (poolComuna === null || serviceId === null) return null;
    // Nobody is named yet: asked for the first of the pool now, and for the winner at the claim.
    const branches = (await this.directory.poolBranches(tx, poolComuna, serviceId)).filter((branch) => branch.branchId !== who.branchId);
    return branches[0] ? { orgId: branches[0].orgId, branchId: null, insideMunicipality: branches.every((branch) => branch.insideMunicipality) } : null;
  }
}

function writtenBy(referral: Referral, move: ReferralMove, who: Who): WrittenRequest {
  if (move.command === 'send') return mergeRequest(referral, move.data);
  if (move.command !== 'forward') return mergeRequest(referral, {});
  const child = newReferral({ id: move.data.childId ?? referral.id, folio: '', who, now: referral.authoredAt, parent: referral });
  return mergeRequest(child, childRequest(referral, move.data.request));
}
