import { msg } from '@lingui/core/runtime-macro';

/** Words of the lines of *historia*. */
export const historyWords = {
  title: msg`Historia`,
  empty: msg`Todavía no hay nada anotado.`,
  more: msg`Ver más`,
  reserved: msg`Atención en otro servicio (reservado)`,
  reservedTag: msg`Reservado`,
  reservedText: msg`No se comparte con esta oficina.`,
  referral: msg`Derivación`,
  anyBranch: msg`Cualquier sucursal`,
  attention: msg`Atención`,
  attentionClosed: msg`Atención cerrada`,
  attentionLeft: msg`Se fue sin atención`,
  needAdded: msg`Necesidad anotada`,
  needMet: msg`Necesidad resuelta`,
  needDropped: msg`Necesidad quitada`,
  identifierAdded: msg`Documento agregado`,
  registered: msg`Se abrió la ficha`,
  attached: msg`La oficina agregó su registro`,
  corrected: msg`Se corrigieron datos`,
  consentGiven: msg`Consentimiento anotado`,
  noticeRead: msg`Se le leyó el aviso de privacidad`,
  consentWithdrawn: msg`Consentimiento retirado`,
  other: msg`Otro hecho`,
};
