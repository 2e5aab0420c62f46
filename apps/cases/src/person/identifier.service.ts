import { Injectable } from '@nestjs/common';
import { displayIdentifier, maskIdentifier } from '@konbit/contracts';
import { actorId, type Ctx, Vault } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { Identifier } from './identifier.entity.js';
import type { CheckedIdentifier } from './person-fields.js';

/** The shape of one identifier in a person's view. */
export interface IdentifierView {
  id: string;
  type: string;
  country: string | null;
  masked: string;
  state: string;
  warning: string | null;
}

/** Numbers that say nothing about who somebody is: the mother's, and no document at all (MATCHING §3). */
const tellsNobody: readonly string[] = ['RUN_MADRE', 'IPA', 'SIN_DOCUMENTO'];

/** Keeps document numbers sealed and finds them by keyed hash (DOMAIN §3.6). */
@Injectable()
export class IdentifierService {
  constructor(private readonly vault: Vault) {}

  async insert(tx: EntityManager, ctx: Ctx, owner: { personId: string; recordId: string; at: Date }, checked: CheckedIdentifier): Promise<void> {
    await tx.insert(Identifier, {
      id: checked.id, tenantId: ctx.tenant, personId: owner.personId, recordId: owner.recordId, type: checked.type, country: checked.country,
      valueSealed: this.seal(checked.id, 'value', checked.normalised), typedSealed: this.seal(checked.id, 'typed', checked.typed || null),
      reasonSealed: this.seal(checked.id, 'reason', checked.reason), valueIndex: this.indexOf(checked), textIndex: this.textIndexOf(checked),
      state: 'declared', warning: checked.warning, validFrom: owner.at, createdBy: actorId(ctx),
    });
  }

  /** How lists show it: enough to compare with a paper. */
  view(row: Identifier): IdentifierView {
    const value = this.valueOf(row);
    return { id: row.id, type: row.type, country: row.country, masked: value === null ? '' : maskIdentifier(row.type, value), state: row.state, warning: row.warning };
  }

  /** The whole number as people write it; empty for who has no document. */
  display(row: Identifier): string {
    const value = this.valueOf(row);
    return value === null ? '' : displayIdentifier(row.type, value);
  }

  /** The person's RUN in its normal form, for the sealed trace of a referral (REFERRALS §4); null without one in force. */
  async findRun(tx: EntityManager, personId: string): Promise<string | null> {
    const rows = await tx.find(Identifier, { where: { personId, type: 'RUN' }, order: { validFrom: 'DESC' } });
    const run = rows.find((row) => row.state !== 'superseded' && row.state !== 'disputed');
    return run ? this.valueOf(run) : null;
  }

  /** Hashes that an equal identifier of the same type and country has, one for each known key. */
  indexesOf(checked: Pick<CheckedIdentifier, 'type' | 'normalised'>): Buffer[] {
    if (checked.normalised === null || tellsNobody.includes(checked.type)) return [];
    return this.vault.blindIndexes(`identifier:${checked.type}`, checked.normalised.toUpperCase());
  }

  /** Hashes that a typed number has when nobody said its type or country. */
  textIndexesOf(typed: string): Buffer[] {
    const compact = compactOf(typed);
    return compact.length < 4 ? [] : this.vault.blindIndexes('identifier-text', compact);
  }

  private indexOf({ type, normalised }: CheckedIdentifier): Buffer | null {
    return normalised === null ? null : this.vault.blindIndex(`identifier:${type}`, normalised.toUpperCase());
  }

  private textIndexOf({ type, country, normalised }: CheckedIdentifier): Buffer | null {
    if (normalised === null || tellsNobody.includes(type)) return null;
    const isCountrys = country !== null && normalised.startsWith(`${country}:`);
    return this.vault.blindIndex('identifier-text', compactOf(isCountrys ? normalised.slice(country.length + 1) : normalised));
  }

  private valueOf(row: Identifier): string | null {
    return row.valueSealed === null ? null : this.vault.open(row.valueSealed, placeOf(row.id, 'value'));
  }

  private seal(id: string, field: string, text: string | null): Buffer | null {
    return text === null ? null : this.vault.seal(text, placeOf(id, field));
  }
}

const placeOf = (id: string, field: string): string => `identifier.${field}.${id}`;
const compactOf = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/[^A-Z0-9]/g, '');
