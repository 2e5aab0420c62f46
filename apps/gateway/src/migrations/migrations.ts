import type { Migration } from '@konbit/platform';
import { session0001 } from './0001-session.js';
import { official0002 } from './0002-official.js';

/** The gateway's schema, in order. */
export const migrations: readonly Migration[] = [session0001, official0002];
