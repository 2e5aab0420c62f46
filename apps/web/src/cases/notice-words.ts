import type { noticeManners } from '@konbit/contracts';
import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import type { CodeWords } from '../codes/code-words.js';

type Words = MessageDescriptor;
type Manner = (typeof noticeManners)[number];

/** How the notice reached the person. */
export const mannerWords: CodeWords<Manner> = {
  read_aloud: msg`Leído en voz alta`, read_by_interpreter: msg`Leído por intérprete`, handed_over: msg`Entregado en papel`, recording: msg`Grabación`,
};

/** The same inside a sentence. */
export const mannerPhrases: CodeWords<Manner> = {
  read_aloud: msg`en voz alta`, read_by_interpreter: msg`por intérprete`, handed_over: msg`en papel`, recording: msg`con una grabación`,
};

/** Words of the privacy notice: the text to read, and what is kept of having read it. */
export const noticeWords = {
  section: msg`Aviso de privacidad`,
  title: msg`Leer el aviso de privacidad`,
  readAloud: msg`Lea en voz alta`,
  inSpanish: msg`En español`,
  inLanguage: (language: string): Words => msg`En ${{ language }}`,
  draft: msg`BORRADOR`,
  missing: (language: string): Words => msg`Falta el aviso en ${{ language }}. Léalo en español con intérprete.`,
  unavailable: msg`No se pudo traer el aviso completo. Lea esta frase y anote el aviso después, en la ficha.`,
  short: msg`«Lo que usted nos cuente sirve para orientarle. No se entrega a nadie sin su permiso. Puede no responder.»`,
  show: msg`Ver el aviso completo`,
  read: msg`Aviso leído`,
  readHelp: msg`Marque cómo se dio. Queda anotado al guardar, con su nombre, el idioma y la versión.`,
  optionalHow: msg`opcional: marque cómo se dio`,
  notYet: msg`Todavía no`,
  languageRead: msg`En qué idioma`,
  save: msg`Anotar aviso leído`,
  saved: msg`Aviso anotado.`,
  notSaved: msg`La atención se guardó, pero el aviso no quedó anotado. Anótelo en la ficha.`,
  chooseManner: msg`Elija cómo se le dio el aviso.`,
  nobody: msg`Aún no se le ha leído el aviso.`,
  readBy: (day: string, official: string, language: string, manner: string): Words => msg`Aviso leído el ${{ day }} por ${{ official }} en ${{ language }}, ${{ manner }}.`,
  readAt: (day: string, office: string, language: string, manner: string): Words => msg`Aviso leído el ${{ day }} en ${{ office }}, en ${{ language }}, ${{ manner }}.`,
  readPlain: (day: string, language: string, manner: string): Words => msg`Aviso leído el ${{ day }} en ${{ language }}, ${{ manner }}.`,
  newer: msg`Hay una versión más nueva del aviso. Vuelva a leerlo.`,
  current: msg`Es la versión vigente.`,
  before: msg`Antes`,
  readNow: msg`Leer el aviso`,
  readAgain: msg`Leer de nuevo`,
  mayNot: msg`Su oficina no puede anotar el aviso de esta persona.`,
};
