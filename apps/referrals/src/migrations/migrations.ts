import type { Migration } from '@konbit/platform';
import { referralsTables } from './0001-referrals.js';

/** Every change of this service's schema, in order. */
export const migrations: readonly Migration[] = [referralsTables];
