import { msg, plural } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import type { CodeWords } from '../codes/code-words.js';

type Words = MessageDescriptor;

/** Words of proposing a change and of deciding on one. */
export const suggestWords = {
  title: msg`Sugerir un cambio`,
  lead: msg`Quien edita el directorio lo revisa. Mientras tanto nada cambia.`,
  about: msg`Sobre qué`,
  aboutPlace: msg`Los datos de la sucursal`,
  what: msg`Qué está mal o falta`,
  whatWords: msg`Otra cosa: lo explico con palabras`,
  text: msg`Explicación`,
  textHint: msg`Cómo lo supo, o lo que no cabe arriba. No escriba datos de personas.`,
  send: msg`Enviar la sugerencia`,
  sent: msg`Sugerencia enviada. Puede seguirla en «Mis sugerencias».`,
  now: msg`Dice ahora`,
  nothing: msg`Cambie el dato, o explique con palabras qué está mal.`,
  textMissing: msg`Explique con palabras qué está mal o falta.`,
  review: msg`Sugerencias`,
  states: msg`Sugerencias por estado`,
  open: msg`Por revisar`,
  approved: msg`Aprobadas`,
  rejected: msg`Rechazadas`,
  count: (n: number): Words => msg`${plural({ n }, { one: '# sugerencia por revisar', other: '# sugerencias por revisar' })}`,
  emptyOpen: msg`No hay sugerencias por revisar`,
  emptyOther: msg`No hay sugerencias en esta lista`,
  emptyHelp: msg`Se hacen desde la página de cada sucursal, con «Sugerir un cambio».`,
  by: (who: string, day: string): Words => msg`${{ who }}, el ${{ day }}`,
  onDay: (day: string): Words => msg`El ${{ day }}`,
  from: msg`Quién la hizo`,
  ofService: msg`Servicio`,
  table: msg`Lo que propone`,
  proposes: msg`Propone`,
  wasProposed: msg`Propuso`,
  said: msg`Lo que escribió`,
  decided: msg`Respuesta`,
  reason: msg`Motivo`,
  approve: msg`Aprobar`,
  reject: msg`Rechazar`,
  approveWords: msg`Anotar como resuelta`,
  approvedDone: msg`Sugerencia aprobada. El directorio ya lo dice.`,
  rejectedDone: msg`Sugerencia rechazada. Quien la hizo leerá el motivo.`,
  rejectTitle: msg`Rechazar la sugerencia`,
  rejectReason: msg`Por qué no`,
  rejectHint: msg`Lo leerá quien la hizo.`,
  reasonMissing: msg`Escriba por qué no, en una frase.`,
  conflict: msg`Otra persona decidió sobre esta sugerencia, o cambió la ficha. Mire de nuevo lo que dice ahora.`,
};

export const suggestionStateWords: CodeWords<'open' | 'approved' | 'rejected'> = {
  open: msg`por revisar`, approved: msg`aprobada`, rejected: msg`rechazada`,
};
