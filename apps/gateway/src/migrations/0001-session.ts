import type { Migration } from '@konbit/platform';

/** Sessions are read before the tenant is known, so they stand outside the municipality wall (DESIGN §5). */
export const session0001: Migration = {
  name: '0001-session',
  sql: `
create table session (
  id_hash bytea constraint session_pk primary key,
  sub text not null,
  tenant uuid not null,
  sid text,
  refresh_enc bytea,
  access_enc bytea not null,
  id_token_enc bytea not null,
  access_expires_at timestamptz not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  revoked_at timestamptz);
create index session_sub on session (sub);
create index session_sid on session (sid);
create index session_created_at on session (created_at);
create table logout_token (jti text constraint logout_token_pk primary key, seen_at timestamptz not null);
grant select, insert, update, delete on session, logout_token to gateway_app;`,
};
