import type { Migration } from '@konbit/platform';
import { session0001 } from './0001-session.js';

/** The gateway's schema, in order. */
export const migrations: readonly Migration[] = [session0001];
