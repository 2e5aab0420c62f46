import { Injectable } from '@nestjs/common';
import { newId, RecordAttached } from '@konbit/contracts';
import { commit, type DomainEvent } from '@konbit/messaging';
import { type Ctx, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Person } from './person.entity.js';
import type { RecordFields } from './person-fields.js';
import { PersonRecord } from './person-record.entity.js';
import { RecordService, type RecordOrigin } from './record.service.js';

/** Attaches a new record to a person: nothing that is known moves, and reading widens for nobody (MATCHING §1). */
@Injectable()
export class AttachService {
  constructor(private readonly records: RecordService) {}

  /** Writes the record and tells so; the person's row is locked by the caller. `more` are events of the same step. */
  async attach(tx: EntityManager, ctx: Ctx, person: Person, attached: { origin: RecordOrigin; fields: RecordFields; more?: DomainEvent[] }): Promise<PersonRecord> {
    const { origin, fields, more = [] } = attached;
    const record = await this.records.insertRecord(tx, ctx, origin, fields);
    person.version = await commit(tx, ctx, { table: 'person', id: person.id, version: person.version }, [attachedEvent(record), ...more], origin.at);
    await writeAudit(tx, ctx, { action: 'person.attach', subjectType: 'person', subjectId: person.id, outcome: 'ok', persons: [person.id], details: { reason: origin.reason, recordId: record.id } });
    return record;
  }

  /** The record of an office that a referral reached: its own, or a new one with the identity alone (DOMAIN §9.1, *record of the receiver*). */
  async receiverRecord(
    tx: EntityManager, ctx: Ctx, wanted: { personId: string; sourceRecordId: string; desk: { id: string; orgId: string }; at: Date },
  ): Promise<PersonRecord | null> {
    const { personId, sourceRecordId, desk, at } = wanted;
    const person = await this.records.lockPerson(tx, personId);
    if (!person) return null;
    const own = await this.records.findOwn(tx, personId, desk.orgId);
    if (own) return own;
    const source = await tx.findOneBy(PersonRecord, { id: sourceRecordId, personId });
    if (!source) return null;
    const origin: RecordOrigin = { recordId: newId(at.getTime()), personId, desk, reason: 'referral', at };
    return this.attach(tx, ctx, person, { origin, fields: identityOnly(this.records.fieldsOf(source)) });
  }
}

/** The identity minimum: what any receiver may keep. What is named here passes; a field that comes later does not. */
export function identityOnly(fields: RecordFields): RecordFields {
  const { givenNames, firstSurname, secondSurname, socialName, birthYear, birthDate, birthApproximate, nationality, language, interpreter } = fields;
  return {
    givenNames, firstSurname, secondSurname, socialName, birthYear, birthDate, birthApproximate, nationality, language, interpreter,
    nameAsInDocument: null, phone: null, email: null, address: null, sector: null, safeContact: null,
  };
}

function attachedEvent(record: PersonRecord): DomainEvent {
  return {
    type: RecordAttached.type, subject: record.personId, audience: [record.branchId],
    data: { personId: record.personId, recordId: record.id, org: record.orgId, branch: record.branchId, reason: record.reason },
  };
}
