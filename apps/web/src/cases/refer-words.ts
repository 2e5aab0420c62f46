import { msg, plural } from '@lingui/core/runtime-macro';

type Words = ReturnType<typeof msg>;

/** Words of the page that sends a referral. */
export const referWords = {
  keyRefer: msg`Derivar a la persona`,
  title: (what: string): Words => msg`Derivar: ${{ what }}`,
  titlePlain: msg`Derivar`,
  formName: msg`Derivación`,
  needs: msg`Necesidad`,
  otherNeed: msg`Otra`,
  chooseNeed: msg`¿Qué necesita?`,
  services: msg`Servicio`,
  allServices: msg`Todos los servicios`,
  choose: msg`Elija a dónde va`,
  where: msg`A dónde puede ir`,
  count: (shown: number, all: number): Words => msg`${{ shown }} de ${{ all }}. La mejor primero`,
  showMore: (n: number): Words => msg`${plural({ n }, { one: 'Mostrar 1 más', other: 'Mostrar # más' })}`,
  nowhere: msg`Ninguna sucursal de la red ofrece esto todavía.`,
  nowhereHelp: msg`Oriente a la persona en el mesón y anote el resultado en su atención.`,
  pool: (comuna: string): Words => msg`Cualquier sucursal de ${{ comuna }} que lo ofrezca`,
  poolWhy: (n: number): Words => msg`${plural({ n }, { one: '1 sucursal la puede tomar', other: '# sucursales la pueden tomar: responde la primera' })}`,
  poolLess: msg`Antes de tomarla ven solo necesidad, idioma y tramo de edad`,
  bring: msg`Lleve`,
  bringUnknown: msg`Nada en especial, o sin confirmar`,
  at: msg`Dónde`,
  addressUnknown: msg`Dirección por confirmar`,
  hours: msg`Horario`,
  hoursUnknown: msg`Por confirmar`,
  noBranch: msg`Sin sucursal todavía`,
  noBranchHelp: msg`Estos servicios también responden a la necesidad, pero ninguna oficina de la red los ofrece aún.`,
  whatIsSent: msg`Lo que se envía`,
  reason: msg`Motivo`,
  reasonHelp: msg`Lo lee la otra oficina. Una o dos frases bastan.`,
  shared: msg`Datos que se comparten`,
  identityAlways: msg`Identidad mínima, siempre`,
  notShared: msg`No se comparte:`,
  notSharedWhy: (groups: string): Words => msg`${{ groups }}. Este servicio no lo pide.`,
  basis: msg`Con qué permiso`,
  basisLegal: (norm: string): Words => msg`Función legal del municipio: las oficinas municipales pueden trabajar juntas (${{ norm }}). No hace falta otro permiso.`,
  basisOutside: (organisation: string): Words => msg`${{ organisation }} no es del municipio: la persona tiene que estar de acuerdo.`,
  consentAsk: msg`La persona consiente. ¿Cómo lo dijo?`,
  consentKnown: (day: string): Words => msg`La persona ya dio su permiso el ${{ day }}.`,
  priority: msg`Prioridad`,
  companion: msg`Irá acompañada`,
  duplicate: msg`La persona ya tiene una derivación abierta a esa oficina por este servicio.`,
  duplicateLink: (folio: string): Words => msg`Ver la derivación ${{ folio }}`,
  duplicateWhy: msg`¿Por qué hace falta otra?`,
  send: msg`Enviar`,
  saveDraft: msg`Guardar borrador`,
  retrying: msg`El servicio no responde. Se intenta de nuevo: no cierre esta página.`,
  sent: (where: string): Words => msg`Derivación enviada a ${{ where }}.`,
  sentUntil: (where: string, day: string): Words => msg`Derivación enviada a ${{ where }}. Deben responder hasta el ${{ day }}.`,
  draftSaved: msg`Borrador guardado. Está en Enviadas, en la parte de borradores.`,
  mayNot: msg`Para derivar, su oficina necesita ver la ficha de la persona.`,
};

/** Why a place fits; the language is named where it matters. */
export const reasonWords = {
  offers_service: (service: string): Words => msg`Ofrece: ${{ service }}`,
  same_comuna: (comuna: string): Words => msg`Está en ${{ comuna }}`,
  speaks_language: (language: string): Words => msg`Atiende en ${{ language }}`,
  inside_municipality: (): Words => msg`Es del municipio: no hace falta otro permiso`,
  confirmed: (): Words => msg`La oficina confirmó que lo ofrece`,
};

/** What is not known or stands against it. */
export const doubtWords = {
  unconfirmed_offering: (): Words => msg`Sin confirmar que lo ofrezca`,
  unconfirmed_hours: (): Words => msg`Horario sin confirmar`,
  unconfirmed_address: (): Words => msg`Dirección sin confirmar`,
  unknown_language: (language: string): Words => msg`No se sabe si atiende en ${{ language }}`,
  other_comuna: (comuna: string): Words => msg`Queda en otra comuna: ${{ comuna }}`,
  no_language: (language: string): Words => msg`No atiende en ${{ language }}: hará falta intérprete`,
  outside_organisation: (): Words => msg`Institución de fuera de la comuna`,
  demo_branch: (): Words => msg`Oficina de demostración`,
};

/** Why a second referral is sent while one is open; the code goes with it. */
export const duplicateReasonWords = {
  other_need: msg`Es por otra necesidad`, no_answer: msg`La anterior no ha tenido respuesta`, person_asks: msg`La persona lo pide de nuevo`, other: msg`Otro motivo`,
};

/** Sentences that say it better on this page. */
export const referErrorWords = {
  'needText:REQUIRED': msg`Escriba el motivo en una frase.`,
  'destination:REQUIRED': msg`Elija a dónde va.`,
  'destination:OWN_BRANCH': msg`Esa es su propia oficina. Elija otra.`,
  'destination:CLOSED': msg`Esa oficina está cerrada ahora. Elija otra.`,
  'destination:SERVICE_NOT_OFFERED': msg`Esa oficina ya no ofrece el servicio. Elija otra.`,
  'destination:NOBODY_SERVES': msg`Ninguna otra oficina de la comuna lo ofrece. Elija una sucursal.`,
  'how:REQUIRED': msg`Elija cómo dio su permiso la persona.`,
  'how:NOT_COVERED': msg`El permiso no alcanza para estos datos. Anote un nuevo consentimiento o quite datos.`,
  'duplicateReason:REQUIRED': msg`Ya hay una derivación abierta igual. Elija por qué hace falta otra.`,
};
