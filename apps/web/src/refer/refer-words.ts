import { msg, plural } from '@lingui/core/runtime-macro';
import { shareErrorWords } from './share-words.js';

type Words = ReturnType<typeof msg>;

/** Words of *Derivar*. */
export const referWords = {
  title: (what: string): Words => msg`Derivar: ${{ what }}`,
  titlePlain: msg`Derivar`,
  mayNot: msg`Para derivar, su oficina necesita tener la ficha de la persona.`,
  mayNotHelp: msg`Anote primero una atención. Después podrá derivar.`,
  mayNotRole: msg`Su cuenta no puede derivar. Pídalo a quien atiende el mesón.`,
  toFile: msg`Volver a la ficha`,
  noteAttention: msg`Anotar atención`,
  noNeed: msg`No hay necesidades abiertas`,
  noNeedHelp: msg`Anote en la ficha qué necesita la persona. Después podrá derivarla.`,
  alreadySent: (folio: string): Words => msg`La derivación ${{ folio }} ya se envió`,
  alreadySentHelp: msg`Si hace falta otra, empiece una nueva.`,
  openReferral: (folio: string): Words => msg`Abrir la derivación ${{ folio }}`,
  startNew: msg`Empezar una nueva`,
  needs: msg`Para qué necesidad`,
  notedOn: (need: string, day: string): Words => msg`${{ need }}, anotada el ${{ day }}`,
  service: msg`Servicio`,
  asks: (what: string): Words => msg`Pide: ${{ what }}`,
  bring: (papers: string): Words => msg`Lleve: ${{ papers }}`,
  choose: msg`Elija a dónde va`,
  where: msg`A dónde puede ir`,
  count: (shown: number, all: number): Words => msg`${{ shown }} de ${plural({ all }, { one: '# sucursal', other: '# sucursales' })}. La mejor primero`,
  countAll: (all: number): Words => msg`${plural({ all }, { one: '# sucursal', other: '# sucursales. La mejor primero' })}`,
  nowhere: msg`Ninguna sucursal ofrece esto todavía`,
  nowhereHelp: msg`Oriente a la persona aquí y anote el resultado en su atención.`,
  whyNot: (n: number): Words => msg`${plural({ n }, { one: 'Por qué no la otra (#)', other: 'Por qué no las demás (#)' })}`,
  branch: msg`Sucursal`,
  why: msg`Por qué no`,
  action: msg`Acción`,
  pick: msg`Elegir`,
  pickNamed: (branch: string): Words => msg`Elegir ${{ branch }}`,
  picked: (branch: string): Words => msg`Elegida: ${{ branch }}`,
  sameAsFirst: msg`Cumple lo mismo que las primeras.`,
  refusedBefore: (why: string): Words => msg`Ya la rechazó: ${{ why }}`,
  refusedPlain: msg`Ya la rechazó`,
  pool: (comuna: string): Words => msg`Cualquier sucursal de ${{ comuna }} que lo ofrezca`,
  poolWhy: (n: number): Words => msg`${plural({ n }, { one: 'Responde la # que la tome', other: 'Responde la primera de # que la tome' })}`,
  poolLess: msg`Hasta entonces solo ven necesidad, idioma, comuna, edad aproximada y prioridad`,
  poolNot: (comuna: string): Words => msg`No se puede dejar abierta a cualquier sucursal de ${{ comuna }}: son de organismos distintos y el permiso vale para uno solo.`,
  at: msg`Dónde`,
  hours: msg`Horario`,
  toConfirm: msg`Por confirmar`,
  noBranch: (n: number): Words => msg`${plural({ n }, { one: '# servicio que nadie ofrece todavía', other: '# servicios que nadie ofrece todavía' })}`,
  noBranchHelp: msg`También responden a la necesidad, pero ninguna oficina real los ofrece.`,
  whatIsSent: msg`Lo que se envía`,
  reason: msg`Motivo`,
  reasonHelp: msg`Lo lee la otra oficina. Basta una frase.`,
  priority: msg`Prioridad`,
  companion: msg`Necesita que alguien la acompañe`,
  duplicate: msg`Ya hay una derivación abierta por esto`,
  duplicateLink: (folio: string, where: string, state: string): Words => msg`${{ folio }}, ${{ where }}: ${{ state }}`,
  duplicateElsewhere: msg`La envió otra oficina.`,
  duplicateWhy: msg`¿Por qué hace falta otra?`,
  send: msg`Enviar derivación`,
  saveDraft: msg`Guardar borrador`,
  retrying: msg`El servicio no responde. Se intenta de nuevo: no cierre esta página.`,
  sent: (folio: string, where: string): Words => msg`Derivación ${{ folio }} enviada a ${{ where }}.`,
  sentUntil: (folio: string, where: string, day: string): Words => msg`Derivación ${{ folio }} enviada a ${{ where }}. Deben responder hasta el ${{ day }}.`,
  draftSaved: (folio: string): Words => msg`Borrador ${{ folio }} guardado. Está en Derivaciones, Borradores.`,
  draftOf: (folio: string): Words => msg`Borrador ${{ folio }}`,
  changed: msg`Otra persona cambió este borrador mientras usted escribía`,
  changedHelp: msg`Lo que usted escribió sigue aquí. Al enviar vale lo suyo.`,
  nowReason: (text: string): Words => msg`Motivo: «${{ text }}»`,
  nowPlace: (place: string): Words => msg`Destino: ${{ place }}`,
  nowService: (service: string): Words => msg`Servicio: ${{ service }}`,
  nowPriority: (priority: string): Words => msg`Prioridad: ${{ priority }}`,
  nothing: msg`sin anotar`,
};

/** What speaks for a place. */
export const reasonWords = {
  same_comuna: (comuna: string): Words => msg`Está en ${{ comuna }}`,
  speaks_language: (language: string): Words => msg`Atienden en ${{ language }}`,
  inside_municipality: msg`Es de la municipalidad: no pide consentimiento`,
  confirmed: msg`Confirmó que lo ofrece`,
};

/** What stands against it. */
export const againstWords = {
  other_comuna: (comuna: string): Words => msg`Está en otra comuna: ${{ comuna }}`,
  no_language: (language: string): Words => msg`No atienden en ${{ language }}: pida intérprete`,
  outside_organisation: msg`Es de otra municipalidad: pide consentimiento`,
  demo_branch: msg`Sucursal de demostración`,
  consent: msg`No es de la municipalidad: pide consentimiento`,
};

/** What nobody confirmed, as parts of one sentence. */
export const unknownWords = {
  unconfirmed_offering: msg`que lo ofrece`,
  unknown_language: msg`sus idiomas`,
  unconfirmed_hours: msg`el horario`,
  unconfirmed_address: msg`la dirección`,
};
export const unconfirmed = (what: string): Words => msg`Sin confirmar: ${{ what }}`;

/** Why a second referral goes out while one is open; the code travels with it. */
export const repeatWords = {
  second_need: msg`Es por otra necesidad`, no_answer: msg`La anterior no tiene respuesta`, new_facts: msg`Cambió la situación de la persona`, other: msg`Otro motivo`,
};

/** Sentences that say it better on this page. */
export const referErrorWords = {
  ...shareErrorWords,
  'needText:REQUIRED': msg`Escriba el motivo en una frase.`,
  'destination:REQUIRED': msg`Elija a dónde va.`,
  'destination:OWN_BRANCH': msg`Esa es su propia oficina. Elija otra.`,
  'destination:CLOSED': msg`Esa sucursal está cerrada ahora. Elija otra.`,
  'destination:SERVICE_NOT_OFFERED': msg`Esa sucursal ya no ofrece el servicio. Elija otra.`,
  'destination:NOBODY_SERVES': msg`Ninguna otra sucursal de la comuna lo ofrece. Elija una.`,
  'how:REQUIRED': msg`Elija cómo dio su consentimiento la persona.`,
  'how:NOT_COVERED': msg`El permiso no alcanza para estos datos. Quite datos o anote un nuevo consentimiento.`,
  'groups:NOT_COVERED': msg`La función legal no alcanza para estos datos. Quite los que el servicio no pide.`,
  'duplicateReason:REQUIRED': msg`La persona ya tiene una derivación abierta por esto. Diga por qué hace falta otra.`,
  INVALID_TRANSITION: msg`Esta derivación ya se envió. Mírela en la ficha de la persona.`,
  VERSION_CONFLICT: msg`Otra persona cambió este borrador mientras usted escribía. Revise qué dice ahora y vuelva a enviar.`,
};
