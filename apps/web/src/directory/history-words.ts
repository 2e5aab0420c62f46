import { msg } from '@lingui/core/runtime-macro';
import type { CodeWords } from '../codes/code-words.js';

/** Words of the history of an entry. */
export const historyWords = {
  title: msg`Historial`,
  of: msg`De qué`,
  place: msg`Datos de la sucursal`,
  label: msg`Cambios, del más nuevo al más antiguo`,
  empty: msg`Nadie ha cambiado esta ficha`,
  emptyHelp: msg`Aquí queda cada cambio: quién, cuándo y qué decía antes.`,
  before: msg`Antes`,
  after: msg`Después`,
  table: msg`Datos que cambiaron`,
  verified: msg`Se confirmó sin cambiar nada.`,
};

/** Where a change came from. */
export const sourceWords: CodeWords<'release' | 'edit' | 'suggestion' | 'import'> = {
  release: msg`Datos de inicio de Konbit`, edit: msg`Edición`, suggestion: msg`Sugerencia aprobada`, import: msg`Archivo importado`,
};
