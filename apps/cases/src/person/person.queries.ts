import { Inject, Injectable } from '@nestjs/common';
import { type casesRpc, type FieldGroup, fieldGroups, type PersonView, type RpcIn } from '@konbit/contracts';
import { can, CLOCK, type Clock, type Ctx, Database, DomainError, requirePermission, together, writeAudit } from '@konbit/platform';
import { type EntityManager, In } from 'typeorm';
import { shownGroups } from '../access/access.js';
import { AccessQueries, type PersonAccess } from '../access/access.queries.js';
import { AccessService } from '../access/access.service.js';
import { Identifier } from './identifier.entity.js';
import { IdentifierService, type IdentifierView } from './identifier.service.js';
import { displayName } from './name.js';
import type { RecordFields } from './person-fields.js';
import { PersonRecord } from './person-record.entity.js';
import { RecordService } from './record.service.js';

type ByIds = RpcIn<typeof casesRpc, 'cases.byIds'>;
type Contact = NonNullable<PersonView['contact']>;

const nameAlone: ReadonlySet<FieldGroup> = new Set(['identity']);
const everyGroup: ReadonlySet<FieldGroup> = new Set(fieldGroups);

/** Persons as one reader may see them: a group comes with data or is named as withheld, never empty for lack of access. */
@Injectable()
export class PersonQueries {
  constructor(
    private readonly db: Database, private readonly access: AccessQueries, private readonly grants: AccessService, private readonly records: RecordService,
    private readonly identifiers: IdentifierService, @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Answers in input order; an unknown id and one without access answer alike. One query on grants, one audit row. */
  async byIds(ctx: Ctx, { ids, purpose }: ByIds): Promise<{ persons: PersonView[] }> {
    return this.db.inTenant(ctx, async (tx) => {
      const accesses = await this.access.decide(tx, ctx, [...new Set(ids)]);
      const readable = [...accesses.values()].filter((access) => access.access !== 'none');
      const persons = readable.map((access) => access.personId);
      const [action, groups] = purpose === 'list' ? ['person.list', nameAlone] : ['person.read', everyGroup];
      const [records, identifiers] = await together(
        this.recordsOf(tx, readable, groups), groups.has('migration') ? this.identifiersOf(tx, readable) : Promise.resolve([]),
        persons.length === 0 ? Promise.resolve() : writeAudit(tx, ctx, { action, subjectType: 'person', outcome: 'ok', persons, details: { purpose } }),
      );
      const views = new Map(readable.map((access) => [access.personId, this.viewOf(ctx, access, { records, identifiers, groups })]));
      return { persons: ids.map((id) => views.get(id) ?? reservedView(id)) };
    });
  }

  /** The whole number of one document, with a reason that the auditor can read. Throws NOT_FOUND, FORBIDDEN_ACTION. */
  async unmask(ctx: Ctx, input: RpcIn<typeof casesRpc, 'cases.unmask'>): Promise<{ value: string }> {
    return this.db.inTenant(ctx, async (tx) => {
      const access = await this.access.requireReadable(tx, ctx, input.personId);
      requirePermission(ctx, 'person.write');
      const row = await tx.findOneBy(Identifier, { id: input.identifierId, personId: input.personId });
      if (!row || !access.sources.get('migration')?.includes(row.recordId)) throw new DomainError('NOT_FOUND');
      const reasonId = await this.grants.keepReason(tx, ctx, { personId: input.personId, action: 'unmask', reason: input.reason, at: this.clock.now() });
      await writeAudit(tx, ctx, { action: 'identifier.unmask', subjectType: 'identifier', subjectId: row.id, outcome: 'ok', persons: [input.personId], details: { reasonId } });
      return { value: this.identifiers.display(row) };
    });
  }

  private async recordsOf(tx: EntityManager, readable: readonly PersonAccess[], groups: ReadonlySet<FieldGroup>): Promise<Map<string, PersonRecord>> {
    const ids = [...new Set(readable.flatMap(({ sources }) => [...sources].flatMap(([group, recordIds]) => (groups.has(group) ? recordIds : []))))];
    if (ids.length === 0) return new Map();
    return new Map((await tx.findBy(PersonRecord, { id: In(ids) })).map((record) => [record.id, record]));
  }

  private async identifiersOf(tx: EntityManager, readable: readonly PersonAccess[]): Promise<Identifier[]> {
    const recordIds = readable.flatMap((access) => access.sources.get('migration') ?? []);
    return recordIds.length === 0 ? [] : tx.find(Identifier, { where: { recordId: In(recordIds) }, order: { validFrom: 'ASC', id: 'ASC' } });
  }

  private viewOf(ctx: Ctx, access: PersonAccess, { records, identifiers, groups }: Material): PersonView {
    const has = (group: FieldGroup): boolean => groups.has(group) && access.sources.has(group);
    const sourcesOf = (group: FieldGroup): PersonRecord[] => (has(group) ? access.sources.get(group) ?? [] : []).flatMap((id) => records.get(id) ?? []);
    const identity = sourcesOf('identity')[0];
    const shown = identifiers.filter((row) => access.sources.get('migration')?.includes(row.recordId) && row.personId === access.personId);
    return {
      id: access.personId, access: access.access, recordId: access.recordId, version: access.version, withheld: access.withheld,
      canWrite: access.ownRecordId !== null && can(ctx, 'person.write'),
      identity: identity ? identityOf(identity, access.folio) : null,
      contact: contactOf(sourcesOf('contact').map((record) => this.records.fieldsOf(record))),
      family: has('family') ? { note: null } : null,
      workAndStudy: has('work_and_study') ? { occupation: null, schooling: null } : null,
      migration: has('migration') ? { identifiers: shown.map((row): PersonIdentifier => this.identifiers.view(row) as PersonIdentifier) } : null,
    };
  }
}

/** What the views of one call are made of; a group that is not named stays closed. */
interface Material { records: ReadonlyMap<string, PersonRecord>; identifiers: readonly Identifier[]; groups: ReadonlySet<FieldGroup> }

type PersonIdentifier = NonNullable<PersonView['migration']>['identifiers'][number] & IdentifierView;

function identityOf(fields: PersonRecord, folio: string): NonNullable<PersonView['identity']> {
  const { givenNames, firstSurname, secondSurname, socialName, birthYear, birthDate, nationality, language, interpreter } = fields;
  return { displayName: displayName(fields), givenNames, firstSurname, secondSurname, socialName, birthYear, birthDate, nationality, language, interpreter, folio };
}

/** The first source that says anything; an own record without contact does not hide what was shared. */
function contactOf(sources: readonly RecordFields[]): Contact | null {
  const contacts = sources.map(({ phone, email, address, sector, safeContact }): Contact => ({ phone, email, address, sector, safeContact }));
  return contacts.find((contact) => Object.values(contact).some((value) => value !== null)) ?? contacts[0] ?? null;
}

function reservedView(id: string): PersonView {
  return {
    id, access: 'none', recordId: null, version: null, identity: null, contact: null, family: null, workAndStudy: null, migration: null, withheld: [...shownGroups], canWrite: false,
  };
}
