import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';
import type { attendanceResults, attendanceStates, consentHow, needDropReasons, FieldGroup, IdentifierType, NeedCode } from '@konbit/contracts';

/** Words of the closed codes that several screens show; a code nobody knows has none. */
export type CodeWords<Code extends string = string> = Readonly<Record<Code, MessageDescriptor>>;

/** The words of a code that came from the server, where a newer server may know more codes. */
export function wordOf(words: CodeWords, code: string | null | undefined): MessageDescriptor | null {
  return code ? words[code] ?? null : null;
}

export const needWords: CodeWords<NeedCode> = {
  papers: msg`Papeles y visa`, work: msg`Trabajo`, training: msg`Capacitación`, language: msg`Idioma`, health: msg`Salud`, pregnancy: msg`Embarazo`,
  emergency: msg`Urgencia`, school: msg`Escuela`, housing: msg`Arriendo y vivienda`, social_aid: msg`Ayuda social`, legal: msg`Derechos`, business: msg`Emprender`,
  community: msg`Comunidad y redes`,
};

export const identifierWords: CodeWords<IdentifierType> = {
  RUN: msg`RUN`, PASAPORTE: msg`Pasaporte`, DNI_EXTRANJERO: msg`Documento de origen`, IPE: msg`IPE (escolar)`, IPA: msg`IPA (apoderado)`,
  NIP: msg`NIP (salud)`, NIC: msg`NIC (recién nacidos)`, RUN_PROV: msg`RUN provisorio`, RUT_PROV_SII: msg`RUT provisorio (SII)`, RUN_MADRE: msg`RUN de la madre`,
  ACTA_NAC: msg`Acta de nacimiento`, FOLIO_PARTO: msg`Comprobante de parto`, FICHA_LOCAL: msg`Número de ficha local`, RNPI: msg`RNPI`, OTRO: msg`Otro documento`,
  SIN_DOCUMENTO: msg`Ninguno`,
};

export const fieldGroupWords: CodeWords<FieldGroup> = {
  identity: msg`Identidad mínima`, contact: msg`Contacto seguro`, family: msg`Familia`, work_and_study: msg`Trabajo y estudios`, migration: msg`Situación migratoria y documentos`,
  health: msg`Salud`, socio_economic: msg`Situación económica`, reserved_notes: msg`Notas reservadas`,
};

export const attendanceStateWords: CodeWords<(typeof attendanceStates)[number]> = {
  waiting: msg`Espera`, in_service: msg`En atención`, closed: msg`Cerrada`, left: msg`Se fue`,
};

export const attendanceResultWords: CodeWords<(typeof attendanceResults)[number]> = {
  oriented: msg`Se le orientó`, referred: msg`Se le derivó`, served: msg`Se resolvió aquí`, left_without_attention: msg`Se fue sin atención`,
};

export const duplicateWords: CodeWords = {
  same_identifier: msg`Mismo documento`, same_name: msg`Mismo nombre`, similar_name: msg`Nombre parecido`, same_birth_year: msg`Mismo año de nacimiento`,
  same_phone: msg`Mismo teléfono`, same_nationality: msg`Mismo país`,
};

export const priorityWords: CodeWords<'routine' | 'urgent'> = { routine: msg`Normal`, urgent: msg`Urgente` };

export const consentHowWords: CodeWords<(typeof consentHow)[number]> = {
  spoken: msg`De palabra`, written: msg`Por escrito`, with_interpreter: msg`Con intérprete`,
};

export const needDropWords: CodeWords<(typeof needDropReasons)[number]> = {
  person_withdrew: msg`La persona ya no lo quiere`, solved_alone: msg`Lo resolvió por su cuenta`, recorded_by_mistake: msg`Se anotó por error`, other: msg`Otro motivo`,
};

export const nationalityExtraWords: CodeWords = {
  stateless: msg`Apátrida`, refugee: msg`Persona refugiada`, unspecified: msg`No se sabe`, not_informed: msg`No informa`,
};
