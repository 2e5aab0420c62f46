import { type Language, type Problem, wordsOfProblem } from '@konbit/criteria';
import type { InputProblem } from './criteria-files.js';

interface Wording {
  problems: Readonly<Record<Exclude<InputProblem['code'], Problem['code']>, string>>;
  alike: string;
  alone: string;
  undecided: string;
  open: string;
}

const wording: Readonly<Record<Language, Wording>> = {
  es: {
    problems: {
      FILE_NOT_FOUND: 'el archivo no existe. Revise la ruta.',
      FILE_UNREADABLE: 'el archivo no se puede leer. Revise que sea un archivo y que tenga permiso.',
      INVALID_JSON: 'deja de ser JSON en la línea y columna {what}. Corrija esa parte.',
      NO_FILES: 'la carpeta no tiene archivos .json. Indique la carpeta de los criterios.',
      USAGE: '{what}',
    },
    alike: 'Responden igual a todas las personas:',
    alone: 'Ningún otro responde igual que:',
    undecided: 'No se pudo decidir entre {a} y {b}. Aumente el límite con --budget.',
    open: 'No se pudo decidir: el límite de piezas se acabó antes.',
  },
  en: {
    problems: {
      FILE_NOT_FOUND: 'the file does not exist. Look at its path.',
      FILE_UNREADABLE: 'the file cannot be read. See that it is a file and that you may read it.',
      INVALID_JSON: 'stops being JSON at line and column {what}. Correct that part.',
      NO_FILES: 'the folder has no .json files. Name the folder of the criteria.',
      USAGE: '{what}',
    },
    alike: 'These answer everybody alike:',
    alone: 'None other answers like:',
    undecided: 'Undecided between {a} and {b}. Raise the limit with --budget.',
    open: 'Undecided: the limit of pieces ended first.',
  },
};

/** The command's own words in a language. */
export function wordingOf(language: Language): Wording {
  return wording[language];
}

/** A fault of the input: its file, its place, and what to do. */
export function problemLine({ file, what = '', ...problem }: InputProblem, language: Language): string {
  const { problems } = wording[language];
  const own = problems[problem.code as keyof typeof problems];
  const text = own === undefined ? wordsOfProblem({ ...problem, what } as Problem, language) : own.replace('{what}', what);
  return file === undefined ? text : `${file}: ${text}`;
}

/** What `npx konbit criteria` prints without a question. */
export const criteriaHelp = `Uso: npx konbit criteria <pregunta> [--json | --words es|en] [--budget N]

  diff A.json B.json                     ¿tratan dos criterios igual a todas las personas? Si no, a quiénes no, con una persona de ejemplo
  diff --batch PARES.ndjson              una respuesta JSON por cada línea {"a":…,"b":…,"id":…}; "-" lee la entrada estándar
  health T.json                          vacíos, reglas que no deciden para nadie, que sobran, que aceptan y rechazan a la vez
  evaluate T.json --person P.json        qué responde a una persona; los datos que faltan quedan abiertos
  classes CARPETA                        agrupa los criterios *.json de una carpeta que responden igual a todos

  --json         escribe JSON en la salida, también los errores
  --words es|en  escribe frases (español si no se indica)
  --budget N     piezas que puede revisar antes de responder "no se pudo decidir" (5000000)

Funciona sin iniciar Konbit. Termina con 0 si son iguales, están sanos o hay respuesta; 1 si difieren o algo debe corregirse;
2 si el comando o un archivo está mal escrito; 3 si no se pudo decidir. Con --batch: 0 si cada línea tuvo respuesta,
2 si alguna estaba mal escrita, 3 si alguna no se pudo decidir.
`;
