import type { Migration } from '@konbit/platform';
import { auditMigrationSql, tenantPolicySql } from '@konbit/platform';
import { messagingMigrationSql } from '@konbit/messaging';

const referral = `
create table referral (
  id uuid constraint referral_pk primary key, tenant_id uuid not null, folio text not null, version int not null default 0,
  state text not null constraint referral_state check (state in ('draft', 'requested', 'info_requested', 'accepted', 'scheduled', 'no_show', 'appt_cancelled',
    'active', 'on_hold', 'cancel_requested', 'rejected', 'cancelled', 'completed', 'failed', 'entered_in_error')),
  origin_org uuid not null, origin_branch uuid not null, official text not null, authored_at timestamptz not null,
  person_id uuid, record_id uuid, service_id uuid, need_id uuid, need_code text, priority text not null, companion boolean not null default false,
  destination_branch uuid, pool_comuna text, owner_org uuid, owner_branch uuid,
  field_groups text[] not null default '{}', basis_kind text, basis_norm text, basis_consent uuid, basis_override text, basis_id uuid,
  facts jsonb not null default '{}', language text, interpreter boolean not null default false, age_band text,
  replaces uuid, duplicate_reason text, part_of uuid, chain uuid[] not null,
  destination_ref text, responsible_official text, sent_at timestamptz, opened_at timestamptz, opened_by text, opened_via text,
  cancel_requested_at timestamptz, moved_at timestamptz not null, ended_at timestamptz, ended_by text, acknowledged_at timestamptz,
  due_at timestamptz not null default 'infinity', extended text[] not null default '{}',
  reason_code text, outcome_code text, requirement_type text, requirement_document text, requirement_declared boolean,
  missing text[] not null default '{}', hold_reason text, review_on text, served_on text, outputs jsonb not null default '[]',
  appointment_id uuid, appointment_at timestamptz, texts bytea,
  constraint referral_folio unique (tenant_id, folio),
  constraint referral_sent check (state in ('draft', 'entered_in_error') or (person_id is not null and record_id is not null and service_id is not null)),
  constraint referral_ended check (state not in ('rejected', 'cancelled', 'completed', 'failed', 'entered_in_error') or reason_code is not null or outcome_code is not null));
comment on column referral.due_at is 'end of the answer clock; infinity while it does not run, so that one index orders every list';
create index referral_owner_due on referral (tenant_id, owner_branch, state, due_at, id);
create index referral_owner_moved on referral (tenant_id, owner_branch, state, moved_at, id);
create index referral_origin_moved on referral (tenant_id, origin_branch, state, moved_at, id);
create index referral_answers on referral (tenant_id, origin_branch, moved_at, id) where ended_by = 'D' and acknowledged_at is null;
create index referral_pool on referral (tenant_id, pool_comuna, service_id, due_at, id) where owner_branch is null and state = 'requested';
create index referral_person on referral (tenant_id, person_id, authored_at, id);
create index referral_part_of on referral (part_of) where part_of is not null;`;

const records = `
create table appointment (
  id uuid constraint appointment_pk primary key, tenant_id uuid not null, referral_id uuid not null constraint appointment_referral references referral (id),
  branch_id uuid not null, starts_at timestamptz not null, zone text not null default 'America/Santiago', minutes int not null, place bytea not null,
  modality text not null, interpreter boolean not null, booked_by text not null, booked_at timestamptz not null,
  ending text constraint appointment_ending check (ending in ('attended', 'missed', 'moved', 'cancelled')), ended_at timestamptz, ended_by text, end_reason text);
create index appointment_of_referral on appointment (referral_id, starts_at);
create unique index appointment_live on appointment (referral_id) where ending is null;

create table referral_step (
  tenant_id uuid not null, referral_id uuid not null constraint step_referral references referral (id), version int not null,
  command text not null, fact text not null, from_state text not null, to_state text not null, at timestamptz not null, actor_kind text not null,
  by_branch uuid not null, official text not null, reason_code text, outcome_code text, appointment_at timestamptz, text bytea,
  transaction_id uuid not null, requesting_body text, receiving_body text, procedure_code text, deadline timestamptz, response_type text not null,
  provider_code text, consumer_code text, person_id uuid, basis_id uuid, run bytea, channel text not null, said_at timestamptz, wish text,
  constraint referral_step_pk primary key (referral_id, version));
create index referral_step_transaction on referral_step (tenant_id, transaction_id);`;

const projections = `
create table organisation (
  tenant_id uuid not null, id uuid not null, code text not null, name text not null, parent_id uuid, outside boolean not null, inside_municipality boolean not null,
  constraint organisation_pk primary key (tenant_id, id));
create table branch (
  tenant_id uuid not null, id uuid not null, code text not null, name text not null, organisation_id uuid not null, comuna text not null, status text not null,
  constraint branch_pk primary key (tenant_id, id));
create table service (
  tenant_id uuid not null, id uuid not null, code text not null, name text not null, sensitive boolean not null,
  constraint service_pk primary key (tenant_id, id));
create table offering (
  tenant_id uuid not null, id uuid not null, branch_id uuid not null, service_id uuid not null, status text not null,
  constraint offering_pk primary key (tenant_id, id));
create index offering_of_branch on offering (tenant_id, branch_id, service_id);
create index offering_of_service on offering (tenant_id, service_id, branch_id);
create table access_mark (
  tenant_id uuid not null, grant_id uuid not null, referral_id uuid not null, branch_id uuid not null, ended_at timestamptz, reason_code text,
  constraint access_mark_pk primary key (tenant_id, grant_id));
create index access_mark_of_referral on access_mark (referral_id, branch_id);`;

/** Tables behind the municipality wall. */
export const walledTables = ['referral', 'appointment', 'referral_step', 'organisation', 'branch', 'service', 'offering', 'access_mark'] as const;

export const referralsTables: Migration = {
  name: '0001-referrals',
  sql: [
    messagingMigrationSql('referrals'), auditMigrationSql('referrals'), referral, records, projections,
    ...walledTables.map((table) => tenantPolicySql('referrals', table)),
    // Steps are the trace of the law: the service adds and reads them.
    'revoke update, delete on referral_step from referrals_app; revoke delete on referral, appointment from referrals_app;',
  ].join('\n'),
};
