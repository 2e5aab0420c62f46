import type { MoveCommand } from '@konbit/contracts';
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import type { MoveField } from './move-values.js';

type Words = MessageDescriptor;

const fields: Readonly<Record<MoveField, Words>> = {
  reasonCode: msg`Motivo`, text: msg`Explíquelo en una frase`, requirementType: msg`Tipo de requisito`, documentType: msg`Qué documento se pide`, words: msg`Qué se pide, en sus palabras`,
  declared: msg`¿Está publicado ese requisito?`, missing: msg`Qué falta`, unavailable: msg`Si no se puede conseguir, por qué`, responsibleOfficial: msg`Quién queda a cargo`,
  destinationRef: msg`Número interno de su oficina`, date: msg`Día`, time: msg`Hora`, place: msg`Dónde`, modality: msg`Cómo`, minutes: msg`Minutos`, interpreter: msg`Con intérprete`,
  cancelledBy: msg`Quién anuló la cita`, outcomeCode: msg`Resultado`, outputs: msg`Qué recibió la persona`, note: msg`Nota para la oficina que la envió`, missingText: msg`Qué falta todavía`,
  lateReason: msg`Si la atención fue después de pedir la anulación, por qué`, tried: msg`Qué se intentó`, priority: msg`Prioridad`, askedBy: msg`Quién lo pide`, wish: msg`Cómo lo pidió la persona`,
  destination: msg`A qué sucursal y por qué servicio`,
};

const own: Readonly<Partial<Record<MoveCommand, Partial<Record<MoveField, Words>>>>> = {
  ask_info: { text: msg`Dígalo en palabras` },
  supply_info: { text: msg`Su respuesta` },
  note: { text: msg`Qué se hizo`, date: msg`Día en que llegó`, time: msg`Hora en que llegó` },
  schedule: { date: msg`Cuándo` },
  reschedule: { date: msg`Cuándo` },
  confirm_cancel: { text: msg`Comentario` },
  record_outcome: { date: msg`Fecha de la atención` },
  hold: { date: msg`Fecha de revisión` },
  set_review_date: { date: msg`Nueva fecha de revisión` },
  extend_deadline: { date: msg`Nuevo plazo`, text: msg`Por qué se amplía` },
  forward: { text: msg`Qué se pide a la otra sucursal` },
  fail: { text: msg`Qué pasó` },
};

const documentWords = msg`Cómo se llama ese documento`;

/** The label of a field; `words` names a document where one is asked for. */
export function fieldLabel(command: MoveCommand, field: MoveField, requirementType = ''): Words {
  if (field === 'words' && requirementType === 'document') return documentWords;
  return own[command]?.[field] ?? fields[field];
}

const textForOrigin = msg`La leerá la oficina que la envió. No escriba nombres.`;
const hints: Readonly<Record<string, Words>> = {
  'reject:text': textForOrigin, 'decline:text': textForOrigin, 'fail:text': textForOrigin, 'ask_info:text': textForOrigin, 'hold:text': textForOrigin,
  'schedule:time': msg`Por ejemplo 09:30.`, 'reschedule:time': msg`Por ejemplo 09:30.`, 'note:time': msg`Por ejemplo 09:30.`,
  'hold:date': msg`Dentro de los próximos 30 días hábiles.`, 'set_review_date:date': msg`Dentro de los próximos 30 días hábiles.`,
  'forward:destination': msg`Aquí están las sucursales del municipio. Para otra institución hace falta el consentimiento de la persona: derívela desde su ficha.`,
  'accept:destinationRef': msg`Si su oficina le da uno.`,
};

export function fieldHint(command: MoveCommand, field: MoveField): Words | undefined {
  return hints[`${command}:${field}`];
}

export const moveWords = {
  office: msg`Nuestra oficina`,
  person: msg`La persona`,
  published: msg`Sí, está publicado`,
  unpublished: msg`No está publicado`,
  unknown: msg`No sé`,
  otherDocument: msg`Otro documento, que no está publicado`,
  reference: (what: string): Words => msg`Número o detalle: ${{ what }}`,
  optionalRequirement: msg`si le pidieron algo`,
};
