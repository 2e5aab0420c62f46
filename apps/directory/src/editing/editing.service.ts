import { Inject, Injectable } from '@nestjs/common';
import type { directoryRpc, Effect, RpcIn, SubjectType } from '@konbit/contracts';
import { runCommand } from '@konbit/messaging';
import { actorId, CLOCK, type Clock, type Ctx, Database, DomainError, localDate, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Edit } from './entry.js';
import { type EntryEdit, readEntry, newEntryId, writeEntry } from './entry.store.js';

type Calls = typeof directoryRpc;
interface Save { commandId: string; id: string; expectedVersion?: number | undefined; fields: Edit }

/** Edits of the directory by its editors: one entry, one version, one line of history. */
@Injectable()
export class EditingService {
  constructor(private readonly db: Database, @Inject(CLOCK) private readonly clock: Clock) {}

  /** Without `expectedVersion` the entry is new, and its id follows from its codes: the answer names it. Throws what `writeEntry` throws, and FORBIDDEN_ACTION without `directory.edit`. */
  async save(ctx: Ctx, kind: SubjectType, input: Save): Promise<Effect> {
    const { commandId, id, expectedVersion, fields } = input;
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: `save_${kind}`, subjectId: id, expectedVersion, data: fields },
      visible: () => Promise.resolve(requirePermission(ctx, 'directory.edit')),
      decide: async (tx) => this.write(tx, ctx, { kind, id: expectedVersion === undefined ? await freeId(tx, kind, id, fields) : id, expectedVersion, fields }),
      onRefused: (tx, { code }) => writeAudit(tx, ctx, { action: `directory.save_${kind}`, subjectType: kind, subjectId: id, outcome: 'refused', code }),
    });
  }

  /** Stamps an entry as verified today by whoever answered; its values stay. Throws NOT_FOUND, VERSION_CONFLICT, FORBIDDEN_ACTION. */
  async verify(ctx: Ctx, input: RpcIn<Calls, 'directory.verify'>): Promise<Effect> {
    const { commandId, subjectType, subjectId, expectedVersion, verifiedBy } = input;
    return runCommand(this.db, ctx, {
      envelope: { commandId, command: 'verify_entry', subjectId, expectedVersion, data: { subjectType, verifiedBy } },
      visible: async (tx) => {
        requirePermission(ctx, 'directory.edit');
        if (subjectType === 'organisation' || !await readEntry(tx, subjectType, subjectId)) throw new DomainError('NOT_FOUND');
      },
      decide: async (tx) => {
        const known = await readEntry(tx, subjectType, subjectId);
        const status = subjectType === 'offering' ? { status: 'confirmed' as const } : known?.fields['status'] === 'unconfirmed' ? { status: 'active' as const } : {};
        return this.write(tx, ctx, { kind: subjectType, id: subjectId, expectedVersion, fields: { ...status, verifiedBy, verifiedOn: localDate(this.clock.now()) } });
      },
    });
  }

  private async write(tx: EntityManager, ctx: Ctx, edit: EntryEdit): Promise<Effect> {
    const { id, version } = await writeEntry(tx, ctx, edit, { source: 'edit', official: actorId(ctx), at: this.clock.now() });
    await writeAudit(tx, ctx, { action: `directory.save_${edit.kind}`, subjectType: edit.kind, subjectId: id, outcome: 'ok', details: { version } });
    return { id, version, state: 'saved' };
  }
}

/** Throws CODE_TAKEN when an entry of these codes stands already; an id that stands is left to the check of versions. */
async function freeId(tx: EntityManager, kind: SubjectType, id: string, fields: Edit): Promise<string> {
  if (await readEntry(tx, kind, id)) return id;
  const ownId = await newEntryId(tx, kind, fields);
  if (ownId !== null && await readEntry(tx, kind, ownId)) throw new DomainError('CODE_TAKEN', { fields: [{ path: kind === 'offering' ? 'serviceId' : 'code', code: 'CODE_TAKEN' }] });
  return ownId ?? id;
}
