import type { RequestData } from '@konbit/contracts';
import type { Scene, Who } from './case.js';
import { decide } from './decide.js';
import { newReferral } from './new-referral.js';
import type { Move, Referral, ReferralStep } from './referral.js';
import { refuse } from './refusal.js';

export type ForwardMove = Extract<Move, { command: 'forward' }>;
export interface Forwarded { parent: ReferralStep; child: Referral; childStep: ReferralStep }

/** D as the origin of a child: it asks in its own name, whatever it may ask otherwise. */
export function asOrigin(who: Who): Who {
  return { ...who, canRequest: true, forPerson: false, pool: 'no', withdrawn: false };
}

/** The request of a child: the parent's person, the destination and basis of the command. */
export function childRequest(parent: Referral, given: RequestData | undefined): RequestData {
  const { personId, recordId } = parent;
  return { priority: parent.priority, ...given, personId: personId ?? undefined, recordId: recordId ?? undefined };
}

/** The child that a `forward` would make, before anything is decided. */
export function childOf(parent: Referral, move: ForwardMove, { who, now }: Pick<Scene, 'who' | 'now'>, folio: string): Referral {
  const id = move.data.childId ?? refuse('DATA_REQUIRED', 'childId');
  if (id === parent.id) refuse('DATA_REQUIRED', 'childId', 'ID_TAKEN');
  return newReferral({ id, folio, who, now, parent });
}

/** Both steps of a `forward`: the parent's data command and the child's `send` (REFERRALS §6.5). */
export function decideForward(parent: Referral, move: ForwardMove, scene: Scene, folio: string): Forwarded {
  const step = decide(parent, move, scene);
  if (step === null) throw new Error('a forward always makes a step');
  const child = childOf(parent, move, scene, folio);
  const send: Move = { command: 'send', data: childRequest(parent, move.data.request) };
  const childStep = decide(child, send, { ...scene, who: asOrigin(scene.who), facts: { ...scene.facts, appointments: [] } });
  if (childStep === null) throw new Error('a send always makes a step');
  return { parent: step, child, childStep };
}
