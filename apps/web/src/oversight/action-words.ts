import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import { stepWords } from '../referrals/command-words.js';

type Words = MessageDescriptor;

/** What each line of the access log says was done, by the code that a service writes; who did it stands before. */
const ownWords: Readonly<Record<string, Words>> = {
  'person.read': msg`abrió la ficha`, 'person.list': msg`vio su nombre en una lista`, 'person.folio': msg`leyó su folio en el registro de accesos`,
  'person.search': msg`la vio en una búsqueda`, 'person.duplicates': msg`la vio entre fichas parecidas`, 'person.attach': msg`agregó su registro a la ficha`,
  'person.not_same': msg`anotó que no son la misma persona`, 'person.correct': msg`corrigió datos`, 'person.add_identifier': msg`agregó un documento`, 'identifier.unmask': msg`vio un número de documento entero`,
  'queue.read': msg`la vio en la fila del día`, intake: msg`anotó una atención`, 'attendance.read': msg`leyó una atención`,
  'attendance.take': msg`empezó a atenderla`, 'attendance.close': msg`cerró la atención`, 'attendance.leave': msg`anotó que se fue sin atención`,
  'need.add_need': msg`anotó una necesidad`, 'need.meet_need': msg`marcó una necesidad resuelta`, 'need.drop_need': msg`quitó una necesidad`, 'case_file.read': msg`leyó qué necesita`,
  'timeline.read': msg`leyó la historia`, 'basis.check': msg`comprobó si podía compartir datos`, 'access.open': msg`recibió acceso por una derivación`,
  'access.break_glass': msg`abrió la ficha con un motivo escrito`, 'consent.read': msg`leyó los consentimientos`, 'consent.given': msg`anotó un consentimiento`, 'consent.withdrawn': msg`anotó que retiró un consentimiento`,
  'consent.give': msg`intentó anotar un consentimiento`, 'consent.withdraw': msg`intentó retirar un consentimiento`, 'notice.list': msg`leyó qué avisos de privacidad se le dieron`,
  'notice.read': msg`anotó que se le leyó el aviso de privacidad`, 'audit.read': msg`consultó el registro de accesos`, 'indicator.read': msg`consultó las cifras`,
  'referral.read': msg`leyó la derivación`, 'referral.list': msg`la vio en una lista de derivaciones`, 'slip.issued': msg`preparó el comprobante`,
  'text.propose': msg`propuso un texto`, 'text.review': msg`revisó un texto`, 'text.approve': msg`aprobó un texto`, 'text.back': msg`devolvió un texto`, 'text.request': msg`pidió una traducción`,
  'text.release': msg`cargó los textos de una versión`,
  'service.started': msg`el servicio se puso en marcha`, 'rpc.refused': msg`se rechazó una llamada sin permiso`, 'reference.load': msg`cargó datos de referencia`,
  'parked.retry': msg`reintentó un mensaje detenido`, 'parked.discard': msg`descartó un mensaje detenido`, 'parked.skip-gap': msg`dio por perdidos unos mensajes`,
};

const referralStep = (what: string): Words => msg`${{ what }} (derivación)`;

/** Every code this screen knows, for the filter. */
export const knownActions: readonly string[] = [...Object.keys(ownWords), ...Object.keys(stepWords).map((command) => `referral.${command}`)];

/** What a code says in words; null for one that nobody described here. */
export function actionWord(action: string, say: (message: Words) => string): string | null {
  const own = ownWords[action];
  if (own) return say(own);
  const step = (stepWords as Readonly<Record<string, Words>>)[action.replace(/^referral\./, '')];
  return step && action.startsWith('referral.') ? say(referralStep(lower(say(step)))) : null;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** What a line is about. */
export const subjectWords: Readonly<Record<string, Words>> = {
  person: msg`ficha`, identifier: msg`documento`, branch: msg`sucursal`, attendance: msg`atención`, case_file: msg`necesidades`, access_grant: msg`permiso de acceso`, consent: msg`consentimiento`,
  referral: msg`derivación`, directory: msg`directorio`, service: msg`servicio`, call: msg`llamada`, parked_event: msg`mensaje detenido`, privacy_notice: msg`aviso de privacidad`, text: msg`texto`,
  offering: msg`oferta`, organisation: msg`organismo`, suggestion: msg`sugerencia`, indicator: msg`cifras`, audit: msg`registro de accesos`, slip: msg`comprobante`,
};

/** The programs that keep a log each, by the part of the work they hold. */
export const serviceWords: Readonly<Record<string, Words>> = {
  cases: msg`Fichas y atenciones`, referrals: msg`Derivaciones`, directory: msg`Directorio y textos`, gateway: msg`Entrada y sesiones`,
};
export const loggedServices = ['cases', 'referrals', 'directory'] as const;
