import { commit, OutboxRelay, openEventLog } from '@konbit/messaging';

export const used = [commit, OutboxRelay, openEventLog];
