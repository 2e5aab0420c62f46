const plainName = /^[a-z][a-z0-9_]*$/;

/** Refuses anything that is not a plain SQL name: these texts become SQL. */
export function assertPlainName(name: string): string {
  if (!plainName.test(name)) throw new Error(`"${name}" is not a plain SQL name`);
  return name;
}

/** The municipality wall of one table (DESIGN §4.1): RLS enabled and forced, both policies, and DML for the app role. */
export function tenantPolicySql(service: string, table: string): string {
  return `${tenantWallSql(service, table)}
grant select, insert, update, delete on ${table} to ${service}_app;`;
}

/** The wall without grants, for tables whose grants are narrower. */
export function tenantWallSql(service: string, table: string): string {
  const owner = `${assertPlainName(service)}_owner`;
  assertPlainName(table);
  return `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy ${table}_tenant on ${table}
  using (tenant_id = nullif(current_setting('konbit.tenant', true), '')::uuid)
  with check (tenant_id = nullif(current_setting('konbit.tenant', true), '')::uuid);
create policy ${table}_owner on ${table} to ${owner} using (true) with check (true);`;
}

/** Grants on a table outside the wall (BACKBONE §3.1); which rights is the caller's decision. */
export function grantsSql(service: string, table: string, rights: readonly ('select' | 'insert' | 'update' | 'delete')[]): string {
  return `grant ${rights.join(', ')} on ${assertPlainName(table)} to ${assertPlainName(service)}_app;`;
}

/** Tables of this library without both tenant policies: they hold no data of people, and the app role cannot reach them. */
export const platformTablesOutsideWall: readonly string[] = ['migration', 'key_use', 'audit_link'];
