import { caseEvents } from './case-events.js';
import { directoryEvents } from './directory-events.js';
import type { EventContract } from './envelope.js';
import { otherReferralEvents, referralEvents } from './referral-events.js';

/** Every event contract of the product: schemas, samples and documents are written from this list. */
export const eventContracts: readonly EventContract[] = [...Object.values(referralEvents), ...otherReferralEvents, ...caseEvents, ...directoryEvents];
