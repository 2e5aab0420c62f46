import type { MessageDescriptor } from '@lingui/core';
import type { RouteObject } from 'react-router';
import { shellWords } from './shell-words.js';

/** Screens by area. Each is loaded when it is first opened; a route file exports `Component` (and, if it needs, `loader`). */
export const areaRoutes: RouteObject[] = [
  { path: 'meson', lazy: () => import('../desk/desk-home.js') },
  { path: 'meson/nueva', lazy: () => import('../desk/intake-page.js') },
  { path: 'personas/:id', lazy: () => import('../cases/person-page.js') },
  { path: 'personas/:id/corregir', lazy: () => import('../cases/correct-page.js') },
  { path: 'personas/:id/acceso', lazy: () => import('../cases/access-page.js') },
  { path: 'personas/:id/derivar', lazy: () => import('../refer/refer-page.js') },
  { path: 'recibidas', lazy: () => import('../referrals/received-page.js') },
  { path: 'derivaciones', lazy: () => import('../referrals/origin-page.js') },
  { path: 'derivaciones/:id', lazy: () => import('../referrals/referral-page.js') },
];

export interface NavEntry {
  to: string;
  label: MessageDescriptor;
  roles: readonly string[];
}

const receivers = ['omil_officer', 'social_worker', 'external_counterpart'];
const senders = ['adviser', 'omil_officer', 'social_worker'];

/** Entries of the bar, at most five for a role; only screens that exist. */
export const navEntries: readonly NavEntry[] = [
  { to: '/meson', label: shellWords.home, roles: ['adviser'] },
  { to: '/meson/nueva', label: shellWords.newAttention, roles: ['adviser'] },
  { to: '/recibidas', label: shellWords.received, roles: receivers },
  { to: '/derivaciones', label: shellWords.referrals, roles: senders },
];

export function navFor(roles: readonly string[]): NavEntry[] {
  return navEntries.filter((entry) => entry.roles.some((role) => roles.includes(role)));
}
