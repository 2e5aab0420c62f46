const plainName = /^[a-z][a-z_]*$/;

const serviceTables = `
create table outbox (pos bigint generated always as identity (cache 1) primary key,
  event_id uuid not null unique, topic text not null, key uuid not null, type text not null, agg_version int not null,
  payload jsonb not null, headers jsonb not null, created_at timestamptz not null default now())
  with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0);
create table command (caller text, key uuid, body_hash bytea not null, result jsonb, done_at timestamptz not null default now(),
  constraint command_pk primary key (caller, key));
create index command_done_at on command (done_at);
create table consumer_key (consumer text, key uuid, last_version int not null default 0,
  state text not null default 'ok' constraint consumer_key_state check (state in ('ok', 'parked')),
  constraint consumer_key_pk primary key (consumer, key));
create table parked (consumer text, key uuid, agg_version int, event jsonb not null, attempts int not null default 0,
  next_at timestamptz not null default now(), cause jsonb,
  state text not null default 'waiting' constraint parked_state check (state in ('waiting', 'dead')),
  constraint parked_pk primary key (consumer, key, agg_version));
create table dead_record (consumer text, topic text, part int default 0, off bigint, raw bytea not null, cause jsonb not null,
  at timestamptz not null default now(), constraint dead_record_pk primary key (consumer, topic, part, off));
create table bus_offset (grp text, topic text, off bigint not null default 0, owner text, epoch bigint not null default 0,
  until timestamptz not null default '-infinity', constraint bus_offset_pk primary key (grp, topic));
`;

/** Tables of the event backbone for one service's database, run by its owner role (BACKBONE §3.1). */
export function messagingMigrationSql(service: string): string {
  const app = `${plain(service)}_app`;
  return `${serviceTables}
grant select, insert, delete on outbox to ${app};
grant select, insert, update on command, consumer_key, bus_offset to ${app};
grant select, insert, update, delete on parked to ${app};
grant select, insert on dead_record to ${app};
`;
}

const logTables = `
create table if not exists bus_topic (topic text primary key, next bigint not null default 1);
create table if not exists bus_log (topic text, off bigint, event_id uuid not null unique, key uuid not null, type text not null,
  agg_version int not null, payload jsonb not null, headers jsonb not null, created_at timestamptz not null default now(),
  primary key (topic, off));
create table if not exists bus_copied (cluster text, topic text, off bigint not null, primary key (cluster, topic));
create index if not exists bus_log_created_at on bus_log (created_at);
`;

/** The log's own database, run by bus_owner, repeatable: each service writes its own topic only (BACKBONE §3.1). */
export function busMigrationSql(services: readonly string[] = ['cases', 'referrals', 'directory']): string {
  const topics = services.map((service) => `('${plain(service)}.events')`).join(', ');
  const writers = services.map((service) => `${service}_app`).join(', ');
  return `${logTables}
insert into bus_topic (topic) values ${topics} on conflict do nothing;
${['bus_topic', 'bus_log'].map(logPolicies).join('\n')}
grant select on bus_topic, bus_log to bus_reader;
grant select, update (next) on bus_topic to ${writers};
grant select, insert on bus_log to ${writers};
`;
}

function logPolicies(table: string): string {
  const own = `topic = split_part(current_user, '_', 1) || '.events'`;
  return `alter table ${table} enable row level security;
alter table ${table} force row level security;
drop policy if exists own_topic on ${table};
create policy own_topic on ${table} using (${own}) with check (${own});
drop policy if exists reader on ${table};
create policy reader on ${table} for select to bus_reader using (true);
drop policy if exists owner on ${table};
create policy owner on ${table} to bus_owner using (true) with check (true);`;
}

function plain(service: string): string {
  if (!plainName.test(service)) throw new Error(`service name "${service}" is not a plain name`);
  return service;
}
