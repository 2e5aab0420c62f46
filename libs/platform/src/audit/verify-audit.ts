import { Client } from 'pg';
import { auditRowColumns, chainStart, linkHash } from './audit-row.js';

/** Why a chain does not hold. */
export type AuditProblem = 'EMPTY' | 'ROW_CHANGED' | 'ROW_REMOVED' | 'LINK_REMOVED' | 'LINK_CHANGED' | 'SUBJECT_WITHOUT_ROW' | 'HEAD_DIFFERS' | 'SEAL_LATE';

export interface AuditReport {
  ok: boolean;
  rows: number;
  chained: number;
  /** Rows not chained yet; up to two seconds' worth is normal. */
  unsealed: number;
  /** Last link: noted elsewhere, it shows a tail cut off later. */
  head: { seq: string; hash: string } | null;
  problem?: AuditProblem;
  brokenAt?: { seq: string; pos: string };
}

export interface VerifyOptions {
  /** A head noted earlier; the chain must still hold it. */
  expectedHead?: { seq: string; hash: string };
  batch?: number;
}

interface Link { seq: string; audit_pos: string; hash: Buffer; prev: Buffer; canonical: string | null }
interface Broken { problem: AuditProblem; brokenAt?: { seq: string; pos: string } }

/** Replays the chain as owner and compares it with the rows; an empty audit is a failure, never a success. */
export async function verifyAudit(ownerUrl: string, options: VerifyOptions = {}): Promise<AuditReport> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'konbit-verify-audit' });
  await client.connect();
  try {
    await client.query('begin transaction isolation level repeatable read read only');
    const counts = await countRows(client);
    const replayed = await replay(client, options);
    const broken = counts.rows === 0 ? { problem: 'EMPTY' as const } : replayed.broken ?? (await looseEnds(client));
    return { ok: !broken, ...counts, chained: replayed.chained, head: replayed.head, ...broken };
  } finally {
    await client.end();
  }
}

async function countRows(client: Client): Promise<{ rows: number; unsealed: number }> {
  const found = await client.query<{ rows: number; unsealed: number }>(
    `select count(*)::int as rows, (count(*) filter (where l.audit_pos is null))::int as unsealed from audit a left join audit_link l on l.audit_pos = a.pos`);
  return found.rows[0] ?? { rows: 0, unsealed: 0 };
}

interface Replay { chained: number; head: AuditReport['head']; broken: Broken | null }

async function replay(client: Client, { expectedHead, batch = 2000 }: VerifyOptions): Promise<Replay> {
  let prev: Buffer = chainStart;
  let seq = 0n;
  let met = expectedHead === undefined;
  for (;;) {
    const links = await linksAfter(client, seq, batch);
    for (const link of links) {
      const broken = brokenLink(link, seq + 1n, prev);
      if (broken) return { chained: Number(seq), head: headOf(seq, prev), broken };
      prev = link.hash;
      seq += 1n;
      if (expectedHead?.seq === link.seq) met = expectedHead.hash === link.hash.toString('hex');
    }
    if (links.length < batch) break;
  }
  return { chained: Number(seq), head: headOf(seq, prev), broken: met ? null : { problem: 'HEAD_DIFFERS' } };
}

async function linksAfter(client: Client, seq: bigint, batch: number): Promise<Link[]> {
  const found = await client.query<Link>(
    `select l.seq::text as seq, l.audit_pos::text as audit_pos, l.hash, l.prev, r.canonical
       from audit_link l left join lateral (select ${auditRowColumns} from audit a where a.pos = l.audit_pos) r on true
      where l.seq > $1 order by l.seq limit $2`, [seq.toString(), batch]);
  return found.rows;
}

function brokenLink(link: Link, seq: bigint, prev: Buffer): Broken | null {
  const brokenAt = { seq: link.seq, pos: link.audit_pos };
  if (BigInt(link.seq) !== seq) return { problem: 'LINK_REMOVED', brokenAt };
  if (!link.prev.equals(prev)) return { problem: 'LINK_CHANGED', brokenAt };
  if (link.canonical === null) return { problem: 'ROW_REMOVED', brokenAt };
  return linkHash(prev, link.canonical).equals(link.hash) ? null : { problem: 'ROW_CHANGED', brokenAt };
}

/** What a chain cannot show by itself: persons of a row that is gone, and rows that nobody seals. */
async function looseEnds(client: Client): Promise<Broken | null> {
  const orphan = await client.query('select 1 from audit_subject s where not exists (select 1 from audit a where a.pos = s.pos) limit 1');
  if (orphan.rowCount) return { problem: 'SUBJECT_WITHOUT_ROW' };
  const late = await client.query<{ pos: string }>(
    `select a.pos::text as pos from audit a where not exists (select 1 from audit_link l where l.audit_pos = a.pos) and a.at < now() - interval '5 minutes' limit 1`);
  const row = late.rows[0];
  return row ? { problem: 'SEAL_LATE', brokenAt: { seq: '', pos: row.pos } } : null;
}

function headOf(seq: bigint, hash: Buffer): AuditReport['head'] {
  return seq === 0n ? null : { seq: seq.toString(), hash: hash.toString('hex') };
}
