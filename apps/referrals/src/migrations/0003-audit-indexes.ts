import { auditIndexesSql, type Migration } from '@konbit/platform';

/** The access log is read by official, branch and day. */
export const auditIndexes: Migration = { name: '0003-audit-indexes', sql: auditIndexesSql };
