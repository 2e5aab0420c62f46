import { codeId } from '@konbit/platform';
import { Client } from 'pg';

const tenant = codeId('05101');
const desk = { org: codeId('ORG-IMV-MIG'), branch: codeId('BR-IMV-MIG-CENTRAL') };
const office = { org: codeId('ORG-IMV-OMIL'), branch: codeId('BR-OMIL-VALPO') };
const given = ['marie', 'jean', 'rose', 'wilner', 'maria', 'jose', 'carlos', 'ana', 'luis', 'yolanda', 'nadege', 'wesner', 'daphne', 'pedro', 'juana', 'miguel', 'fabiola', 'ricardo', 'elena', 'jorge'];
const surnames = ['pierre', 'joseph', 'charles', 'augustin', 'louis', 'gonzalez', 'rodriguez', 'perez', 'rojas', 'munoz', 'mamani', 'quispe', 'flores', 'dorsainvil', 'celestin', 'ramirez', 'torres', 'castillo'];

type Run = (sql: string, values?: unknown[]) => Promise<void>;

/** Opens a database as its owner for rows that only a measurement makes: never a way into the product. */
async function asOwner(url: string, work: (run: Run) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(async (sql, values) => { await client.query(sql, values); });
  } finally {
    await client.end();
  }
}

/** The id of the nth row of a kind, the same in every database. */
const nth = (kind: number): string => `lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0')`;
const word = (list: readonly string[], step: number): string => `('{${list.join(',')}}'::text[])[1 + (n / ${step}) % ${list.length}]`;

/** People of the desk, each readable by the job office: names from a small stock with a number of their own, so that a prefix finds many. */
export async function addPersons(casesUrl: string, from: number, to: number): Promise<void> {
  const surname = `${word(surnames, 20)} || (n % 997)::text`;
  await asOwner(casesUrl, async (run) => {
    await run(`insert into person (id, tenant_id, version, folio, created_at) select (${nth(1)})::uuid, $1, 1, 'P-BENCH-' || n, now() from generate_series($2::int, $3::int) n`, [tenant, from, to]);
    await run(`insert into person_record (id, tenant_id, person_id, org_id, branch_id, given_names, first_surname, birth_year, nationality, language, name_key, name_key_short, sort_name, reason, created_at, created_by)
      select (${nth(2)})::uuid, $1, (${nth(1)})::uuid, $4, $5, initcap(g), initcap(s), 1950 + n % 60, 'HTI', 'hat', least(g, s) || ' ' || greatest(g, s), least(g, s) || ' ' || greatest(g, s), s || ' ' || g, 'intake', now(), 'bench'
      from generate_series($2::int, $3::int) n, lateral (select ${word(given, 1)} as g, ${surname} as s) named`, [tenant, from, to, desk.org, desk.branch]);
    await run(`insert into person_name_token (tenant_id, token, person_id, birth_year)
      select $1, token, (${nth(1)})::uuid, 1950 + n % 60 from generate_series($2::int, $3::int) n, lateral (values (${word(given, 1)}), (${surname})) tokens (token) on conflict do nothing`, [tenant, from, to]);
    await run(`insert into access_grant (tenant_id, id, version, person_id, record_id, branch_id, org_id, referral_id, field_groups, basis_kind, opened_at)
      select $1, (${nth(3)})::uuid, 1, (${nth(1)})::uuid, (${nth(2)})::uuid, $4, $5, (${nth(4)})::uuid, '{identity,contact}', 'legal_function', now() from generate_series($2::int, $3::int) n`,
    [tenant, from, to, office.branch, office.org]);
    await run('analyze person, person_record, person_name_token, access_grant');
  });
}

/** Referrals to the job office, one of five waiting for its answer; persons repeat after `persons`. */
export async function addReferrals(referralsUrl: string, from: number, to: number, persons: number): Promise<void> {
  const person = `lpad(to_hex(1), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(1 + n % ${persons}), 12, '0')`;
  await asOwner(referralsUrl, async (run) => {
    await run(`insert into referral (id, tenant_id, folio, version, state, origin_org, origin_branch, official, authored_at, person_id, record_id, service_id, need_code, priority, owner_org, owner_branch,
        field_groups, basis_kind, basis_id, chain, sent_at, moved_at, due_at, outcome_code, ended_at)
      select (${nth(4)})::uuid, $1, 'D-BENCH-' || n, 1, case when n % 5 = 0 then 'requested' else 'completed' end, $4, $5, 'bench', now(), (${person})::uuid, (${person})::uuid, $6, 'work', 'routine', $7, $8,
        '{identity,contact}', 'legal_function', $1, '{}', now(), now(), now() + (n || ' seconds')::interval, case when n % 5 = 0 then null else 'provided' end, case when n % 5 = 0 then null else now() end
      from generate_series($2::int, $3::int) n`, [tenant, from, to, desk.org, desk.branch, codeId('OML-01'), office.org, office.branch]);
    await run('analyze referral');
  });
}

/** Branches in the commune's own organisation, ten services each. */
export async function addOfferings(directoryUrl: string, offerings: number): Promise<void> {
  const branches = offerings / 10;
  await asOwner(directoryUrl, async (run) => {
    await run(`insert into branch (id, tenant_id, version, content_hash, code, name, organisation_id, kind, comuna, address, languages, status, demo, basis, search_text)
      select (${nth(5)})::uuid, $1, 1, '', 'BR-BENCH-' || n, initcap(w) || ' ' || n, $2, 'office', '05101', 'Calle ' || n, case when n % 3 = 0 then '{spa,hat}'::text[] end, 'active', false, 'invented', lower(w || ' ' || n)
      from generate_series(1, $3::int) n, lateral (select ${word(['centro', 'oficina', 'plataforma', 'posta', 'sede'], 1)} as w) named`, [tenant, office.org, branches]);
    await run(`insert into offering (id, tenant_id, version, content_hash, branch_id, service_id, status, basis)
      select gen_random_uuid(), $1, 1, '', b.id, s.id, case when random() < 0.3 then 'confirmed' else 'expected' end, 'invented'
      from branch b cross join lateral (select id from service order by md5(id::text || b.id::text) limit 10) s where b.code like 'BR-BENCH-%'`, [tenant]);
    await run('analyze branch, offering');
  });
}
