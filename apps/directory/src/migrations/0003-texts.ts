import { type Migration, tenantPolicySql } from '@konbit/platform';

const tables = `
create table person_text (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, key text not null, language text not null, used_in text not null, position int, body text, state text not null,
  author text, reviewer text, reviewed_at timestamptz, note text, requested_at timestamptz, source_hash text not null,
  constraint person_text_place unique (tenant_id, key, language),
  constraint person_text_used_in check (used_in in ('slip', 'notice', 'page')),
  constraint person_text_state check (state in ('missing', 'draft', 'reviewed', 'approved')),
  constraint person_text_body check ((body is null) = (state = 'missing')));
create index person_text_of_language on person_text (tenant_id, language, used_in);
create table translation_request (
  id uuid primary key, tenant_id uuid not null, version int not null default 0, used_in text not null, language text not null, branch_id uuid not null, requested_by text not null, requested_at timestamptz not null);
`;

export const directory0003: Migration = {
  name: '0003-texts',
  sql: [tables, ...['person_text', 'translation_request'].map((table) => tenantPolicySql('directory', table))].join('\n'),
};
