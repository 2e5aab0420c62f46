import type { Migration } from '@konbit/platform';
import { referralsTables } from './0001-referrals.js';
import { slipAndNotice } from './0002-slip-and-notice.js';
import { auditIndexes } from './0003-audit-indexes.js';

/** Every change of this service's schema, in order. */
export const migrations: readonly Migration[] = [referralsTables, slipAndNotice, auditIndexes];
