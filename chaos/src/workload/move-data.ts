import type { MoveCommand } from '@konbit/contracts';
import { localDate } from '@konbit/platform';
import type { Random } from '../random.js';

const dayMs = 86_400_000;
const text = 'Nota de la prueba';

interface Known { random: Random; official: string; appointmentId: string | null }
type DataOf = (known: Known) => object | null;

const day = (days: number): string => localDate(new Date(Date.now() + days * dayMs));
const whyNo = (): object => ({ reasonCode: 'no_capacity', text });

/** The data of the moves that the clients make; null when there is nothing to move. */
const data: Partial<Record<MoveCommand, DataOf>> = {
  open: () => ({}),
  accept: ({ official }) => ({ responsibleOfficial: official }),
  start: () => ({}),
  note: () => ({ text }),
  ask_info: () => ({ missing: ['contact'], text }),
  supply_info: () => ({ text }),
  schedule: ({ random }) => ({ startsAt: new Date(Date.now() + Math.round(random.between(1, 9)) * dayMs).toISOString(), place: 'Mesón', modality: 'office', minutes: 30 }),
  hold: () => ({ reasonCode: 'waiting_list', text, reviewOn: day(5) }),
  set_review_date: () => ({ reviewOn: day(6) }),
  resume: () => ({}),
  set_priority: ({ random }) => ({ priority: random.pick(['routine', 'urgent']) }),
  cancel_appointment: ({ appointmentId }) => (appointmentId === null ? null : { appointmentId, cancelledBy: 'person', reasonCode: 'person_asked', text }),
  record_outcome: ({ random }) => ({ outcomeCode: random.pick(['provided', 'provided_elsewhere']), servedOn: day(0), note: text, outputs: [{ kind: 'counter_referral_note' }], lateReason: text }),
  fail: () => ({ reasonCode: 'provider_ended', text, tried: text }),
  reject: whyNo,
  decline: whyNo,
  cancel: () => ({ reasonCode: 'person_withdrew', text }),
  confirm_cancel: () => ({ text }),
  mark_error: () => ({ reasonCode: 'test', text }),
  acknowledge: () => ({}),
};

/** How often each move is chosen where several are open: most referrals go through, some do not. */
const weights: Partial<Record<MoveCommand, number>> = {
  open: 40, accept: 40, start: 20, note: 16, ask_info: 6, supply_info: 30, schedule: 10, hold: 5, set_review_date: 2, resume: 20, set_priority: 8, cancel_appointment: 2,
  record_outcome: 12, fail: 2, reject: 4, decline: 2, cancel: 3, confirm_cancel: 20, mark_error: 1, acknowledge: 20,
};

/** One of the moves that are open now, with its data; null when the clients make none of them. */
export function chooseMove(open: readonly MoveCommand[], known: Known): { command: MoveCommand; data: object } | null {
  const ready = open.flatMap((command) => {
    const made = data[command]?.(known);
    return made ? [{ command, data: made }] : [];
  });
  if (ready.length === 0) return null;
  const chosen = known.random.weighted(Object.fromEntries(ready.map(({ command }) => [command, weights[command] ?? 1])));
  return ready.find(({ command }) => command === chosen) ?? null;
}
