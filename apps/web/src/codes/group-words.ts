import type { FieldGroup } from '@konbit/contracts';
import { msg } from '@lingui/core/runtime-macro';
import type { CodeWords } from './code-words.js';

/** What each group of data holds, in examples: read to a person, they say what the group's name does not. */
export const groupExamples: CodeWords<FieldGroup> = {
  identity: msg`nombre, año de nacimiento, país, idioma, si pide intérprete y folio`, contact: msg`teléfono, correo, dirección, sector y a quién avisar`,
  family: msg`con quién vive y quién depende de ella`, work_and_study: msg`en qué trabaja y qué estudió`, migration: msg`qué documentos tiene y su trámite migratorio`,
  health: msg`embarazo, enfermedad o urgencia`, socio_economic: msg`tramo del RSH, ingresos y ayudas`, reserved_notes: msg`notas que solo lee quien las escribió`,
};
