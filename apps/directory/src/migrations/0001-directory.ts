import { messagingMigrationSql } from '@konbit/messaging';
import { auditMigrationSql, type Migration, tenantPolicySql } from '@konbit/platform';

const tables = `
create table organisation (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, content_hash text not null,
  code text not null, name text not null, type text not null, parent_id uuid references organisation(id), outside boolean not null, demo boolean not null, basis text not null,
  constraint organisation_code unique (tenant_id, code));
create table branch (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, content_hash text not null,
  code text not null, name text not null, organisation_id uuid not null references organisation(id), kind text not null, comuna text not null, address text, hours jsonb,
  languages text[], status text not null, demo boolean not null, basis text not null, verified_on date,
  constraint branch_code unique (tenant_id, code));
create index branch_of_organisation on branch (tenant_id, organisation_id);
create table service (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, content_hash text not null,
  code text not null, area text not null, name text not null, needs text[] not null, baseline text, documents text[] not null, fact_keys text[] not null,
  sensitive boolean not null, norm_codes text[] not null, status text not null, basis text not null,
  constraint service_code unique (tenant_id, code));
create table offering (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, content_hash text not null,
  branch_id uuid not null references branch(id), service_id uuid not null references service(id), status text not null, basis text not null,
  constraint offering_place unique (tenant_id, branch_id, service_id));
create index offering_of_service on offering (tenant_id, service_id);
create table norm (
  id uuid primary key, tenant_id uuid not null, code text not null, citation text not null, name text not null, use text not null, basis text not null,
  constraint norm_code unique (tenant_id, code));
create table comuna (
  tenant_id uuid not null, code text not null, name text not null, aliases text[] not null, primary key (tenant_id, code));
`;

export const directory0001: Migration = {
  name: '0001-directory',
  sql: [
    tables,
    ...['organisation', 'branch', 'service', 'offering', 'norm', 'comuna'].map((table) => tenantPolicySql('directory', table)),
    auditMigrationSql('directory'),
    messagingMigrationSql('directory'),
  ].join('\n'),
};
