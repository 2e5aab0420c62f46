import { msg, plural } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import type { CodeWords } from '../codes/code-words.js';

type Words = MessageDescriptor;

/** Words that every page of the directory shares: its parts, the facts of a place, the states. */
export const directoryWords = {
  title: msg`Directorio`,
  parts: msg`Partes del directorio`,
  search: msg`Buscar`,
  toReview: msg`Por revisar`,
  suggestions: msg`Sugerencias`,
  mySuggestions: msg`Mis sugerencias`,
  import: msg`Importar`,
  place: msg`Sucursal`,
  organisation: msg`Organización`,
  address: msg`Dirección`,
  comuna: msg`Comuna`,
  phone: msg`Teléfono`,
  hours: msg`Horario`,
  languages: msg`Idiomas`,
  kind: msg`Tipo de lugar`,
  state: msg`Estado`,
  code: msg`Código`,
  verified: msg`Última confirmación`,
  service: msg`Servicio`,
  services: msg`Servicios`,
  fee: msg`Precio`,
  papers: msg`Papeles`,
  note: msg`Nota`,
  unconfirmed: msg`sin confirmar`,
  closed: msg`cerrada`,
  confirmed: msg`confirmada`,
  expected: msg`sin confirmar`,
  suspended: msg`suspendido`,
  offered: msg`confirmado`,
  neverVerified: msg`Nadie lo ha confirmado`,
  verifiedOn: (day: string): Words => msg`El ${{ day }}`,
  verifiedByOn: (day: string, who: string): Words => msg`El ${{ day }}, ${{ who }}`,
  noPapers: msg`No pide papeles`,
  usualPapers: msg`Se suele pedir:`,
  free: msg`Gratis`,
  paid: msg`Se paga`,
  paidText: (text: string): Words => msg`Se paga: ${{ text }}`,
  freeText: (text: string): Words => msg`Gratis: ${{ text }}`,
  sameAsPlace: msg`El de la sucursal`,
  outsideShort: msg`otra municipalidad`,
  demoShort: msg`demostración`,
  save: msg`Guardar`,
  toPlace: msg`Volver a la sucursal`,
  onThisPage: (n: number): Words => msg`${plural({ n }, { one: '# en esta página', other: '# en esta página' })}`,
};

export const branchStateWords: CodeWords<'active' | 'unconfirmed' | 'closed'> = {
  active: directoryWords.confirmed, unconfirmed: directoryWords.unconfirmed, closed: directoryWords.closed,
};

export const offeringStateWords: CodeWords<'expected' | 'confirmed' | 'suspended'> = {
  expected: directoryWords.expected, confirmed: directoryWords.offered, suspended: directoryWords.suspended,
};

export const kindWords: CodeWords = {
  office: msg`Oficina`, cesfam: msg`Centro de salud familiar (CESFAM)`, cecosf: msg`Centro comunitario de salud (CECOSF)`, mobile: msg`Equipo en terreno`,
  school: msg`Escuela o liceo`, demo: msg`Lugar de demostración`,
};

export const organisationTypeWords: CodeWords = {
  municipality: msg`Municipalidad`, municipal_unit: msg`Unidad de la municipalidad`, municipal_corporation: msg`Corporación municipal`, state_service: msg`Servicio del Estado`,
  school_service: msg`Servicio de educación`, training_provider: msg`Organismo de capacitación`, civil_society: msg`Organización social`, court: msg`Tribunal`,
  demo: msg`Organización de demostración`,
};

/** What nobody confirmed about a place. */
export const partWords: CodeWords = {
  branch: msg`la sucursal`, address: msg`la dirección`, hours: msg`el horario`, languages: msg`los idiomas`, offering: msg`los servicios`,
};
