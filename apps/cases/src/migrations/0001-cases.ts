import { messagingMigrationSql } from '@konbit/messaging';
import { auditMigrationSql, type Migration, tenantPolicySql } from '@konbit/platform';

const person = `
create table person (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, folio text not null, created_at timestamptz not null,
  constraint person_folio unique (tenant_id, folio));
create table person_record (
  id uuid primary key, tenant_id uuid not null, person_id uuid not null references person(id), org_id uuid not null, branch_id uuid not null,
  given_names text not null, first_surname text not null, second_surname text, social_name text, name_as_in_document text,
  birth_year int, birth_date date, birth_approximate boolean not null default false, nationality text not null, language text not null, interpreter boolean not null default false,
  sector text, phone_sealed bytea, phone_index bytea, email_sealed bytea, address_sealed bytea, safe_contact_sealed bytea,
  name_key text collate "C" not null, name_key_short text collate "C" not null, sort_name text collate "C" not null,
  reason text not null, created_at timestamptz not null, created_by text not null,
  constraint person_record_reason check (reason in ('intake', 'same_person', 'referral')));
create index person_record_of_person on person_record (tenant_id, person_id, org_id);
create index person_record_name on person_record (tenant_id, name_key, birth_year);
create index person_record_name_short on person_record (tenant_id, name_key_short, birth_year);
create index person_record_phone on person_record (tenant_id, phone_index) where phone_index is not null;
create table person_name_token (
  tenant_id uuid not null, token text collate "C" not null, person_id uuid not null references person(id), birth_year int not null default 0,
  constraint person_name_token_pk primary key (tenant_id, token, person_id, birth_year));
create index person_name_token_of_person on person_name_token (tenant_id, person_id);
create table identifier (
  id uuid primary key, tenant_id uuid not null, person_id uuid not null references person(id), record_id uuid not null references person_record(id),
  type text not null, country text, value_sealed bytea, typed_sealed bytea, reason_sealed bytea, value_index bytea, text_index bytea,
  state text not null default 'declared', warning text, valid_from timestamptz not null, valid_to timestamptz, replaced_by uuid, created_by text not null,
  constraint identifier_state check (state in ('declared', 'seen', 'verified', 'superseded', 'disputed', 'shared')));
create unique index identifier_verified_run on identifier (tenant_id, value_index) where type = 'RUN' and state = 'verified';
create index identifier_of_person on identifier (tenant_id, person_id);
create index identifier_value on identifier (tenant_id, value_index) where value_index is not null;
create index identifier_text on identifier (tenant_id, text_index) where text_index is not null;
create table person_not_same (
  tenant_id uuid not null, person_id uuid not null references person(id), other_id uuid not null references person(id), org_id uuid not null, said_by text not null, said_at timestamptz not null,
  constraint person_not_same_pk primary key (tenant_id, person_id, other_id));
create index person_not_same_other on person_not_same (tenant_id, other_id);
`;

const work = `
create table case_file (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, person_id uuid not null references person(id), org_id uuid not null, branch_id uuid not null, opened_at timestamptz not null,
  constraint case_file_one unique (tenant_id, person_id, org_id));
create table need (
  id uuid primary key, tenant_id uuid not null, case_file_id uuid not null references case_file(id), code text not null, service_id uuid, text_sealed bytea,
  state text not null default 'open', referral_id uuid, reason_code text, added_at timestamptz not null,
  constraint need_state check (state in ('open', 'referred', 'met', 'dropped')));
create index need_of_case_file on need (tenant_id, case_file_id, added_at);
create index need_of_referral on need (tenant_id, referral_id) where referral_id is not null;
create table attendance (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, person_id uuid not null references person(id), record_id uuid not null references person_record(id),
  org_id uuid not null, branch_id uuid not null, channel text not null, state text not null, queue_number int not null, arrived_at timestamptz not null, arrived_on date not null,
  taken_at timestamptz, ended_at timestamptz, language text not null, interpreter boolean not null, need_codes text[] not null, officer text, result_code text, referral_id uuid,
  constraint attendance_state check (state in ('waiting', 'in_service', 'closed', 'left')),
  constraint attendance_of_referral unique (tenant_id, referral_id));
create index attendance_queue on attendance (tenant_id, branch_id, arrived_at, id) where state in ('waiting', 'in_service') and channel <> 'referral';
create index attendance_day on attendance (tenant_id, branch_id, arrived_on);
create index attendance_of_person on attendance (tenant_id, person_id, org_id, arrived_on desc);
create table queue_day (
  tenant_id uuid not null, branch_id uuid not null, day date not null, last_number int not null, constraint queue_day_pk primary key (tenant_id, branch_id, day));
`;

const sharing = `
create table consent (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, person_id uuid not null references person(id), org_id uuid not null, branch_id uuid not null,
  recipient_org_id uuid not null, purpose text not null, field_groups text[] not null, how text not null, given_at timestamptz not null, recorded_by text not null, revoked_at timestamptz, revoked_by text);
create index consent_of_person on consent (tenant_id, person_id, given_at desc);
create table access_grant (
  tenant_id uuid not null, id uuid primary key, version int not null default 0, person_id uuid not null references person(id), record_id uuid not null references person_record(id),
  branch_id uuid not null, org_id uuid not null, referral_id uuid, field_groups text[] not null, basis_kind text not null, basis_id uuid,
  opened_at timestamptz not null, ends_at timestamptz, ended_reason text,
  constraint access_grant_basis check (basis_kind in ('consent', 'legal_function', 'override', 'break_glass')),
  constraint access_grant_of_referral unique (tenant_id, referral_id, branch_id));
create index access_grant_reading on access_grant (tenant_id, branch_id, person_id);
create index access_grant_basis_id on access_grant (tenant_id, basis_id) where basis_kind = 'consent';
create table stated_reason (
  id uuid primary key, tenant_id uuid not null, person_id uuid not null references person(id), action text not null, reason_sealed bytea not null, said_by text not null, said_at timestamptz not null);
create table followed_referral (
  id uuid primary key, tenant_id uuid not null, person_id uuid not null, record_id uuid, service_id uuid, need_code text, need_id uuid, origin_branch uuid not null, owner_branch uuid, owner_org uuid,
  state text not null, accepted_at timestamptz);
create index followed_referral_of_person on followed_referral (tenant_id, person_id);
create table timeline_entry (
  tenant_id uuid not null, event_id uuid primary key, person_id uuid not null, record_id uuid, occurred_at timestamptz not null, kind text not null,
  aggregate_type text not null, aggregate_id uuid not null, agg_version int not null, branch_id uuid, codes jsonb not null);
create index timeline_entry_of_person on timeline_entry (tenant_id, person_id, occurred_at desc, event_id);
`;

const reference = `
create table known_organisation (
  id uuid, tenant_id uuid not null, code text not null, name text not null, parent_id uuid, outside boolean not null, inside_municipality boolean not null,
  constraint known_organisation_pk primary key (tenant_id, id));
create table known_branch (
  id uuid, tenant_id uuid not null, code text not null, name text not null, organisation_id uuid not null, comuna text not null, status text not null,
  constraint known_branch_pk primary key (tenant_id, id));
create table known_service (
  id uuid, tenant_id uuid not null, code text not null, name text not null, sensitive boolean not null, fact_keys text[] not null, norm_codes text[] not null,
  constraint known_service_pk primary key (tenant_id, id));
`;

const walled = [
  'person', 'person_record', 'person_name_token', 'identifier', 'person_not_same', 'case_file', 'need', 'attendance', 'queue_day', 'consent', 'access_grant',
  'stated_reason', 'followed_referral', 'timeline_entry', 'known_organisation', 'known_branch', 'known_service',
];

export const cases0001: Migration = {
  name: '0001-cases',
  sql: [
    person, work, sharing, reference, ...walled.map((table) => tenantPolicySql('cases', table)), auditMigrationSql('cases'), messagingMigrationSql('cases'),
    // What somebody said for reading what is closed stays as it was said.
    'revoke update, delete on stated_reason from cases_app;',
  ].join('\n'),
};
