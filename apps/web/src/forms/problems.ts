import type { MessageDescriptor } from '@lingui/core';
import { sentence } from '../errors/sentence.js';
import type { AppError } from '../shell/app-error.js';

/** One line of the error summary; `field` is the name of a field of the form, or null. */
export interface FormProblem {
  field: string | null;
  code: string;
  text: string;
}

export interface ProblemWords {
  /** Sentences of this form that say it better, by code or by `field:CODE`. */
  words?: Readonly<Record<string, MessageDescriptor>>;
  /** Where a path of the command's data is typed, when the names differ: `person.birthYear` → `birth`. */
  fieldOf?: (path: string) => string | null;
}

function line(field: string | null, code: string, { words = {} }: ProblemWords): FormProblem {
  const own = words[`${field ?? ''}:${code}`];
  return { field, code, text: sentence(code, own ? { ...words, [code]: own } : words) };
}

/** Nested errors of a form as lines, in the order of the fields. Each message is a code. */
export function problemsOfForm(errors: object, options: ProblemWords = {}, path = ''): FormProblem[] {
  return Object.entries(errors).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value !== 'object' || value === null || name === 'ref') return [];
    const here = path ? `${path}.${name}` : name;
    if ('message' in value && typeof value.message === 'string' && value.message) return [line(name === 'root' ? path || null : here, value.message, options)];
    return problemsOfForm(value, options, name === 'root' ? path : here);
  });
}

/** A refusal of the server as lines: its fields where it names some, else one sentence about the whole. */
export function problemsOfRefusal(error: AppError, options: ProblemWords = {}): FormProblem[] {
  const fieldOf = options.fieldOf ?? ((path: string): string => path);
  const lines = error.fields.map(({ path, code }) => line(fieldOf(path), code, options));
  const unique = lines.filter((one, at) => lines.findIndex((other) => other.field === one.field && other.text === one.text) === at);
  return unique.length > 0 ? unique : [line(null, error.code, options)];
}
