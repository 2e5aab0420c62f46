import { auditIndexesSql, type Migration } from '@konbit/platform';

/** The access log is read by official, branch and day. */
export const directory0004: Migration = { name: '0004-audit-indexes', sql: auditIndexesSql };
