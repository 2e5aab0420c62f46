import { auditIndexesSql, type Migration, tenantPolicySql } from '@konbit/platform';

/** The privacy notice as each person heard it, and the indexes that the access log and the indicator are read by. */
export const cases0002: Migration = {
  name: '0002-notice-and-indicator',
  sql: `
create table privacy_notice (
  id uuid constraint privacy_notice_pkey primary key, tenant_id uuid not null, version int not null default 0, person_id uuid not null references person(id), org_id uuid not null,
  branch_id uuid not null, notice_version text not null, manner text not null, language text not null, read_at timestamptz not null, official text not null);
create index privacy_notice_of_person on privacy_notice (tenant_id, person_id, read_at desc);
create index attendance_closed on attendance (tenant_id, org_id, person_id, arrived_on) where state = 'closed';
${tenantPolicySql('cases', 'privacy_notice')}
${auditIndexesSql}`,
};
