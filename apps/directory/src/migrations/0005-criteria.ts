import { type Migration, tenantPolicySql } from '@konbit/platform';

const tables = `
create table criterion_line (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, service_id uuid not null references service (id), branch_id uuid references branch (id), norm_rank int,
  constraint criterion_line_party check ((branch_id is null) <> (norm_rank is null)),
  constraint criterion_line_rank check (norm_rank between 1 and 5));
create unique index criterion_line_of_party on criterion_line (tenant_id, service_id, branch_id, norm_rank) nulls not distinct;
create index criterion_line_of_branch on criterion_line (branch_id) where branch_id is not null;
create table criterion (
  line_id uuid not null references criterion_line (id), tenant_id uuid not null, version int not null, vocabulary text not null, valid_from date, valid_to date, recorded_at timestamptz not null,
  source jsonb not null, confidence text not null, verified_by text, verified_at timestamptz, withdrawn_at timestamptz, rules jsonb not null, otherwise jsonb not null,
  constraint criterion_version primary key (line_id, version),
  constraint criterion_validity check (valid_to is null or valid_from is null or valid_from < valid_to),
  constraint criterion_confidence check (confidence in ('confirmed', 'declared', 'unconfirmed')));
`;

export const directory0005: Migration = {
  name: '0005-criteria',
  sql: [tables, ...['criterion_line', 'criterion'].map((table) => tenantPolicySql('directory', table))].join('\n'),
};
