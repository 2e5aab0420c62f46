import { msg, plural } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

type Words = MessageDescriptor;

export const placeTabWords = { label: msg`Partes de la sucursal`, data: msg`Datos`, history: msg`Historial` };

/** Words of the page of one place. */
export const placeWords = {
  whereAndWhen: msg`Dónde y cuándo`,
  offeredHere: msg`Servicios en esta sucursal`,
  serviceCount: (n: number): Words => msg`${plural({ n }, { one: '# servicio', other: '# servicios' })}`,
  noServices: msg`Nadie ha anotado qué servicios da esta sucursal.`,
  noServicesHelp: msg`Si usted lo sabe, sugiera un cambio.`,
  outsideTitle: msg`Esta oficina es de otra municipalidad`,
  outsideHelp: msg`No recibe derivaciones por Konbit. Entregue a la persona la dirección y los papeles, y anótelo en su ficha.`,
  demoTitle: msg`Lugar de demostración`,
  demoHelp: msg`Es inventado: no envíe a nadie allí.`,
  closedTitle: msg`Esta sucursal está cerrada`,
  closedWhy: (reason: string): Words => msg`Motivo: ${{ reason }}`,
  closedHelp: msg`No recibe derivaciones nuevas. Elija otra en el directorio.`,
  unconfirmedPaper: msg`Dirección por confirmar: pregunte en el mesón`,
  suggest: msg`Sugerir un cambio`,
  edit: msg`Editar`,
  verifyToday: msg`Confirmado hoy`,
  print: msg`Imprimir`,
  addService: msg`Agregar un servicio`,
  close: msg`Cerrar la sucursal`,
  editOrganisation: msg`Editar la organización`,
  verifyTitle: msg`Confirmar los datos`,
  verifyHelp: msg`Queda escrito que hoy se preguntó y que los datos están al día. Nada más cambia.`,
  verifyWhat: msg`Qué se confirma`,
  verifyPlace: msg`Los datos de la sucursal`,
  verifyBy: msg`Quién lo confirmó`,
  verifyByHint: msg`Por ejemplo: por teléfono, la secretaria del centro.`,
  verifySave: msg`Anotar la confirmación`,
  verified: msg`Confirmación anotada.`,
  verifyShort: msg`Escriba quién lo confirmó.`,
};
