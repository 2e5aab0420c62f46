import { type Migration, tenantPolicySql } from '@konbit/platform';

const slip = `
create table slip (
  id uuid constraint slip_pk primary key, tenant_id uuid not null, version int not null default 0,
  referral_id uuid not null constraint slip_referral references referral (id), code_hash bytea not null, code_sealed bytea not null,
  issued_at timestamptz not null, issued_by text not null, expires_at timestamptz not null,
  constraint slip_of_referral unique (referral_id), constraint slip_code unique (code_hash));
comment on column slip.code_hash is 'keyed hash: the code itself is only in the sealed column, so that a reprint shows the same one';`;

const notice = `
create table notice (
  id uuid constraint notice_pk primary key, tenant_id uuid not null, version int not null default 0,
  referral_id uuid not null constraint notice_referral references referral (id), branch_id uuid not null, origin_branch uuid not null, owner_branch uuid,
  opened_at timestamptz not null, cleared_at timestamptz);
create unique index notice_open on notice (referral_id, branch_id) where cleared_at is null;
create index notice_open_of_branch on notice (tenant_id, branch_id) where cleared_at is null;
create index notice_open_of_origin on notice (tenant_id, origin_branch) where cleared_at is null;`;

/** Tables of this step behind the municipality wall. */
export const slipAndNoticeTables = ['slip', 'notice'] as const;

export const slipAndNotice: Migration = {
  name: '0002-slip-and-notice',
  sql: [
    slip, notice, ...slipAndNoticeTables.map((table) => tenantPolicySql('referrals', table)), 'revoke delete on slip, notice from referrals_app;',
  ].join('\n'),
};
