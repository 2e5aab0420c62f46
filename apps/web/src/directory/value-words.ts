import { msg } from '@lingui/core/runtime-macro';
import type { MessageDescriptor } from '@lingui/core';
import type { Format } from '@konbit/contracts/format';
import { wordOf } from '../codes/code-words.js';
import { languageName } from '../codes/languages.js';
import { branchStateWords, directoryWords, offeringStateWords } from './directory-words.js';
import { fieldWords } from './edit-words.js';
import { hoursInWords, type Hours } from './hours-words.js';
import { kindName, organisationTypeName } from './place-presenter.js';

type Say = (message: MessageDescriptor) => string;

/** Where the names of what a value points at are found; a name nobody knows is shown as its code. */
export interface Names {
  organisation: (id: string) => string | undefined;
  comuna: (code: string) => string | undefined;
  service: (id: string) => string | undefined;
}
export interface ChangeInWords {
  key: string;
  field: string;
  before: string;
  after: string;
}

const yes = msg`sí`;
const no = msg`no`;

/** One edited field in words: its name, what it was and what it is; values come as JSON texts. */
export function changeInWords({ field, before, after }: { field: string; before: string | null; after: string | null }, t: Say, format: Format, names: Names): ChangeInWords {
  const word = fieldWords[field];
  const said = (value: string | null): string => valueInWords(field, value, t, format, names);
  return { key: field, field: word ? t(word) : field, before: said(before), after: said(after) };
}

/** The value of a field in words; null reads *sin confirmar*. */
export function valueInWords(field: string, json: string | null, t: Say, format: Format, names: Names): string {
  const value = read(json);
  if (value === null || value === undefined || value === '') return t(directoryWords.unconfirmed);
  if (typeof value === 'boolean') return t(value ? yes : no);
  if (Array.isArray(value)) return listInWords(field, value.map(String), t, format);
  if (typeof value === 'object') return hoursInWords(value as Hours, t, format) || t(directoryWords.unconfirmed);
  return codeInWords(field, typeof value === 'number' ? format.number(value) : value as string, t, format, names);
}

function read(json: string | null): unknown {
  if (json === null) return null;
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}

function listInWords(field: string, values: readonly string[], t: Say, format: Format): string {
  if (values.length === 0) return t(field === 'documents' ? directoryWords.noPapers : directoryWords.unconfirmed);
  return format.list(field === 'languages' ? values.map((code) => languageName(code, t).name) : values);
}

function codeInWords(field: string, value: string, t: Say, format: Format, names: Names): string {
  switch (field) {
    case 'status': { const word = wordOf(branchStateWords, value) ?? wordOf(offeringStateWords, value); return word ? t(word) : value; }
    case 'fee': return value === 'free' ? t(directoryWords.free) : value === 'paid' ? t(directoryWords.paid) : value;
    case 'kind': return kindName(value, t);
    case 'type': return organisationTypeName(value, t);
    case 'verifiedOn': return format.date(value);
    case 'comuna': return names.comuna(value) ?? value;
    case 'organisationId': case 'parentId': return names.organisation(value) ?? value;
    case 'serviceId': return names.service(value) ?? value;
    default: return value;
  }
}
