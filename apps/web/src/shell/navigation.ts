import type { MessageDescriptor } from '@lingui/core';
import { shellWords } from './shell-words.js';

export interface NavEntry {
  to: string;
  label: MessageDescriptor;
  /** Left out for everybody. */
  roles?: readonly string[];
}

const receivers = ['omil_officer', 'social_worker', 'external_counterpart', 'course_coordinator', 'head'];
const senders = ['adviser', 'omil_officer', 'social_worker', 'course_coordinator', 'head'];

/** Entries of the bar, at most five for a role; only screens that the server lets it open. */
export const navEntries: readonly NavEntry[] = [
  { to: '/meson', label: shellWords.home, roles: ['adviser'] },
  { to: '/meson/nueva', label: shellWords.newAttention, roles: ['adviser'] },
  { to: '/recibidas', label: shellWords.received, roles: receivers },
  { to: '/derivaciones', label: shellWords.referrals, roles: senders },
  { to: '/tablero', label: shellWords.board, roles: ['policy', 'head'] },
  { to: '/accesos', label: shellWords.accesses, roles: ['auditor', 'legal'] },
  { to: '/textos', label: shellWords.texts, roles: ['mediator'] },
  { to: '/directorio/por-revisar', label: shellWords.toReview, roles: ['directory_editor'] },
  { to: '/directorio/sugerencias', label: shellWords.suggestions, roles: ['directory_editor'] },
  { to: '/directorio/importar', label: shellWords.import, roles: ['directory_editor'] },
  { to: '/directorio', label: shellWords.directory },
];

/** The entries of who holds these roles. */
export function navFor(roles: readonly string[]): NavEntry[] {
  return navEntries.filter((entry) => entry.roles === undefined || entry.roles.some((role) => roles.includes(role)));
}
