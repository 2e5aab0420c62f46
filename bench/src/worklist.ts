import { newId } from '@konbit/contracts';
import { codeId } from '@konbit/platform';
import { Client } from 'pg';
import { cpuSeconds, treeCpuSeconds } from './cpu.js';
import { median, type Metric, metric } from './metric.js';
import { Desk, Product } from '@konbit/testing';
import { addPersons, addReferrals } from './rows.js';

const rows = 25;
const people = 10_000;
const windowMs = 3000;
const pairs = 5;
const branch = codeId('BR-OMIL-VALPO');
const tenant = codeId('05101');
const persons = Array.from({ length: rows }, () => newId());

type Work = () => Promise<void>;

/**
 * 25 rows of *Recibidas* with person and service, by the web app's own document through the gateway, against the same rows by three SQL statements, one
 * for each database, with begin and tenant, without audit. CPU of the floor: this process and its backends; of the gateway: its services and theirs.
 */
export async function measureWorklist(): Promise<Metric[]> {
  const product = await Product.start();
  const urls = product.run.databaseUrls;
  const clients = await Promise.all(['REFERRALS', 'CASES', 'DIRECTORY'].map((name) => connected(urls[`${name}_OWNER_DATABASE_URL`] ?? '')));
  try {
    await addPersons(urls['CASES_OWNER_DATABASE_URL'] ?? '', 1, people);
    await addReferrals(urls['REFERRALS_OWNER_DATABASE_URL'] ?? '', 1, 10_000, people);
    const desk = await Desk.signIn(product, 'omil');
    const gateway: Work = async () => { await desk.ask('ReferralList', { box: 'received', first: rows }); };
    const floor: Work = () => byStatements(clients);
    const small = await compare(product, gateway, floor);
    const audit = await cpuOfWindow(product.run.postgresPid, () => byAudits(clients));
    await addReferrals(urls['REFERRALS_OWNER_DATABASE_URL'] ?? '', 10_001, 300_000, people);
    const large = await compare(product, gateway, floor);
    return [
      metric('worklist_cpu_ms', small.ours, 'CPU ms a request', small.theirs), metric('worklist_cpu_ratio', small.ratio, '× the floor', 4),
      metric('worklist_slope_300k_over_10k', large.ours / small.ours, '×', 1.25),
      metric('worklist_audit_ms', audit, 'CPU ms a request'), metric('worklist_audit_share', audit / small.ours, 'of the request'),
      ...small.parts.map(([name, ms]) => metric(`worklist_part_${name}_ms`, ms, 'CPU ms a request')),
    ];
  } finally {
    await Promise.all(clients.map((client) => client.end()));
    await product.stop();
  }
}

interface Compared { ours: number; theirs: number; ratio: number; parts: [string, number][] }

/** Adjacent windows, one of each: what a request costs, as the median over the pairs. */
async function compare(product: Product, gateway: Work, floor: Work): Promise<Compared> {
  const { services, postgresPid } = product.run;
  const parts: Record<string, number[]> = {};
  const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
  await Promise.all([window(gateway, 1500, 2), window(floor, 500, 1)]);
  for (let pair = 0; pair < pairs; pair += 1) {
    const read = (): [string, number][] => [...services.map(({ name }): [string, number] => [name, cpuSeconds(product.pidOf(name))]), ['postgres', treeCpuSeconds(postgresPid)]];
    const before = read();
    const requests = await window(gateway, windowMs, 2);
    const spent = read().map(([name, after], i): [string, number] => [name, ((after - (before[i]?.[1] ?? 0)) * 1000) / requests]);
    for (const [name, ms] of spent) (parts[name] ??= []).push(ms);
    const mine = spent.reduce((sum, [, ms]) => sum + ms, 0);
    const floorMs = await cpuOfWindow(postgresPid, floor);
    ours.push(mine);
    theirs.push(floorMs);
    ratios.push(mine / floorMs);
  }
  return { ours: median(ours), theirs: median(theirs), ratio: median(ratios), parts: Object.entries(parts).map(([name, values]) => [name, median(values)]) };
}

/** CPU ms of one run of statements that this process sends: its own and its backends'. */
async function cpuOfWindow(postgresPid: number, work: Work): Promise<number> {
  const own = process.cpuUsage();
  const backends = treeCpuSeconds(postgresPid);
  const runs = await window(work, windowMs, 1);
  const used = process.cpuUsage(own);
  return ((used.user + used.system) / 1000 + (treeCpuSeconds(postgresPid) - backends) * 1000) / runs;
}

async function window(work: Work, forMs: number, visitors: number): Promise<number> {
  const end = performance.now() + forMs;
  let done = 0;
  const visitor = async (): Promise<void> => {
    while (performance.now() < end) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: visitors }, visitor));
  return done;
}

async function byStatements([referrals, cases, directory]: readonly Client[]): Promise<void> {
  if (!referrals || !cases || !directory) throw new Error('three databases');
  const listed = await inTenant<{ person_id: string; service_id: string }>(referrals, 'floor_referrals',
    `select id, folio, state, due_at, person_id, service_id from referral where tenant_id = $1 and owner_branch = $2 and state = 'requested' order by due_at, id limit ${rows}`, [tenant, branch]);
  await inTenant(cases, 'floor_persons', `select r.person_id, r.given_names, r.first_surname, r.language from person_record r
    join access_grant g on g.tenant_id = r.tenant_id and g.person_id = r.person_id and g.branch_id = $2 where r.tenant_id = $3 and r.person_id = any($1::uuid[])`, [listed.map((row) => row.person_id), branch, tenant]);
  await inTenant(directory, 'floor_services', 'select id, name from service where id = any($1::uuid[])', [listed.map((row) => row.service_id)]);
}

/** What a request leaves in the audit, by itself: who saw the rows in one database and who saw the persons in another, 25 persons each. */
async function byAudits([referrals, cases]: readonly Client[]): Promise<void> {
  if (!referrals || !cases) throw new Error('two databases');
  for (const client of [referrals, cases]) {
    await inTenant(client, 'audit', `with entry as (insert into audit (tenant_id, actor, branch_id, action, subject_type, outcome, trace, details)
      values ($1, 'measure', $2, 'bench.read', 'person', 'ok', 'bench', '{}') returning pos, tenant_id)
      insert into audit_subject (tenant_id, person_id, pos) select entry.tenant_id, person, entry.pos from entry, unnest($3::uuid[]) person`, [tenant, branch, persons]);
  }
}

/** One visitor's statements follow each other on a connection of their own database, begin and tenant in one message. */
async function inTenant<Row extends object>(client: Client, name: string, text: string, values: unknown[]): Promise<Row[]> {
  void client.query(`begin; select set_config('konbit.tenant', '${tenant}', true)`);
  const { rows: found } = await client.query<Row>({ name, text, values });
  await client.query('commit');
  return found;
}

async function connected(url: string): Promise<Client> {
  const client = new Client({ connectionString: url });
  await client.connect();
  return client;
}
