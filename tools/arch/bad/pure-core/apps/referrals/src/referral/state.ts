import type { ReferralRow } from './referral.entity.js';
export const stateOf = (row: ReferralRow): string => row.state;
