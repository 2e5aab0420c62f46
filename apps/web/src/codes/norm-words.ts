import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/runtime-macro';

/** Norms that a sharing basis may name: how each is cited on every screen, and what it says. */
const citations: Readonly<Record<string, string>> = { 'LEY-18695-4': 'Ley 18.695, art. 4' };
const subjects: Readonly<Record<string, MessageDescriptor>> = {
  'LEY-18695-4': msg`funciones de la municipalidad: asistencia social, capacitación y empleo, salud y educación`,
};

/** How a norm is cited; the code itself for one that is not listed. */
export const normName = (code: string): string => citations[code] ?? code;

/** What a norm is about; null for one that is not listed. */
export const normSubject = (code: string): MessageDescriptor | null => subjects[code] ?? null;
