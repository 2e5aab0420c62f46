import { assertPlainName, tenantWallSql } from '../database/tenant-policy.js';

/** Tables of the plain audit and of its seal (DESIGN §4.5): the app role adds and reads rows, and never reaches the chain. */
export function auditMigrationSql(service: string): string {
  const app = `${assertPlainName(service)}_app`;
  return `
create table audit (
  pos bigint generated always as identity primary key, tenant_id uuid not null, at timestamptz not null default clock_timestamp(),
  actor text not null, branch_id uuid, action text not null, subject_type text not null, subject_id text,
  outcome text not null, code text, trace text not null, details jsonb,
  constraint audit_outcome check (outcome in ('ok', 'refused')));
create table audit_subject (
  tenant_id uuid not null, person_id uuid not null, pos bigint not null, primary key (tenant_id, person_id, pos));
create index audit_subject_pos on audit_subject (pos);
create table audit_link (
  audit_pos bigint primary key, seq bigint not null, hash bytea not null, prev bytea not null, constraint audit_link_seq unique (seq));
${tenantWallSql(service, 'audit')}
${tenantWallSql(service, 'audit_subject')}
grant select, insert on audit, audit_subject to ${app};
alter table audit_link enable row level security;
alter table audit_link force row level security;
create policy audit_link_owner on audit_link to ${service}_owner using (true) with check (true);`;
}
