import { msg } from '@lingui/core/runtime-macro';
import { personWords } from './person-words.js';
import { intakeWords } from '../desk/intake-words.js';

type Words = ReturnType<typeof msg>;

/** Words of the page that corrects a person's data. */
export const correctWords = {
  title: msg`Corregir datos`,
  lead: msg`Solo se guarda lo que usted cambie.`,
  save: msg`Guardar cambios`,
  done: msg`Datos corregidos.`,
  theirsTitle: msg`Otra persona cambió esta ficha mientras usted escribía`,
  theirsHelp: msg`Lo que usted escribió sigue abajo. Revise y guarde otra vez.`,
  theirs: (field: string, before: string, now: string): Words => msg`${{ field }}: antes ${{ before }}, ahora ${{ now }}`,
  theirsNothing: msg`Los datos de esta página no cambiaron.`,
  empty: msg`sin anotar`,
  yes: msg`Sí`,
  no: msg`No`,
  mayNot: msg`Su oficina no escribe en esta ficha. Se puede después de anotar una atención.`,
  toFile: msg`Volver a la ficha`,
  givenNames: msg`Nombres`,
  socialName: msg`Nombre que usa, si es otro`,
  fields: {
    givenNames: msg`Nombres`, firstSurname: intakeWords.firstSurname, secondSurname: intakeWords.secondSurname, socialName: msg`Nombre que usa, si es otro`, birth: intakeWords.birth,
    nationality: intakeWords.country, language: intakeWords.language, interpreter: intakeWords.interpreter, phone: personWords.phone, email: personWords.email,
    address: personWords.address, sector: personWords.sector, safeContact: personWords.safeContact,
  },
};
