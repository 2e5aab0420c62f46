import { Injectable } from '@nestjs/common';
import { type IntakeData, IdentifierAdded, PersonRegistered } from '@konbit/contracts';
import type { DomainEvent } from '@konbit/messaging';
import { commit } from '@konbit/messaging';
import { type BranchRef, type Ctx, DomainError, localDate } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { refuseFields } from '../desk/desk.service.js';
import { NotSameService } from '../duplicate/not-same.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { AttachService, identityOnly } from './attach.service.js';
import { IdentifierService } from './identifier.service.js';
import type { Person } from './person.entity.js';
import { type CheckedIdentifier, checkIdentifiers, checkPersonFields, type RecordFields, refusalOf } from './person-fields.js';
import { PersonRecord } from './person-record.entity.js';
import { type RecordOrigin, RecordService } from './record.service.js';

/** The record the desk writes in, and what the attendance takes from it. */
export interface Admitted {
  recordId: string;
  language: string;
  interpreter: boolean;
}

interface Scene { desk: BranchRef; at: Date }
interface Typed { fields: RecordFields; identifiers: CheckedIdentifier[] }

/** Brings a person before the desk: a new one, one the office knows, or one that somebody recognised. */
@Injectable()
export class AdmissionService {
  constructor(
    private readonly records: RecordService, private readonly identifiers: IdentifierService, private readonly attaching: AttachService,
    private readonly access: AccessQueries, private readonly notSame: NotSameService, private readonly timeline: TimelineService,
  ) {}

  /** Throws NOT_FOUND when the person does not exist, or when the office claims to know whom it may not read. */
  async requireKnown(tx: EntityManager, ctx: Ctx, personId: string, existing: 'known' | 'same_person'): Promise<void> {
    if (existing === 'known') await this.access.requireReadable(tx, ctx, personId);
    else if ((await tx.query<unknown[]>('select 1 from person where id = $1', [personId])).length === 0) throw new DomainError('NOT_FOUND');
  }

  async admit(tx: EntityManager, ctx: Ctx, data: IntakeData, scene: Scene): Promise<Admitted> {
    const record = data.existing === undefined ? await this.register(tx, ctx, data, scene) : await this.receive(tx, ctx, data, scene);
    await this.notSame.remember(tx, ctx, { personId: data.personId, otherIds: data.notSameAs ?? [], at: scene.at });
    return { recordId: record.id, language: record.language, interpreter: record.interpreter };
  }

  private async register(tx: EntityManager, ctx: Ctx, data: IntakeData, { desk, at }: Scene): Promise<PersonRecord> {
    const typed = readTyped(data, at);
    const person = await this.records.insertPerson(tx, ctx, data.personId, at);
    const record = await this.records.insertRecord(tx, ctx, originOf(data, desk, 'intake', at), typed.fields);
    const registered: DomainEvent = { type: PersonRegistered.type, subject: person.id, data: placeOf(record), audience: [desk.id] };
    const added = await this.addIdentifiers(tx, ctx, record, typed.identifiers, at);
    person.version = await commit(tx, ctx, { table: 'person', id: person.id, version: 0 }, [registered, ...added], at);
    await this.line(tx, ctx, person, record, { kind: 'person.registered', at });
    return record;
  }

  /** A person who exists: the office's own record, or a new one attached to them (DESIGN §4.3). */
  private async receive(tx: EntityManager, ctx: Ctx, data: IntakeData, { desk, at }: Scene): Promise<PersonRecord> {
    const person = await this.records.lockPerson(tx, data.personId);
    if (!person) throw new DomainError('NOT_FOUND');
    const own = await this.records.findOwn(tx, person.id, desk.orgId);
    if (own && own.reason !== 'referral') return own;
    const same = data.existing === 'same_person';
    const typed = same ? readTyped(data, at) : await this.fromShared(tx, ctx, person.id);
    if (own) return this.takeOver(tx, ctx, { person, own, typed, at });
    const more = typed.identifiers.map((identifier) => this.addedEvent({ personId: person.id, recordId: data.recordId, orgId: desk.orgId, branchId: desk.id }, identifier));
    const record = await this.attaching.attach(tx, ctx, person, { origin: originOf(data, desk, same ? 'same_person' : 'intake', at), fields: typed.fields, more });
    for (const identifier of typed.identifiers) await this.identifiers.insert(tx, ctx, { personId: person.id, recordId: record.id, at }, identifier);
    await this.line(tx, ctx, person, record, { kind: 'person.record-attached', at });
    return record;
  }

  /** The person stands before the office now: the record its referral made becomes its own. */
  private async takeOver(tx: EntityManager, ctx: Ctx, taken: { person: Person; own: PersonRecord; typed: Typed; at: Date }): Promise<PersonRecord> {
    const { person, own, typed, at } = taken;
    await tx.update(PersonRecord, { id: own.id }, { reason: 'intake' });
    await this.records.updateRecord(tx, ctx, own, typed.fields);
    const added = await this.addIdentifiers(tx, ctx, own, typed.identifiers, at);
    person.version = await commit(tx, ctx, { table: 'person', id: person.id, version: person.version }, added, at);
    return own;
  }

  /** What a live grant shares is what the new record begins with; through a broken glass who the person is, and nothing that would outlive it. */
  private async fromShared(tx: EntityManager, ctx: Ctx, personId: string): Promise<Typed> {
    const lasting = (await this.access.decide(tx, ctx, [personId], { brokenGlass: false })).get(personId);
    const access = lasting?.sources.has('identity') ? lasting : await this.access.requireReadable(tx, ctx, personId);
    const recordId = access.sources.get('identity')?.[0];
    const source = recordId === undefined ? null : await tx.findOneBy(PersonRecord, { id: recordId });
    if (!source) throw new DomainError('NOT_FOUND');
    const fields = this.records.fieldsOf(source);
    return { fields: lasting?.sources.get('contact')?.includes(source.id) ? fields : identityOnly(fields), identifiers: [] };
  }

  private async addIdentifiers(tx: EntityManager, ctx: Ctx, record: PersonRecord, checked: readonly CheckedIdentifier[], at: Date): Promise<DomainEvent[]> {
    for (const identifier of checked) await this.identifiers.insert(tx, ctx, { personId: record.personId, recordId: record.id, at }, identifier);
    return checked.map((identifier) => this.addedEvent({ personId: record.personId, recordId: record.id, orgId: record.orgId, branchId: record.branchId }, identifier));
  }

  private addedEvent(owner: { personId: string; recordId: string; orgId: string; branchId: string }, identifier: CheckedIdentifier): DomainEvent {
    return {
      type: IdentifierAdded.type, subject: owner.personId, audience: [owner.branchId],
      data: { personId: owner.personId, recordId: owner.recordId, org: owner.orgId, branch: owner.branchId, identifierId: identifier.id, identifierType: identifier.type },
    };
  }

  private async line(tx: EntityManager, ctx: Ctx, person: Person, record: PersonRecord, { kind, at }: { kind: string; at: Date }): Promise<void> {
    await this.timeline.addOwn(tx, ctx, {
      kind, personId: person.id, recordId: record.id, aggregateType: 'person', aggregateId: person.id, aggVersion: person.version, branchId: record.branchId, at,
    });
  }
}

/** What the desk typed, checked as a whole: every wrong field is named at once. */
function readTyped(data: IntakeData, at: Date): Typed {
  if (!data.person) throw new DomainError('INVALID_INPUT', { fields: [{ path: 'person', code: 'REQUIRED' }] });
  const fields = checkPersonFields(data.person, null, localDate(at));
  const identifiers = checkIdentifiers(data.person.identifiers ?? []);
  const errors = [
    ...fields.errors.map(({ path, code }) => ({ path: `person.${path}`, code })), ...identifiers.errors.map(({ path, code }) => ({ path: `person.identifiers.${path}`, code })),
  ];
  if (fields.value === null || identifiers.value === null) {
    refuseFields(refusalOf(errors), errors);
    throw new DomainError('INVALID_INPUT');
  }
  return { fields: fields.value, identifiers: identifiers.value };
}

const originOf = (data: IntakeData, desk: BranchRef, reason: RecordOrigin['reason'], at: Date): RecordOrigin => ({ recordId: data.recordId, personId: data.personId, desk, reason, at });
const placeOf = (record: PersonRecord) => ({ personId: record.personId, recordId: record.id, org: record.orgId, branch: record.branchId });
