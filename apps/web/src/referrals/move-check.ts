import type { FieldError } from '@konbit/contracts';
import { readDateParts, type DateReading } from '../ui/date-parts.js';
import { asksRequirement, fieldsOf, otherDocument, type MoveContext, type MoveField, type MoveValues } from './move-values.js';

export const clockPattern = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/;
const shortestOther = 20;

/** The typed date as the three boxes read it. */
export const dateOf = ({ day, month, year }: MoveValues): DateReading => readDateParts({ day, month, year });

type Check = (values: MoveValues, context: MoveContext) => string | null;

const chosen = (field: 'modality' | 'cancelledBy' | 'outcomeCode' | 'priority' | 'wish' | 'destination' | 'reasonCode', code: string): Check => (values) => (values[field] ? null : code);
const written = (value: string, code: string): string | null => (value.trim() ? null : code);

/** What is wrong with each field, as codes; what only the server can know is left to it. */
const checks: Readonly<Partial<Record<MoveField, Check>>> = {
  reasonCode: chosen('reasonCode', 'REASON_REQUIRED'),
  text: checkText,
  requirementType: (values) => (asksRequirement(values.reasonCode) === 'must' && !values.requirementType ? 'REQUIREMENT_REQUIRED' : null),
  documentType: (values) => written(values.documentType, 'REQUIREMENT_REQUIRED'),
  words: (values) => (values.requirementType === 'document' ? written(values.words, 'DOCUMENT_NAME_REQUIRED') : null),
  declared: (values) => written(values.declared, 'DECLARED_REQUIRED'),
  missing: (values) => (values.missing.length > 0 ? null : 'MISSING_REQUIRED'),
  responsibleOfficial: (values) => written(values.responsibleOfficial, 'OFFICIAL_REQUIRED'),
  date: checkDate,
  time: (values) => (clockPattern.test(values.time.trim()) ? null : 'TIME_INVALID'),
  place: (values) => written(values.place, 'PLACE_REQUIRED'),
  modality: chosen('modality', 'MODALITY_REQUIRED'),
  minutes: (values) => (values.minutes.trim() === '' || /^[1-9]\d{0,2}$/.test(values.minutes.trim()) ? null : 'MINUTES_INVALID'),
  cancelledBy: chosen('cancelledBy', 'WHO_REQUIRED'),
  outcomeCode: chosen('outcomeCode', 'OUTCOME_REQUIRED'),
  outputs: (values) => (values.outputs.length > 0 ? null : 'OUTPUT_REQUIRED'),
  note: (values) => (values.outcomeCode === 'not_provided' ? written(values.note, 'NOTE_REQUIRED') : null),
  missingText: (values) => written(values.missingText, 'MISSING_TEXT_REQUIRED'),
  tried: (values) => written(values.tried, 'TRIED_REQUIRED'),
  priority: chosen('priority', 'PRIORITY_REQUIRED'),
  wish: chosen('wish', 'WISH_REQUIRED'),
  destination: chosen('destination', 'DESTINATION_REQUIRED'),
};

function checkText(values: MoveValues, { command, requires }: MoveContext): string | null {
  const text = values.text.trim();
  if (command === 'supply_info') return text || (values.unavailable && values.unavailable !== 'other') ? null : 'SUPPLY_REQUIRED';
  if (command === 'note') return text ? null : 'NOTE_REQUIRED';
  if (command === 'forward') return text ? null : 'NEED_TEXT_REQUIRED';
  if (!requires.includes('text')) return null;
  if (!text) return 'TEXT_REQUIRED';
  return values.reasonCode === 'other' && (command === 'reject' || command === 'decline') && text.length < shortestOther ? 'TOO_SHORT' : null;
}

function checkDate(values: MoveValues): string | null {
  const read = dateOf(values);
  if (!read.ok) return read.code;
  return read.value.length === 10 ? null : 'DATE_INVALID';
}

/** The faults of the fields on screen, in their order. */
export function checkMove(values: MoveValues, context: MoveContext): FieldError[] {
  return fieldsOf(context, values).flatMap((field) => {
    const code = checks[field]?.(values, context) ?? null;
    return code ? [{ path: field, code }] : [];
  });
}

/** The requirement as it was named: a published document is a declared one. */
export function requirementOf(values: MoveValues, { documents }: MoveContext): { type: string; declared?: boolean; words?: string } | undefined {
  if (!values.requirementType) return undefined;
  const words = values.words.trim() || undefined;
  if (values.requirementType !== 'document') return { type: values.requirementType, words, declared: values.declared === 'unknown' ? undefined : values.declared === 'yes' };
  const published = documents.length > 0 && values.documentType !== otherDocument;
  return { type: 'document', words: published ? values.documentType : words, declared: published };
}
