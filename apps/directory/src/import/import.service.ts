import { Inject, Injectable } from '@nestjs/common';
import type { directoryRpc, FieldError, RpcIn, RpcOut } from '@konbit/contracts';
import { runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, codeId, type Ctx, Database, DomainError, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { type Origin, writeEntry } from '../editing/entry.store.js';
import { cellOf, type CsvBranch, readBranchCsv } from './branch.csv.js';

type Calls = typeof directoryRpc;
type Sent = RpcIn<Calls, 'directory.import'>;
type Counts = Pick<RpcOut<Calls, 'directory.import'>, 'created' | 'changed' | 'unchanged'>;

/** A dry run undoes what it did by this error, and answers with what it counted. */
class DryRun extends Error {
  constructor(readonly counts: Counts) {
    super('dry run');
  }
}

/** Branches from a file: all of it or nothing, each line an edit with its own history (DOMAIN §6). */
@Injectable()
export class ImportService {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Throws INVALID_INPUT or UNKNOWN_CODE with every wrong cell as `line 7.comuna`, FORBIDDEN_ACTION without `directory.edit`. */
  async import(ctx: Ctx, { commandId, importId, text, dryRun }: Sent): Promise<RpcOut<Calls, 'directory.import'>> {
    if (dryRun) return { id: importId, version: 0, state: 'checked', ...await this.check(ctx, text) };
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'import_directory', subjectId: importId, data: { text } },
      visible: () => Promise.resolve(mayImport(ctx)),
      decide: async (tx) => {
        const counts = await this.write(tx, ctx, text);
        await writeAudit(tx, ctx, { action: 'directory.import', subjectType: 'directory', subjectId: importId, outcome: 'ok', details: { ...counts } });
        return { id: importId, version: 1, state: 'imported', ...counts };
      },
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: 'directory.import', subjectType: 'directory', subjectId: importId, outcome: 'refused', code }),
    });
  }

  private async check(ctx: Ctx, text: string): Promise<Counts> {
    mayImport(ctx);
    try {
      return await this.db.inTenant(ctx, async (tx) => { throw new DryRun(await this.write(tx, ctx, text)); });
    } catch (error) {
      if (error instanceof DryRun) return error.counts;
      throw error;
    }
  }

  private async write(tx: EntityManager, ctx: Ctx, text: string): Promise<Counts> {
    const read = readBranchCsv(text);
    if ('errors' in read) throw new DomainError('INVALID_INPUT', { fields: read.errors });
    const unknown = await unknownCodes(tx, read.rows);
    if (unknown.length > 0) throw new DomainError('UNKNOWN_CODE', { fields: unknown });
    const counts = { created: 0, changed: 0, unchanged: 0 };
    const origin: Origin = { source: 'import', official: actorId(ctx), at: this.clock.now() };
    const at = { origin, suspended: await suspendedOfferings(tx) };
    for (const row of read.rows) counts[await writeRow(tx, ctx, row, at).catch((error: unknown) => { throw atLine(row.line, error); })] += 1;
    return counts;
  }
}

function mayImport(ctx: Ctx): void {
  if (ctx.actor.kind !== 'system') requirePermission(ctx, 'directory.edit');
}

/** A refusal of one entry as one of its line: `closedReason` of line 7 is `line 7.closed_reason`. */
function atLine(line: number, error: unknown): unknown {
  if (!(error instanceof DomainError) || !error.details.fields) return error;
  const fields = error.details.fields.map(({ path, code }) => ({ path: `line ${line}.${cellOf(path.split('.')[0] ?? path)}`, code }));
  return new DomainError(error.code, { ...error.details, fields });
}

async function writeRow(tx: EntityManager, ctx: Ctx, row: CsvBranch, at: { origin: Origin; suspended: ReadonlySet<string> }): Promise<keyof Counts> {
  const id = codeId(row.code);
  const fields = { ...row.fields, organisationId: codeId(row.organisationCode) };
  const written = await writeEntry(tx, ctx, { kind: 'branch', id, fields, expectedVersion: 'newest', hasKnownCodes: row.fields.languages == null }, at.origin);
  const offered: boolean[] = [];
  for (const service of row.services ?? []) {
    const offeringId = codeId(`${row.code}/${service}`);
    const offering = { branchId: id, serviceId: codeId(service), ...(at.suspended.has(offeringId) && { status: 'expected' as const }) };
    offered.push((await writeEntry(tx, ctx, { kind: 'offering', id: offeringId, fields: offering, expectedVersion: 'newest', hasKnownCodes: true }, at.origin)).changed);
  }
  if (written.isNew) return 'created';
  return written.changed || offered.includes(true) ? 'changed' : 'unchanged';
}

/** Offerings that a file may take up again by naming their service. */
async function suspendedOfferings(tx: EntityManager): Promise<ReadonlySet<string>> {
  return new Set((await tx.query<{ id: string }[]>(`select id from offering where status = 'suspended'`)).map(({ id }) => id));
}

/** Codes of the file that the directory does not have, cell by cell. */
async function unknownCodes(tx: EntityManager, rows: readonly CsvBranch[]): Promise<FieldError[]> {
  const codesOf = async (table: 'organisation' | 'service' | 'comuna'): Promise<Set<string>> => new Set((await tx.query<{ code: string }[]>(`select code from ${table}`)).map(({ code }) => code));
  const [organisations, services, comunas] = [await codesOf('organisation'), await codesOf('service'), await codesOf('comuna')];
  return rows.flatMap(({ line, organisationCode, fields, services: offered }) => [
    ...(organisations.has(organisationCode) ? [] : [{ path: `line ${line}.organisation`, code: 'UNKNOWN_CODE' }]),
    ...(comunas.has(fields.comuna ?? '') ? [] : [{ path: `line ${line}.comuna`, code: 'UNKNOWN_CODE' }]),
    ...((offered ?? []).every((code) => services.has(code)) ? [] : [{ path: `line ${line}.services`, code: 'UNKNOWN_CODE' }]),
  ]);
}
