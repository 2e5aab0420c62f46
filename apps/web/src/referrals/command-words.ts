import type { MoveCommand } from '@konbit/contracts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';

/** What each command is called on its button and at the head of its form. */
export const commandWords: Readonly<Record<MoveCommand, MessageDescriptor>> = {
  send: msg`Enviar`, save_draft: msg`Guardar borrador`, claim: msg`Tomar`, open: msg`Abrir`, accept: msg`Aceptar`, reject: msg`Rechazar`, decline: msg`Rechazar`,
  ask_info: msg`Pedir lo que falta`, supply_info: msg`Responder lo que falta`, cancel: msg`Anular`, confirm_cancel: msg`Confirmar anulación`, schedule: msg`Citar`,
  reschedule: msg`Cambiar la cita`, no_show: msg`No asistió`, cancel_appointment: msg`Anular la cita`, start: msg`Empezar atención`, note: msg`Anotar`,
  hold: msg`Poner en pausa`, resume: msg`Retomar`, record_outcome: msg`Informar resultado`, fail: msg`No se logró`, mark_error: msg`Marcar como error`,
  set_priority: msg`Cambiar prioridad`, set_review_date: msg`Cambiar fecha de revisión`, extend_deadline: msg`Ampliar plazo`, forward: msg`Derivar a otra sucursal`,
  acknowledge: msg`Ya lo vi`,
};

/** What happened, for the timeline: one phrase for each command. */
export const stepWords: Readonly<Record<MoveCommand, MessageDescriptor>> = {
  send: msg`La envió`, save_draft: msg`Guardó el borrador`, claim: msg`La tomó`, open: msg`La abrió`, accept: msg`La aceptó`, reject: msg`La rechazó`, decline: msg`La rechazó`,
  ask_info: msg`Pidió lo que falta`, supply_info: msg`Respondió lo que faltaba`, cancel: msg`La anuló`, confirm_cancel: msg`Confirmó la anulación`, schedule: msg`Citó a la persona`,
  reschedule: msg`Cambió la cita`, no_show: msg`La persona no asistió`, cancel_appointment: msg`Anuló la cita`, start: msg`Empezó la atención`, note: msg`Anotó`,
  hold: msg`La puso en pausa`, resume: msg`La retomó`, record_outcome: msg`Informó el resultado`, fail: msg`Informó que no se logró`, mark_error: msg`La marcó como error`,
  set_priority: msg`Cambió la prioridad`, set_review_date: msg`Cambió la fecha de revisión`, extend_deadline: msg`Amplió el plazo`, forward: msg`La derivó a otra sucursal`,
  acknowledge: msg`Vio la respuesta`,
};

export const cancelAsked = msg`Pidió anularla`;

/** What the next press will do, said before it is done; `cancel` depends on whether it was opened. */
export const consequenceWords: Readonly<Partial<Record<MoveCommand, MessageDescriptor>>> = {
  accept: msg`Quedará <0>Aceptada</0> y a cargo de quien usted escriba.`,
  reject: msg`Quedará <0>Rechazada</0>. La oficina que la envió podrá enviarla a otra sucursal.`,
  decline: msg`Quedará <0>Rechazada</0>. La oficina que la envió podrá enviarla a otra sucursal.`,
  ask_info: msg`Quedará en <0>Falta información</0>. Su plazo se detiene hasta que respondan.`,
  supply_info: msg`La sucursal verá su respuesta y su plazo vuelve a correr.`,
  confirm_cancel: msg`Quedará <0>Anulada</0>. No se puede deshacer.`,
  schedule: msg`Quedará <0>Citada</0>. La oficina que la envió verá la cita.`,
  reschedule: msg`La cita anterior se conserva como cambiada.`,
  no_show: msg`Quedará en <0>No asistió</0>. Después puede citar de nuevo o atender si la persona llega.`,
  cancel_appointment: msg`La derivación sigue abierta y queda por citar.`,
  hold: msg`Quedará <0>En pausa</0> hasta la fecha de revisión.`,
  record_outcome: msg`Quedará <0>Terminada</0>. No se puede deshacer.`,
  fail: msg`Quedará en <0>No se logró</0>. No se puede deshacer.`,
  mark_error: msg`Se ocultará su contenido. No se puede deshacer.`,
  forward: msg`Su oficina enviará una derivación nueva y esta sigue abierta hasta que aquella termine.`,
  extend_deadline: msg`El plazo se amplía una sola vez.`,
};
export const cancelNow = msg`Quedará <0>Anulada</0>. No se puede deshacer.`;
export const cancelAsks = msg`La sucursal ya la abrió: se le pedirá que confirme. Si ya atendió a la persona, puede informar el resultado.`;

/** Commands that need nothing written: one press does them. */
export const pressCommands: ReadonlySet<string> = new Set<MoveCommand>(['claim', 'start', 'resume', 'acknowledge']);
/** Commands that leave the state as it was (REFERRALS §3). */
export const quietCommands: ReadonlySet<string> = new Set<MoveCommand>(['claim', 'reschedule', 'open', 'set_priority', 'set_review_date', 'extend_deadline', 'forward', 'acknowledge']);
/** Never a button here: opening happens by looking, and a draft is written on its own page. */
const elsewhere: ReadonlySet<string> = new Set<MoveCommand>(['open', 'save_draft', 'send']);
export const riskCommands: ReadonlySet<string> = new Set<MoveCommand>(['reject', 'decline', 'cancel', 'fail', 'mark_error', 'cancel_appointment']);

/** Most useful first, by state: its first available one is the main button. */
const leading: Readonly<Record<string, readonly MoveCommand[]>> = {
  requested: ['claim', 'accept', 'ask_info', 'reject', 'cancel'],
  info_requested: ['supply_info', 'cancel'],
  accepted: ['schedule', 'start', 'note', 'record_outcome', 'decline', 'cancel'],
  scheduled: ['record_outcome', 'no_show', 'note', 'reschedule', 'cancel_appointment', 'cancel'],
  no_show: ['schedule', 'note', 'decline', 'cancel'],
  appt_cancelled: ['schedule', 'record_outcome', 'decline', 'cancel'],
  active: ['record_outcome', 'note', 'schedule', 'hold', 'decline', 'cancel'],
  on_hold: ['resume', 'set_review_date', 'record_outcome', 'cancel'],
  cancel_requested: ['confirm_cancel', 'record_outcome'],
};

export interface ActionButton {
  command: MoveCommand;
  /** `main` once, `risk` for what ends or refuses something. */
  kind: 'main' | 'alt' | 'risk';
}

/** Before the hour of an appointment there is nothing to report yet. */
function orderOf(state: string, known: readonly MoveCommand[]): readonly MoveCommand[] {
  if (state === 'scheduled' && !known.includes('no_show')) return ['note', 'reschedule', 'record_outcome', 'cancel_appointment', 'cancel'];
  return leading[state] ?? ['acknowledge'];
}

/** The server's actions as buttons: the leading ones of the state, and the rest. Only the first is the main one. */
export function buttonsOf(state: string, available: readonly string[]): { leading: ActionButton[]; rest: ActionButton[] } {
  const known = available.filter((command): command is MoveCommand => command in commandWords && !elsewhere.has(command));
  const first = orderOf(state, known).filter((command) => known.includes(command) && !(command === 'cancel' && (known.includes('reject') || known.includes('decline'))));
  const kind = (command: MoveCommand, at: number): ActionButton['kind'] => (riskCommands.has(command) ? 'risk' : at === 0 ? 'main' : 'alt');
  const rest = known.filter((command) => !first.includes(command));
  return { leading: first.map((command, at) => ({ command, kind: kind(command, at) })), rest: rest.map((command) => ({ command, kind: kind(command, 1) })) };
}
