import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import { formatList, type Format, type Language } from '@konbit/contracts/format';
import { wordOf } from '../codes/code-words.js';
import { languageName } from '../codes/languages.js';
import { inSpanish, type Said } from '../i18n/i18n.js';
import { branchStateWords, directoryWords, offeringStateWords } from './directory-words.js';
import { fieldWords } from './edit-words.js';
import { hoursInWords, type Hours } from './hours-words.js';
import { kindName, organisationTypeName } from './place-presenter.js';

type Say = (message: MessageDescriptor) => string;

/** Where the names of what a value points at are found; a name nobody knows is shown as its code. */
export interface Names {
  organisation: (id: string) => string | undefined;
  comuna: (code: string) => string | undefined;
  service: (id: string) => Said | undefined;
}
export interface ChangeInWords {
  key: string;
  field: string;
  before: Said;
  after: Said;
}

const yes = msg`sí`;
const no = msg`no`;

/** One edited field in words: its name, what it was and what it is; values come as JSON texts. */
export function changeInWords({ field, before, after }: { field: string; before: string | null; after: string | null }, t: Say, format: Format, names: Names): ChangeInWords {
  const word = fieldWords[field];
  const said = (value: string | null): Said => valueInWords(field, value, t, format, names);
  return { key: field, field: word ? t(word) : field, before: said(before), after: said(after) };
}

/** The value of a field in words; null reads *sin confirmar*, and what somebody wrote is Spanish. */
export function valueInWords(field: string, json: string | null, t: Say, format: Format, names: Names): Said {
  const value = read(json);
  if (value === null || value === undefined || value === '') return { text: t(directoryWords.unconfirmed) };
  if (typeof value === 'boolean') return { text: t(value ? yes : no) };
  if (Array.isArray(value)) return listInWords(field, value.map(String), t, format);
  if (typeof value === 'object') return { text: hoursInWords(value as Hours, t, format) || t(directoryWords.unconfirmed) };
  if (typeof value === 'number') return { text: format.number(value) };
  const word = codeInWords(field, value as string, t, format);
  return word === null ? nameInWords(field, value as string, format.language, names) : { text: word };
}

function read(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}

function listInWords(field: string, values: readonly string[], t: Say, format: Format): Said {
  if (values.length === 0) return { text: t(field === 'documents' ? directoryWords.noPapers : directoryWords.unconfirmed) };
  return field === 'languages' ? { text: format.list(values.map((code) => languageName(code, t).name)) } : inSpanish(formatList('es', values), format.language);
}

/** What has words in every language; null for a name or what somebody wrote. */
function codeInWords(field: string, value: string, t: Say, format: Format): string | null {
  switch (field) {
    case 'status': { const word = wordOf(branchStateWords, value) ?? wordOf(offeringStateWords, value); return word ? t(word) : value; }
    case 'fee': return value === 'free' ? t(directoryWords.free) : value === 'paid' ? t(directoryWords.paid) : value;
    case 'kind': return kindName(value, t);
    case 'type': return organisationTypeName(value, t);
    case 'verifiedOn': return format.date(value);
    default: return null;
  }
}

function nameInWords(field: string, value: string, language: Language, names: Names): Said {
  switch (field) {
    case 'comuna': return { text: names.comuna(value) ?? value };
    case 'organisationId': case 'parentId': return inSpanish(names.organisation(value) ?? value, language);
    case 'serviceId': return names.service(value) ?? { text: value };
    default: return inSpanish(value, language);
  }
}
