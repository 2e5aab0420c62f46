import { commit, OutboxRelay, PostgresEventLog } from '@konbit/messaging';

export const used = [commit, OutboxRelay, PostgresEventLog];
