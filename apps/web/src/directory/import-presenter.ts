import type { FieldError } from '@konbit/contracts/forms';
import type { MessageDescriptor } from '@lingui/core';
import { messageOf } from '../errors/sentence.js';
import { reviewWords } from './review-words.js';

type Say = (message: MessageDescriptor) => string;

/** One fault of an imported file, where it lies and in words. */
export interface ImportFault {
  key: string;
  line: number | null;
  column: string | null;
  text: string;
}
export const shownFaults = 100;

const words: Readonly<Record<string, MessageDescriptor>> = {
  REQUIRED: reviewWords.required, UNKNOWN_CODE: reviewWords.unknownCode, CODE_INVALID: reviewWords.codeInvalid, CODE_TAKEN: reviewWords.codeTaken,
  TIME_INVALID: reviewWords.timeInvalid, HOURS_INVALID: reviewWords.timeInvalid,
  COLUMN_UNKNOWN: reviewWords.columnUnknown, INVALID_INPUT: reviewWords.valueInvalid, CSV_INVALID: reviewWords.csvInvalid, TOO_MANY_ROWS: reviewWords.tooManyRows,
};

const linePart = /^(?:line )?(\d+)$/;

/** The faults in the order of the file; a path names the line and then the column, `line 3.comuna`. */
export function importFaults(fields: readonly FieldError[], t: Say): ImportFault[] {
  const faults = fields.map(({ path, code }): ImportFault => {
    const parts = path.split(/[. ]/).filter((part) => part !== '');
    const at = parts.findIndex((part) => linePart.test(part));
    const column = (at < 0 ? parts.slice(-1) : parts.slice(at + 1)).join(' ');
    const line = at < 0 ? null : Number(linePart.exec(parts[at] ?? '')?.[1]);
    return { key: `${path} ${code}`, line, column: column || null, text: t(words[code] ?? messageOf(code)) };
  });
  const unique = faults.filter((fault, at) => faults.findIndex(({ key }) => key === fault.key) === at);
  return unique.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
