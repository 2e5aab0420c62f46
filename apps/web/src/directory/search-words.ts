import { msg, plural } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

type Words = MessageDescriptor;

/** Words of the search. */
export const searchWords = {
  filter: msg`Filtrar el directorio`,
  text: msg`Nombre, servicio o dirección`,
  textChip: msg`Texto`,
  need: msg`Necesidad`,
  comuna: msg`Comuna`,
  language: msg`Idioma`,
  organisation: msg`Organización`,
  opening: msg`Horario`,
  openNow: msg`Abierto ahora`,
  openChip: msg`abierto ahora`,
  all: msg`Todos`,
  allFem: msg`Todas`,
  find: msg`Buscar`,
  table: msg`Lugares del directorio`,
  place: msg`Lugar`,
  services: msg`Servicios`,
  servicesMatching: msg`Servicios que coinciden`,
  today: msg`Hoy`,
  languages: msg`Idiomas`,
  state: msg`Estado`,
  more: (n: number): Words => msg`${plural({ n }, { one: 'y # más', other: 'y # más' })}`,
  total: (n: number): Words => msg`${plural({ n }, { one: '# lugar', other: '# lugares, primero los confirmados' })}`,
  keys: msg`Teclas: <0>j</0> <1>k</1> bajan y suben, <2>Enter</2> abre`,
  empty: msg`Ningún lugar coincide`,
  emptyHelp: msg`Quite un filtro o escriba menos letras. Si falta un lugar, avise a quien edita el directorio.`,
  emptyAll: msg`El directorio está vacío`,
  emptyAllHelp: msg`Quien edita el directorio puede importar un archivo o agregar una sucursal.`,
  noBranchTitle: msg`Servicios sin sucursal conocida`,
  noBranchHelp: msg`Nadie ha anotado dónde se dan en la comuna. Pregunte en el mesón antes de enviar a la persona:`,
  newPlace: msg`Nueva sucursal`,
};
