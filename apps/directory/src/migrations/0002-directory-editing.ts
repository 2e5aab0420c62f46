import { type Migration, tenantPolicySql } from '@konbit/platform';

const entries = `
alter table organisation add column edited_at timestamptz;
alter table branch add column phone text, add column verified_by text, add column closed_reason text, add column edited_at timestamptz, add column search_text text not null default '';
alter table offering add column fee text, add column fee_text text, add column hours jsonb, add column languages text[], add column documents text[], add column note text,
  add column verified_on date, add column verified_by text, add column edited_at timestamptz,
  add constraint offering_fee check (fee in ('free', 'paid'));
alter table service add column names jsonb not null default '{}', add column baseline_in jsonb not null default '{}', add column documents_in jsonb not null default '{}';
`;

const history = `
create table directory_change (
  id uuid primary key, tenant_id uuid not null, subject_type text not null, subject_id uuid not null, version int not null, at timestamptz not null, source text not null, official text,
  fields jsonb not null,
  constraint directory_change_source check (source in ('release', 'edit', 'suggestion', 'import')));
create index directory_change_of_subject on directory_change (tenant_id, subject_id, at desc, id desc);
create table suggestion (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, subject_type text not null, subject_id uuid not null, state text not null, text text, edit jsonb not null,
  suggested_at timestamptz not null, suggested_by text not null, suggested_by_branch_id uuid, decided_at timestamptz, decided_by text, reason text,
  constraint suggestion_state check (state in ('open', 'approved', 'rejected')));
create index suggestion_by_age on suggestion (tenant_id, suggested_at desc, id desc);
create index suggestion_of_official on suggestion (tenant_id, suggested_by, suggested_at desc);
`;

export const directory0002: Migration = {
  name: '0002-directory-editing',
  sql: [entries, history, ...['directory_change', 'suggestion'].map((table) => tenantPolicySql('directory', table))].join('\n'),
};
