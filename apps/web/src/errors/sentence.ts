import type { MessageDescriptor } from '@lingui/core';
import { t } from '../i18n/i18n.js';
import { errorWords, unknownFault } from './error-words.js';
import { formWords } from './form-words.js';

/** The message of a code, from the server or a form; `own` are words of one screen that say it better. */
export function messageOf(code: string, own: Readonly<Record<string, MessageDescriptor>> = {}): MessageDescriptor {
  return own[code] ?? formWords[code] ?? (errorWords as Readonly<Record<string, MessageDescriptor>>)[code] ?? unknownFault;
}

/** The sentence of a code in the language of the screen. */
export function sentence(code: string, own?: Readonly<Record<string, MessageDescriptor>>): string {
  return t(messageOf(code, own));
}
