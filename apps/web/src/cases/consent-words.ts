import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';

type Words = MessageDescriptor;

/** Words of a person's consents: given here, withdrawn here. */
export const consentWords = {
  inForce: msg`Vigente`,
  ended: msg`Retirado`,
  taken: (how: string, day: string): Words => msg`${{ how }}, el ${{ day }}`,
  takenBy: (how: string, day: string, official: string): Words => msg`${{ how }}, el ${{ day }}. Lo anotó ${{ official }}`,
  endedOn: (day: string): Words => msg`Retirado el ${{ day }}`,
  giveTitle: msg`Anotar consentimiento`,
  giveLead: msg`La persona decide si otro organismo ve sus datos. Decir que no, no le quita ninguna atención.`,
  who: msg`Qué organismo verá los datos`,
  whoHelp: msg`Las oficinas de la municipalidad no necesitan consentimiento.`,
  what: msg`Qué datos verá`,
  always: msg`Siempre: identidad mínima`,
  how: msg`Cómo lo dijo la persona`,
  tell: msg`Dígale a la persona`,
  tellText: (organisation: string, data: string): Words => msg`«${{ organisation }} verá: ${{ data }}. Usted puede retirar este permiso cuando quiera. Su trámite sigue igual.»`,
  save: msg`Anotar consentimiento`,
  saved: (organisation: string): Words => msg`Consentimiento para ${{ organisation }} anotado.`,
  mayNot: msg`Su oficina no puede anotar consentimientos de esta persona.`,
  withdrawTitle: (organisation: string): Words => msg`Retirar el consentimiento para ${{ organisation }}`,
  withdrawWill: (organisation: string): Words => msg`Al retirarlo, ${{ organisation }} deja de ver los datos en segundos, también en las pantallas que tenga abiertas. El trámite de la persona sigue.`,
  recipient: msg`Organismo`,
  data: msg`Datos`,
  given: msg`Cómo y cuándo lo dio`,
  withdraw: msg`Retirar el consentimiento`,
  withdrawn: (organisation: string): Words => msg`Consentimiento retirado. ${{ organisation }} ya no ve los datos.`,
  already: msg`Este consentimiento ya está retirado`,
  gone: msg`Este consentimiento no existe o no es de su oficina.`,
  toFile: msg`Volver a la ficha`,
};
