import { msg } from '@lingui/core/runtime-macro';

/** Words around the slip; those on it are texts for persons and come from the server. */
export const slipWords = {
  title: msg`Comprobante`,
  windowTitle: (folio: string) => msg`Comprobante ${{ folio }}`,
  size: msg`Tamaño del papel`,
  a5: msg`A5`,
  a6: msg`A6`,
  till: msg`80 mm`,
  print: msg`Imprimir`,
  backToPerson: msg`Volver a la ficha`,
  backToReferral: msg`Volver a la derivación`,
  preparing: msg`Preparando el comprobante…`,
  draftBand: (language: string) => msg`<0>El texto en ${{ language }} es un borrador.</0> En modo de demostración se imprime marcado. Fuera de él se imprime solo el español.`,
  missing: (language: string) => msg`Falta la traducción a ${{ language }}: se imprime solo el español.`,
  ask: msg`Pedir la traducción a mediación`,
  asked: msg`Pedido enviado. Mediación lo verá primero en su lista.`,
  changed: msg`La derivación cambió mientras usted la miraba. Revísela antes de imprimir.`,
  closed: msg`Esta derivación ya terminó: no hay comprobante que entregar.`,
  notYet: msg`Esta derivación todavía no tiene una oficina que la reciba. Habrá comprobante cuando una la tome.`,
  reload: msg`Revisar de nuevo`,
  region: msg`Comprobante para la persona`,
  qr: (address: string) => msg`Código QR que abre ${{ address }}`,
};
