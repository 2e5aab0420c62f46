import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import type { ReferralState } from '@konbit/contracts';
import { wordOf, type CodeWords } from '../codes/code-words.js';
import type { Tone } from '../ui/tone.js';

/** The states as `vocabulary.json` names them. */
export const stateWords: CodeWords<ReferralState> = {
  draft: msg`Borrador`, requested: msg`Enviada`, info_requested: msg`Falta información`, accepted: msg`Aceptada`, scheduled: msg`Citada`,
  no_show: msg`No asistió`, appt_cancelled: msg`Cita anulada`, active: msg`En atención`, on_hold: msg`En pausa`, cancel_requested: msg`Anulación pedida`,
  rejected: msg`Rechazada`, cancelled: msg`Anulada`, completed: msg`Terminada`, failed: msg`No se logró`, entered_in_error: msg`Registrada por error`,
};
const unknownState = msg`Estado desconocido`;

/** The word of a state; a newer server may know more of them. */
export function stateWord(state: string): MessageDescriptor {
  return wordOf(stateWords, state) ?? unknownState;
}

/** What a tag needs to know of a referral; `turn` and `mine` are the server's. */
export interface StateFacts {
  state: string;
  turn: string;
  mine: string;
  overdue?: boolean;
  appointment?: { startsAt: string } | null;
}

const ends: Readonly<Record<string, Tone>> = { rejected: 'no', failed: 'no', completed: 'done', cancelled: 'end', entered_in_error: 'end' };
/** Whoever has the turn in these has something planned; it asks for attention when its time has passed. */
const planned: ReadonlySet<string> = new Set(['scheduled', 'active', 'on_hold']);

/** The family of a state for this reader: `need` when it waits for them, `wait` when it waits for the other side, else how it ended. */
export function stateTone(facts: StateFacts, now: string): Tone {
  const end = ends[facts.state];
  if (end) return end;
  const rests = planned.has(facts.state) && facts.overdue !== true && !appointmentPassed(facts, now);
  return isMyTurn(facts) && !rests ? 'need' : 'wait';
}

/** Whether the reader's side has the turn; an unclaimed pool waits for whoever may claim it. */
export function isMyTurn({ turn, mine }: Pick<StateFacts, 'turn' | 'mine'>): boolean {
  return mine === 'pool' || turn === mine;
}

/** A booked time that is over and that nobody wrote down as attended or missed. */
export function appointmentPassed({ state, appointment }: Pick<StateFacts, 'state' | 'appointment'>, now: string): boolean {
  return state === 'scheduled' && appointment != null && Date.parse(appointment.startsAt) < Date.parse(now);
}
