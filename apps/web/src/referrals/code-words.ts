import type {
  appointmentCancelReasons, appointmentCancelledBy, basisKinds, cancelReasons, clocks, errorReasons, failReasons, holdReasons, missingInfo, missingInfoUnavailable,
  modalities, OutcomeCode, outputKinds, overrideReasons, RejectReason, requirementTypes, wishChannels,
} from '@konbit/contracts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import type { CodeWords } from '../codes/code-words.js';

/** The code lists of a referral in words, one message for each code; what they mean is in REFERRALS §8 to §10. */
export const rejectWords: CodeWords<RejectReason> = {
  requirement_not_met: msg`No cumple una condición`, document_missing: msg`Falta un documento`, document_not_accepted: msg`Documento no aceptado`,
  outside_area: msg`Vive fuera del área`, fee_unpaid: msg`Falta un pago`, language_not_served: msg`No hay quien interprete`, wrong_service: msg`Es otro servicio`,
  no_capacity: msg`Sin cupos u horas`, service_closed: msg`Servicio suspendido o trasladado`, already_served: msg`Ya fue atendida por esto`,
  cannot_contact: msg`No se logra contactar`, no_show_repeated: msg`No asistió varias veces`, person_declined: msg`La persona no quiso`,
  safety: msg`Riesgo para alguien`, other: msg`Otro motivo`,
};
/** What to write with some of the reasons. */
export const rejectHints: Readonly<Partial<Record<RejectReason, MessageDescriptor>>> = {
  wrong_service: msg`Diga a qué servicio corresponde.`, no_capacity: msg`Diga hasta cuándo.`, service_closed: msg`Diga desde cuándo y a dónde se trasladó.`,
  already_served: msg`Diga cuándo o por qué otra derivación.`, cannot_contact: msg`Anote las dos fechas y por qué medio se intentó.`,
  no_show_repeated: msg`Anote las citas perdidas y los intentos de contacto.`, other: msg`Escriba al menos 20 letras.`,
};

export const requirementWords: CodeWords<(typeof requirementTypes)[number]> = {
  document: msg`Documento`, identifier: msg`Identificador`, residence: msg`Domicilio`, migration_status: msg`Situación migratoria`, age: msg`Edad`,
  rsh_bracket: msg`Tramo del RSH`, fee: msg`Pago`, appointment: msg`Hora pedida antes`, language: msg`Idioma`, other: msg`Otro`,
};

export const cancelWords: CodeWords<(typeof cancelReasons)[number]> = {
  person_withdrew: msg`La persona ya no lo quiere`, need_ended: msg`Ya no hace falta`, need_changed: msg`La necesidad cambió`, person_moved: msg`La persona se mudó`,
  deceased: msg`La persona falleció`, duplicate: msg`Está repetida`, sent_by_mistake: msg`Se envió por error`, consent_withdrawn: msg`Retiró su consentimiento`,
  other_branch_chosen: msg`Se eligió otra sucursal`,
};
export const errorWords: CodeWords<(typeof errorReasons)[number]> = {
  wrong_person: msg`No era esta persona`, wrong_data: msg`Los datos no eran de este caso`, test: msg`Era una prueba`, draft_discarded: msg`Se descarta el borrador`,
};
export const failWords: CodeWords<(typeof failReasons)[number]> = {
  system_unavailable: msg`El sistema no funcionó`, document_never_issued: msg`El documento nunca se emitió`, provider_ended: msg`Quien prestaba el servicio dejó de hacerlo`,
  time_limit_passed: msg`Se venció el plazo legal`, other: msg`Otro motivo`,
};
export const holdWords: CodeWords<(typeof holdReasons)[number]> = {
  waiting_list: msg`Lista de espera`, waiting_document: msg`Se espera un documento`, person_unavailable: msg`La persona no puede ahora`, service_paused: msg`El servicio está en pausa`,
  other: msg`Otro motivo`,
};
export const appointmentCancelWords: CodeWords<(typeof appointmentCancelReasons)[number]> = {
  person_asked: msg`Lo pidió la persona`, staff_unavailable: msg`No hay quien atienda`, no_interpreter: msg`No hay intérprete`, closed_day: msg`Día sin atención`, other: msg`Otro motivo`,
};
export const cancelledByWords: CodeWords<(typeof appointmentCancelledBy)[number]> = {
  person: msg`La persona`, branch: msg`Esta sucursal`, origin: msg`La oficina que la envió`,
};
export const missingWords: CodeWords<(typeof missingInfo)[number]> = {
  contact: msg`Cómo contactarla`, identifier: msg`Número de identidad`, document: msg`Un documento`, need_detail: msg`Detalle de lo que necesita`, language: msg`Idioma`,
  household: msg`Datos del hogar`, other: msg`Otra cosa`,
};
export const unavailableWords: CodeWords<(typeof missingInfoUnavailable)[number]> = {
  person_does_not_have_it: msg`La persona no lo tiene`, person_declined: msg`La persona no quiso darlo`, cannot_contact: msg`No se logra contactar`, other: msg`Otra razón`,
};

export const outcomeWords: CodeWords<OutcomeCode> = {
  provided: msg`Se atendió`, provided_partially: msg`Se atendió en parte`, benefit_granted: msg`Se le otorgó el beneficio`, identifier_obtained: msg`Obtuvo su identificador`,
  enrolled: msg`Quedó matriculada`, placed: msg`Quedó colocada`, provided_elsewhere: msg`Se atendió en otro lugar`, transferred: msg`Se traspasó`, not_provided: msg`No se atendió`,
};
export const outputWords: CodeWords<(typeof outputKinds)[number]> = {
  document: msg`Documento entregado`, identifier_issued: msg`Identificador emitido`, benefit: msg`Beneficio`, appointment_attended: msg`Atención realizada`,
  enrolment: msg`Matrícula`, placement: msg`Colocación`, counter_referral_note: msg`Informe de respuesta`, child_referral: msg`Derivación a otra sucursal`,
};

export const modalityWords: CodeWords<(typeof modalities)[number]> = {
  office: msg`En la oficina`, phone: msg`Por teléfono`, video: msg`Por video`, home: msg`En su casa`, field: msg`En terreno`,
};
export const appointmentEndWords: CodeWords<'attended' | 'missed' | 'moved' | 'cancelled'> = {
  attended: msg`Asistió`, missed: msg`No asistió`, moved: msg`Cambiada`, cancelled: msg`Anulada`,
};
export const wishWords: CodeWords<(typeof wishChannels)[number]> = { in_person: msg`En persona`, phone: msg`Por teléfono`, message: msg`Por mensaje` };
export const clockWords: CodeWords<(typeof clocks)[number]> = {
  answer: msg`Responder`, supply: msg`Completar lo que falta`, first_contact: msg`Primer contacto`, recontact: msg`Volver a contactar`, outcome: msg`Informar resultado`,
  review: msg`Revisión`, confirm_cancel: msg`Confirmar la anulación`, acknowledge: msg`Ver la respuesta`,
};
export const basisWords: CodeWords<(typeof basisKinds)[number]> = {
  consent: msg`Con consentimiento de la persona`, legal_function: msg`Por función legal del municipio`, override: msg`Por riesgo u orden legal`,
};
export const overrideWords: CodeWords<(typeof overrideReasons)[number]> = {
  life_at_risk: msg`Riesgo de vida`, health_at_risk: msg`Riesgo de salud`, child_at_risk: msg`Riesgo para un niño o niña`, legal_order: msg`Orden legal`,
};

/** Every reason a referral can carry by itself, whatever command gave it; the command tells which list is meant. */
export function reasonWord(command: string, code: string): MessageDescriptor | null {
  const lists: Readonly<Record<string, CodeWords>> = {
    reject: rejectWords, decline: rejectWords, cancel: cancelWords, confirm_cancel: cancelWords, fail: failWords, mark_error: errorWords, hold: holdWords,
    cancel_appointment: appointmentCancelWords,
  };
  return lists[command]?.[code] ?? null;
}

const byState: Readonly<Record<string, string>> = { rejected: 'reject', cancelled: 'cancel', cancel_requested: 'cancel', failed: 'fail', entered_in_error: 'mark_error' };

/** The reason a referral in this state ended with. */
export function endReasonWord(state: string, code: string): MessageDescriptor | null {
  const command = byState[state];
  return command ? reasonWord(command, code) : null;
}
