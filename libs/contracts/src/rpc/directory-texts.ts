import { z } from 'zod';
import { command, query } from './rpc.js';
import { byIds, connectionOf, effect, envelopeFields, instant, pageArgs, uuid } from './shapes.js';

/** Languages that texts for persons are kept in (WEB §9), ISO 639-1. */
export const textLanguages = ['ht', 'pt', 'en'] as const;
export type TextLanguage = (typeof textLanguages)[number];
export const textStates = ['missing', 'draft', 'reviewed', 'approved'] as const;

/** One text for persons in one language, beside its Spanish source; an approval holds for the source it was given on. */
export const textView = z.object({
  id: uuid, version: z.int(), key: z.string(), usedIn: z.enum(['slip', 'notice', 'page']), language: z.enum(textLanguages), source: z.string(), body: z.string().nullable(),
  state: z.enum(textStates), author: z.string().nullable(), reviewer: z.string().nullable(), reviewedAt: instant.nullable(), note: z.string().nullable(), requestedAt: instant.nullable(),
  /** What the reader may do now: `propose` a wording, `review`, `approve`, send `back`. */
  availableActions: z.array(z.enum(['propose', 'review', 'approve', 'back'])),
});
export type TextView = z.infer<typeof textView>;

/** Texts to print: the Spanish source always, another language with its state. */
export const printTexts = z.object({
  source: z.record(z.string(), z.string()),
  translations: z.array(z.object({ language: z.enum(textLanguages), key: z.string(), body: z.string().nullable(), state: z.enum(textStates) })),
  /** Version of the privacy notice: changes exactly when its Spanish source does. */
  noticeVersion: z.string(),
});
export type PrintTexts = z.infer<typeof printTexts>;

const printTextsIn = z.object({ usedIn: z.enum(['slip', 'notice', 'page']), languages: z.array(z.enum(textLanguages)).max(textLanguages.length) });

export const textCalls = {
  'directory.printTexts': query({ anonymous: true, in: printTextsIn, out: printTexts }),
  /** What waits for a reader of the language, requested ones first (`text.review`). */
  'directory.texts': query({ in: z.object({ language: z.enum(textLanguages), state: z.enum(textStates).optional(), page: pageArgs }), out: connectionOf(textView).extend({ waiting: z.int() }), refusals: ['CURSOR_INVALID', 'PAGE_SIZE_INVALID'] }),
  'directory.textsByIds': query({ in: byIds, out: z.object({ texts: z.array(textView.nullable()) }) }),
  'directory.moveText': command({
    in: z.object({ ...envelopeFields, textId: uuid, command: z.enum(['propose', 'review', 'approve', 'back']), body: z.string().trim().min(1).max(2000).optional(), note: z.string().max(500).optional() }), out: effect,
    refusals: ['NOT_FOUND', 'FORBIDDEN_ACTION', 'VERSION_CONFLICT', 'INVALID_TRANSITION', 'DATA_REQUIRED', 'OWN_WORK'],
  }),
  /** The desk misses a language on paper: its texts go to the head of the mediator's list. */
  'directory.requestTranslation': command({ in: z.object({ ...envelopeFields, requestId: uuid, usedIn: z.enum(['slip', 'notice', 'page']), language: z.enum(textLanguages) }), out: effect, refusals: ['FORBIDDEN_ACTION'] }),
};
