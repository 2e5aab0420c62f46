import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type Effect, IdentifierAdded, PersonCorrected, type RpcIn } from '@konbit/contracts';
import { commit, type DomainEvent, runCommand } from '@konbit/messaging';
import { CLOCK, type Clock, type Ctx, Database, DomainError, localDate, requirePermission, writeAudit } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import { AccessQueries } from '../access/access.queries.js';
import { auditRefusal, envelopeOf, refuseFields, requireBranch, requireVersion, type SentCommand, withFreeIds } from '../desk/desk.service.js';
import { TimelineService } from '../timeline/timeline.service.js';
import { IdentifierService } from './identifier.service.js';
import type { Person } from './person.entity.js';
import { type CheckedIdentifier, checkIdentifiers, checkPersonFields, type RecordFields, refusalOf } from './person-fields.js';
import { PersonRecord } from './person-record.entity.js';
import { RecordService } from './record.service.js';

type Correction = RpcIn<typeof casesRpc, 'cases.correct'>;
type NewIdentifier = RpcIn<typeof casesRpc, 'cases.addIdentifier'>;

interface OwnRecord { person: Person; record: PersonRecord }

/** Corrections of an office's own record, and documents added to it (DOMAIN §9.1). */
@Injectable()
export class PersonService {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly records: RecordService, private readonly identifiers: IdentifierService,
    private readonly timeline: TimelineService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Throws VERSION_CONFLICT, a coded refusal of fields, FORBIDDEN_ACTION for another office's record, NOT_FOUND without access. */
  async correct(ctx: Ctx, input: Correction): Promise<Effect> {
    return this.change(ctx, input, { command: 'correct', data: input.fields, decide: (tx, own) => this.decideCorrection(tx, ctx, input, own) });
  }

  /** Throws VERSION_CONFLICT, IDENTIFIER_INVALID, FORBIDDEN_ACTION for another office's record, NOT_FOUND without access. */
  async addIdentifier(ctx: Ctx, input: NewIdentifier): Promise<Effect> {
    return this.change(ctx, input, { command: 'add_identifier', data: input.identifier, decide: (tx, own) => this.decideIdentifier(tx, ctx, input, own) });
  }

  private async change(
    ctx: Ctx, input: SentCommand & { personId: string }, step: { command: string; data: unknown; decide: (tx: EntityManager, own: OwnRecord) => Promise<DomainEvent[]> },
  ): Promise<Effect> {
    const { personId } = input;
    return runCommand(this.db, ctx, {
      envelope: envelopeOf(step.command, personId, input, step.data),
      visible: (tx) => this.mayWrite(tx, ctx, personId),
      decide: async (tx) => {
        const own = await this.lockOwn(tx, ctx, personId);
        requireVersion(input, { version: own.person.version });
        const events = await withFreeIds(step.decide(tx, own));
        const version = await commit(tx, ctx, { table: 'person', id: personId, version: own.person.version }, events, this.clock.now());
        await writeAudit(tx, ctx, { action: `person.${step.command}`, subjectType: 'person', subjectId: personId, outcome: 'ok', persons: [personId] });
        return { id: personId, version, state: 'active' };
      },
      onRefused: auditRefusal(ctx, `person.${step.command}`, 'person', personId),
    });
  }

  private async mayWrite(tx: EntityManager, ctx: Ctx, personId: string): Promise<void> {
    const access = await this.access.requireReadable(tx, ctx, personId);
    requirePermission(ctx, 'person.write');
    requireBranch(ctx);
    if (access.ownRecordId === null) throw new DomainError('FORBIDDEN_ACTION', { cause: 'NOT_OWN_RECORD' });
  }

  private async lockOwn(tx: EntityManager, ctx: Ctx, personId: string): Promise<OwnRecord> {
    const person = await this.records.lockPerson(tx, personId);
    const record = person ? await this.records.findOwn(tx, personId, requireBranch(ctx).orgId) : null;
    if (!person || !record) throw new DomainError('NOT_FOUND');
    return { person, record };
  }

  private async decideCorrection(tx: EntityManager, ctx: Ctx, input: Correction, { person, record }: OwnRecord): Promise<DomainEvent[]> {
    const before = this.records.fieldsOf(record);
    const checked = checkPersonFields(input.fields, before, localDate(this.clock.now()));
    const documents = checkIdentifiers(input.fields.identifiers ?? []);
    const errors = [...checked.errors.map(at('fields')), ...documents.errors.map(at('fields.identifiers'))];
    refuseFields(refusalOf(errors.length > 0 ? errors : [{ path: '', code: '' }]), errors);
    if (checked.value === null || documents.value === null) throw new DomainError('INVALID_INPUT');
    const changed = changedFields(before, checked.value);
    const branch = requireBranch(ctx).id;
    if (changed.length > 0) await this.records.updateRecord(tx, ctx, record, checked.value);
    const added: DomainEvent[] = [];
    for (const document of documents.value) added.push(await this.keepIdentifier(tx, ctx, record, document));
    if (changed.length === 0) return added;
    await this.line(tx, ctx, { person, record, kind: 'person.corrected', branchId: branch, codes: { fields: changed.join(' ') } });
    return [{ type: PersonCorrected.type, subject: person.id, audience: [branch], data: { ...placeOf(record, branch), fields: changed } }, ...added];
  }

  private async decideIdentifier(tx: EntityManager, ctx: Ctx, input: NewIdentifier, { person, record }: OwnRecord): Promise<DomainEvent[]> {
    const checked = checkIdentifiers([input.identifier]);
    const errors = checked.errors.map(({ path, code }) => ({ path: `identifier.${path.slice(2)}`, code }));
    refuseFields('IDENTIFIER_INVALID', errors);
    const document = checked.value?.[0];
    if (!document) throw new DomainError('IDENTIFIER_INVALID');
    const event = await this.keepIdentifier(tx, ctx, record, document);
    await this.line(tx, ctx, { person, record, kind: 'identifier.added', branchId: requireBranch(ctx).id, codes: { identifierType: document.type } });
    return [event];
  }

  private async keepIdentifier(tx: EntityManager, ctx: Ctx, record: PersonRecord, document: CheckedIdentifier): Promise<DomainEvent> {
    const branch = requireBranch(ctx).id;
    await this.identifiers.insert(tx, ctx, { personId: record.personId, recordId: record.id, at: this.clock.now() }, document);
    return {
      type: IdentifierAdded.type, subject: record.personId, audience: [branch],
      data: { ...placeOf(record, branch), identifierId: document.id, identifierType: document.type },
    };
  }

  private async line(tx: EntityManager, ctx: Ctx, told: OwnRecord & { kind: string; branchId: string; codes: Record<string, string> }): Promise<void> {
    const { person, record, kind, branchId, codes } = told;
    await this.timeline.addOwn(tx, ctx, {
      kind, personId: person.id, recordId: record.id, aggregateType: 'person', aggregateId: person.id, aggVersion: person.version + 1, branchId, at: this.clock.now(), codes,
    });
  }
}

const at = (prefix: string) => ({ path, code }: { path: string; code: string }) => ({ path: `${prefix}.${path}`, code });
const placeOf = (record: PersonRecord, branch: string) => ({ personId: record.personId, recordId: record.id, org: record.orgId, branch });

/** Names of the fields that differ, as events write them; never their values. */
function changedFields(before: RecordFields, after: RecordFields): string[] {
  const names = Object.keys(after) as (keyof RecordFields)[];
  return names.filter((name) => before[name] !== after[name]).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}
