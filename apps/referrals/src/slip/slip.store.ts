import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Ctx, Vault } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { codeNumbers, codeOf, type SlipRow } from './slip.js';

const columns = 'id, version, referral_id, code_hash, code_sealed, expires_at';
const hashKind = 'slip.code';

/** Rows of slips; the code stands in none of them in the clear. */
@Injectable()
export class SlipStore {
  constructor(private readonly vault: Vault) {}

  async ofReferral(tx: EntityManager, referralId: string): Promise<SlipRow | null> {
    const rows: SlipRow[] = await tx.query(`select ${columns} from slip where referral_id = $1 for update`, [referralId]);
    return rows[0] ?? null;
  }

  async byId(tx: EntityManager, id: string): Promise<SlipRow | null> {
    const rows: SlipRow[] = await tx.query(`select ${columns} from slip where id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** The slip of a code in its one spelling; also while the hash keys are being changed. */
  async byCode(tx: EntityManager, code: string): Promise<SlipRow | null> {
    const rows: SlipRow[] = await tx.query(`select ${columns} from slip where code_hash = any ($1::bytea[])`, [this.vault.blindIndexes(hashKind, code)]);
    return rows[0] ?? null;
  }

  /** A new slip with a code of its own, at version 0; null when the id is taken. */
  async insert(tx: EntityManager, ctx: Ctx, slip: { id: string; referralId: string; at: Date; by: string; expiresAt: Date }): Promise<SlipRow | null> {
    const code = codeOf(Array.from({ length: codeNumbers }, () => randomInt(32)));
    const rows: SlipRow[] = await tx.query(`insert into slip (id, tenant_id, referral_id, code_hash, code_sealed, issued_at, issued_by, expires_at)
      values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning ${columns}`, [
      slip.id, ctx.tenant, slip.referralId, this.vault.blindIndex(hashKind, code), this.vault.seal(code, placeOf(slip.id)), slip.at, slip.by, slip.expiresAt,
    ]);
    return rows[0] ?? null;
  }

  async moveExpiry(tx: EntityManager, id: string, expiresAt: Date): Promise<void> {
    await tx.query('update slip set expires_at = $2 where id = $1', [id, expiresAt]);
  }

  codeOf(row: SlipRow): string {
    return this.vault.open(row.code_sealed, placeOf(row.id));
  }
}

const placeOf = (id: string): string => `slip.code.${id}`;
