import type { Migration } from '@konbit/platform';

/** Names of the officials who signed in, so that a log reads *Marcela Rojas* and not an id; a name is never kept with a case. */
export const official0002: Migration = {
  name: '0002-official',
  sql: `
create table official (tenant uuid not null, sub text not null, name text not null, last_seen_at timestamptz not null, constraint official_pk primary key (tenant, sub));
grant select, insert, update on official to gateway_app;`,
};
