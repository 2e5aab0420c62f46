import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

type Words = MessageDescriptor;

/** Words of what is shared with a referral: what, with whom, on which permission, what stays reserved. */
export const shareWords = {
  title: msg`Qué se comparte`,
  seenBy: (branch: string, organisation: string): Words => msg`Lo verá ${{ branch }}, de ${{ organisation }}. Desde que usted la envíe y hasta 30 días después de que termine.`,
  seenByPool: msg`Lo verá la sucursal que la tome. Desde que la tome y hasta 30 días después de que termine.`,
  always: msg`Identidad mínima, siempre`,
  kept: msg`Queda reservado`,
  keptByService: (groups: string): Words => msg`Este servicio no lo pide: ${{ groups }}.`,
  keptByYou: (groups: string): Words => msg`Usted no lo comparte: ${{ groups }}.`,
  basis: msg`Con qué permiso`,
  legal: (norm: string): Words => msg`Función legal de la municipalidad: ${{ norm }}.`,
  legalAbout: (subject: string): Words => msg`Se refiere a: ${{ subject }}.`,
  legalTell: msg`No hace falta consentimiento, pero cuéntele a la persona qué se envía.`,
  outside: (organisation: string): Words => msg`${{ organisation }} no es de la municipalidad: la persona tiene que estar de acuerdo.`,
  ask: msg`¿Cómo dio su consentimiento?`,
  askHelp: msg`Queda anotado al enviar, con su nombre y la fecha.`,
  known: (how: string, day: string): Words => msg`Ya dio su consentimiento (${{ how }}), el ${{ day }}`,
  knownBy: (how: string, day: string, official: string): Words => msg`Ya dio su consentimiento (${{ how }}), el ${{ day }}. Lo anotó ${{ official }}`,
  mayWithdraw: msg`Puede retirarlo cuando quiera: el organismo deja de ver los datos en segundos y el trámite sigue.`,
  override: msg`No se puede pedir permiso y hay un riesgo`,
  overrideWhy: msg`Qué riesgo u orden hay`,
  overrideNone: msg`Ninguno`,
  overrideText: msg`Explique qué pasa`,
  overrideTextHelp: msg`Lo leen el organismo y quien revisa. No escriba números de documento.`,
  overrideWarn: msg`Se comparte sin el permiso de la persona. Queda anotado con su nombre y alguien lo revisa dentro de 2 días hábiles.`,
};

/** Sentences for the fields of this part. */
export const shareErrorWords = {
  'overrideText:REQUIRED': msg`Explique en una frase qué riesgo u orden hay.`,
};
