import { newId } from '@konbit/contracts';
import { codeId, type Ctx, DomainError, systemCtx } from '@konbit/platform';
import { FixedClock, type OpenDatabase, staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { Branch } from '../dist/branch/branch.entity.js';
import { ReferenceQueries } from '../dist/catalogue/reference.queries.js';
import { Comuna, Norm, Service } from '../dist/catalogue/service.entity.js';
import { CriterionLine, CriterionVersion } from '../dist/criterion/criterion.entity.js';
import { EditingService } from '../dist/editing/editing.service.js';
import { HistoryQueries } from '../dist/editing/history.queries.js';
import { ImportService } from '../dist/import/import.service.js';
import { directoryMigrations } from '../dist/migrations/migrations.js';
import { Offering } from '../dist/offering/offering.entity.js';
import { Organisation } from '../dist/organisation/organisation.entity.js';
import { PlaceQueries } from '../dist/place/place.queries.js';
import { SeedingService } from '../dist/seeding/seeding.service.js';
import { Suggestion } from '../dist/suggestion/suggestion.entity.js';
import { SuggestionQueries } from '../dist/suggestion/suggestion.queries.js';
import { SuggestionService } from '../dist/suggestion/suggestion.service.js';

const seed = new URL('../../../seed/', import.meta.url);
/** A Wednesday, 10:00 in Valparaíso. */
const now = new Date('2026-11-25T13:00:00.000Z');
const editor = staffCtx({ sub: 'editor', roles: ['directory_editor'] });
const desk = staffCtx({ sub: 'meson', roles: ['adviser'] });
const omil = codeId('BR-OMIL-VALPO');
const dideco = codeId('BR-DIDECO-PLATAFORMA');

describe('editing the directory', () => {
  let databases: TestDatabases;
  let open: OpenDatabase;
  const clock = new FixedClock(now);

  beforeAll(async () => {
    databases = await testDatabases(['directory'], { migrations: { directory: [...directoryMigrations] } });
    open = await databases.open('directory', { entities: [Organisation, Branch, Service, Offering, Norm, Comuna, Suggestion, CriterionLine, CriterionVersion] });
    await load();
  }, 60_000);
  afterAll(() => databases.drop());

  const load = () => new SeedingService(open.db).load(systemCtx(desk.tenant, 'seeding'), seed, now);
  const places = () => new PlaceQueries(open.db, clock);
  const editing = () => new EditingService(open.db, clock);
  const branch = async (id = omil) => (await places().place(desk, id)).branch;
  const save = (id: string, expectedVersion: number | undefined, fields: object, ctx: Ctx = editor, commandId = newId()) =>
    editing().save(ctx, 'branch', { commandId, id, fields, ...(expectedVersion !== undefined && { expectedVersion }) });
  const organisation = async (code: string) => (await new ReferenceQueries(open.db).reference(desk)).reference?.organisations.find((one) => one.code === code);
  const history = (id: string) => new HistoryQueries(open.db).history(desk, { subjectType: 'branch', subjectId: id, page: { first: 10 } });
  const found = async (filter: object) => (await places().search(desk, { filter, page: { first: 50 } })).edges.map(({ node }) => node);

  it('writes the value, its event, its version and a line of history, once', async () => {
    const { version } = await branch();
    const commandId = newId();
    const effect = await save(omil, version, { address: 'Condell 1490', languages: ['spa', 'hat'] }, editor, commandId);
    expect(await save(omil, version, { address: 'Condell 1490', languages: ['spa', 'hat'] }, editor, commandId)).toEqual(effect);
    expect(await branch()).toMatchObject({ address: 'Condell 1490', languages: ['spa', 'hat'], version: version + 1 });
    const { edges: [line] } = await history(omil);
    expect(line!.node).toMatchObject({ source: 'edit', official: 'editor', version: version + 1 });
    expect(line!.node.fields).toContainEqual({ field: 'address', before: null, after: 'Condell 1490' });
    const events = await databases.asOwner('directory', 'select 1 from outbox where key = $1 and agg_version = $2', [omil, version + 1]);
    expect(events).toHaveLength(1);
  });

  it('refuses the second of two editors, with the version that stands', async () => {
    const { version } = await branch(dideco);
    await save(dideco, version, { phone: '+56 32 000 0000' });
    expect(await refused(save(dideco, version, { phone: '+56 32 111 1111' }))).toMatchObject({ code: 'VERSION_CONFLICT', details: { version: version + 1 } });
    expect((await branch(dideco)).phone).toBe('+56 32 000 0000');
  });

  it('is for editors alone', async () => {
    expect(await refused(save(omil, (await branch()).version, { address: 'x' }, desk))).toMatchObject({ code: 'FORBIDDEN_ACTION' });
  });

  it('takes a new branch without hours, and refuses one without its codes, with unknown ones, or with another’s', async () => {
    const fields = { code: 'BR-NUEVA', organisationId: codeId('ORG-CORMUVAL'), name: 'Posta Nueva', kind: 'clinic', comuna: '05101' };
    const { id } = await save(newId(), undefined, fields);
    expect(id).toBe(codeId('BR-NUEVA'));
    expect(await branch(id)).toMatchObject({ hours: null, status: 'unconfirmed', basis: 'unverified' });
    expect(await refused(save(newId(), undefined, { name: 'Sin código' }))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'code', code: 'REQUIRED' }, { path: 'organisationId', code: 'REQUIRED' }, { path: 'kind', code: 'REQUIRED' }, { path: 'comuna', code: 'REQUIRED' }] } });
    expect(await refused(save(newId(), undefined, { ...fields, code: 'BR-OTRA', comuna: '99999' }))).toMatchObject({ code: 'UNKNOWN_CODE', details: { fields: [{ path: 'comuna', code: 'UNKNOWN_CODE' }] } });
    expect(await refused(save(newId(), undefined, { ...fields, code: 'BR-OTRA', languages: ['spa', 'zzq'] }))).toMatchObject({ code: 'UNKNOWN_CODE', details: { fields: [{ path: 'languages.1', code: 'UNKNOWN_CODE' }] } });
    expect(await refused(save(newId(), undefined, fields))).toMatchObject({ code: 'CODE_TAKEN' });
    expect(await refused(save(id, 1, { code: 'BR-RENOMBRADA' }))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'code', code: 'CODE_FIXED' }] } });
  });

  it('has one winner when two editors save the same version at once', async () => {
    const id = codeId('BR-LLAYLLAY-MIG');
    const { version } = await branch(id);
    const both = await Promise.allSettled([save(id, version, { phone: '+56 34 000 0001' }), save(id, version, { phone: '+56 34 000 0002' })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await branch(id)).version).toBe(version + 1);
    expect((await history(id)).edges).toHaveLength(1);
  });

  it('closes a branch with its reason and tells it, and puts no organisation under itself', async () => {
    const id = codeId('BR-NUEVA');
    expect(await refused(save(id, 1, { status: 'closed' }))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'closedReason', code: 'REQUIRED' }] } });
    await save(id, 1, { status: 'closed', closedReason: 'Se trasladó a la plaza' });
    const [told] = await databases.asOwner<{ payload: { status: string } }>('directory', 'select payload from outbox where key = $1 and agg_version = 2', [id]);
    expect(told!.payload.status).toBe('closed');
    expect((await found({ comuna: '05101' })).map((one) => one.branch.code)).not.toContain('BR-NUEVA');
    expect((await found({ text: 'posta nueva' })).map((one) => [one.branch.code, one.openNow])).toEqual([['BR-NUEVA', false]]);
    const imv = await organisation('ORG-IMV');
    const under = (parentId: string) => editing().save(editor, 'organisation', { commandId: newId(), id: imv!.id, expectedVersion: imv!.version, fields: { parentId } });
    expect(await refused(under(codeId('ORG-IMV-OMIL')))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'parentId', code: 'PARENT_CIRCLE' }] } });
  });

  it('tells of each unit that moves out of the municipality with the one above it', async () => {
    const before = await organisation('ORG-CORMUVAL');
    const fields = { code: 'ORG-CORMUVAL-DENTAL', name: 'Dental', type: 'municipal_unit', parentId: before!.id };
    const { id, version } = await editing().save(editor, 'organisation', { commandId: newId(), id: newId(), fields });
    await editing().save(editor, 'organisation', { commandId: newId(), id: before!.id, expectedVersion: before!.version, fields: { parentId: null } });
    const [told] = await databases.asOwner<{ payload: { insideMunicipality: boolean } }>('directory', 'select payload from outbox where key = $1 and agg_version = $2', [id, version + 1]);
    expect(told!.payload.insideMunicipality).toBe(false);
    expect((await organisation('ORG-CORMUVAL-DENTAL'))!.insideMunicipality).toBe(false);
  });

  it('survives the next release', async () => {
    const before = await branch();
    await databases.asOwner('directory', `update branch set content_hash = 'older' where id = $1`, [omil]);
    await load();
    expect(await branch()).toEqual(before);
  });

  it('stamps an entry as verified today', async () => {
    const { version } = await branch(dideco);
    await editing().verify(editor, { commandId: newId(), channel: 'app', subjectType: 'branch', subjectId: dideco, expectedVersion: version, verifiedBy: 'Secretaría, por teléfono' });
    expect(await branch(dideco)).toMatchObject({ verifiedOn: '2026-11-25', verifiedBy: 'Secretaría, por teléfono', status: 'active' });
  });

  describe('the search', () => {
    it('finds by words anywhere, accents ignored, in the name, the organisation, the comuna and the services', async () => {
      expect((await found({ text: 'omil' })).map((one) => one.branch.code)).toContain('BR-OMIL-VALPO');
      expect((await found({ text: 'MIGRACIONES llay' })).map((one) => one.branch.code)).toEqual(['BR-LLAYLLAY-MIG']);
      expect((await found({ text: 'cesfam barón' })).map((one) => one.branch.code)).toEqual(['BR-CESFAM-BARON']);
      expect((await found({ text: 'ningunlugar' }))).toEqual([]);
    });

    it('keeps the unknown, after the confirmed, and says what is not confirmed', async () => {
      const speaking = await found({ need: 'work', language: 'hat' });
      expect(speaking.every(({ branch: one }) => one.languages === null || one.languages.includes('hat'))).toBe(true);
      expect(speaking.some(({ unconfirmed }) => unconfirmed.includes('languages'))).toBe(true);
      const known = (await found({ language: 'hat' })).map(({ branch: { languages } }) => languages !== null);
      expect(known.indexOf(false)).toBeGreaterThan(0);
      expect(known.lastIndexOf(true)).toBeLessThan(known.indexOf(false));
    });

    it('lists outside organisations after the commune’s own, and demonstration branches last', async () => {
      const codes = (await places().search(desk, { filter: {}, page: { last: 15 } })).edges.map(({ node }) => node.branch.demo);
      expect(codes).toEqual(Array.from({ length: 15 }, () => true));
    });

    it('takes the hours and languages of the service that was asked for before those of the door', async () => {
      const [serviceId, branchId] = [codeId('SOC-01'), dideco];
      const offering = (await places().place(desk, branchId)).offerings.find((one) => one.serviceId === serviceId)!;
      const hours = { days: [7], slots: [{ from: '20:00', to: '21:00' }] };
      await editing().save(editor, 'offering', { commandId: newId(), id: offering.id, expectedVersion: offering.version, fields: { languages: ['hat'], hours } });
      expect((await found({ serviceId, language: 'hat' })).map((one) => one.branch.id)).toContain(branchId);
      expect((await found({ serviceId, language: 'por' })).map((one) => one.branch.id)).not.toContain(branchId);
      expect((await found({ serviceId, openNow: true })).map((one) => one.branch.id)).not.toContain(branchId);
      expect((await found({ serviceId })).find((one) => one.branch.id === branchId)!.openNow).toBe(false);
      expect((await places().publicPlace(desk, { branchId, serviceId }))!.hours).toEqual(hours);
    });

    it('says "open now" of a health centre at ten and not in the evening', async () => {
      const codes = async () => (await found({ openNow: true })).filter(({ openNow }) => openNow === true).map((one) => one.branch.code);
      expect(await codes()).toContain('BR-DEMO-SALUD-A');
      clock.set(new Date('2026-11-25T23:00:00.000Z'));
      expect((await found({ openNow: true })).map((one) => one.branch.code)).not.toContain('BR-DEMO-SALUD-A');
      clock.set(now);
    });

    it('pages without losing or repeating a place, forwards and back', async () => {
      const filter = { comuna: '05101' };
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await places().search(desk, { filter, page: { first: 7, ...(after && { after }) } });
        seen.push(...page.edges.map(({ node }) => node.branch.code));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor! : undefined;
        expect(page.total).toBeGreaterThan(40);
      } while (after);
      expect(new Set(seen).size).toBe(seen.length);
      const last = await places().search(desk, { filter, page: { last: 5 } });
      expect(last.edges.map(({ node }) => node.branch.code)).toEqual(seen.slice(-5));
    });

    it('names services of a need that no real branch offers', async () => {
      expect((await places().search(desk, { filter: { need: 'emergency' }, page: { first: 5 } })).servicesWithoutBranch).toEqual([codeId('SAL-05')]);
      expect((await places().search(desk, { filter: { text: 'urgencia' }, page: { first: 5 } })).servicesWithoutBranch).toEqual([codeId('SAL-05')]);
      expect((await places().search(desk, { filter: { comuna: '05101' }, page: { first: 5 } })).servicesWithoutBranch).toEqual([]);
    });

    it('lists what nobody verified first for the editor', async () => {
      const stale = await places().stale(editor, { page: { first: 50 } });
      expect(stale.edges[0]!.node.branch.verifiedOn).toBeNull();
      expect(stale.neverVerified).toBeGreaterThan(20);
      expect(await refused(places().stale(desk, { page: { first: 5 } }))).toMatchObject({ code: 'FORBIDDEN_ACTION' });
    });

    it('gives the door of a branch to who has no account', async () => {
      const door = await places().publicPlace(desk, { branchId: dideco, serviceId: codeId('SOC-01') });
      expect(door).toMatchObject({ address: 'Av. Argentina 864', comunaName: 'Valparaíso' });
      expect(Object.keys(door!.documents)).toContain('ht');
    });
  });

  describe('a suggestion', () => {
    const service = () => new SuggestionService(open.db, clock);
    const list = (ctx: Ctx) => new SuggestionQueries(open.db).list(ctx, { page: { first: 10 } });
    const suggest = async (more: object) => {
      const suggestionId = newId();
      await service().suggest(desk, { commandId: newId(), channel: 'app', suggestionId, subjectType: 'branch', subjectId: omil, ...more } as never);
      return suggestionId;
    };
    const decide = (suggestionId: string, decision: 'approve' | 'reject', more: object = {}, ctx: Ctx = editor) =>
      service().decide(ctx, { commandId: newId(), channel: 'app', suggestionId, expectedVersion: 1, decision, ...more });

    it('by any officer becomes true when an editor approves it, in the officer’s name', async () => {
      const id = await suggest({ branch: { phone: '+56 9 0000 0001' } });
      expect((await list(editor)).edges.map(({ node }) => node.id)).toContain(id);
      expect((await list(desk)).edges.find(({ node }) => node.id === id)!.node.fields).toEqual([{ field: 'phone', before: null, after: '+56 9 0000 0001' }]);
      clock.advance(60_000);
      await decide(id, 'approve');
      expect((await branch()).phone).toBe('+56 9 0000 0001');
      expect((await history(omil)).edges[0]!.node).toMatchObject({ source: 'suggestion', official: 'meson' });
      expect(await refused(decide(id, 'approve', { expectedVersion: 2 }))).toMatchObject({ code: 'INVALID_TRANSITION' });
    });

    it('is rejected only with a reason, and says something', async () => {
      const id = await suggest({ text: 'Ya no atienden los viernes' });
      expect(await refused(decide(id, 'reject'))).toMatchObject({ code: 'REASON_REQUIRED' });
      await decide(id, 'reject', { reason: 'Preguntamos: sí atienden' });
      expect(await refused(suggest({}))).toMatchObject({ code: 'DATA_REQUIRED' });
    });

    it('is decided by editors, and seen by its author and by them', async () => {
      const id = await suggest({ text: 'Cambió la puerta' });
      expect(await refused(decide(id, 'approve', {}, desk))).toMatchObject({ code: 'FORBIDDEN_ACTION' });
      expect((await list(staffCtx({ sub: 'otra', roles: ['adviser'] }))).edges).toEqual([]);
    });
  });

  describe('an import', () => {
    const run = (text: string, dryRun = false) => new ImportService(open.db, clock).import(editor, { commandId: newId(), channel: 'app', importId: newId(), text, dryRun });
    const header = 'code;organisation;name;kind;comuna;days;opens;closes;services\n';

    it('creates and changes branches with their services, and a second run changes nothing', async () => {
      const text = `${header}BR-IMPORTADA;ORG-CORMUVAL;Posta Importada;clinic;05101;lu-vi;08:00;16:00;SAL-01 SAL-02\n`;
      expect(await run(text, true)).toMatchObject({ created: 1, state: 'checked' });
      expect((await found({ text: 'importada' }))).toEqual([]);
      expect(await run(text)).toMatchObject({ created: 1, changed: 0 });
      expect(await run(text)).toMatchObject({ created: 0, changed: 0, unchanged: 1 });
      expect((await found({ text: 'importada' }))[0]!.offeringCount).toBe(2);
    });

    it('with one wrong code leaves nothing of all its lines, and names the cell', async () => {
      const text = `${header}BR-BUENA;ORG-CORMUVAL;Buena;clinic;05101;;;;\nBR-MALA;ORG-NADIE;Mala;clinic;05999;;;;XXX-01\n`;
      expect(await refused(run(text))).toMatchObject({ code: 'UNKNOWN_CODE', details: { fields: [
        { path: 'line 3.organisation', code: 'UNKNOWN_CODE' }, { path: 'line 3.comuna', code: 'UNKNOWN_CODE' }, { path: 'line 3.services', code: 'UNKNOWN_CODE' },
      ] } });
      expect((await found({ text: 'buena' }))).toEqual([]);
    });

    it('says on which line an entry refuses what its cells say together', async () => {
      const closing = 'code,organisation,name,kind,comuna,status,closed_reason\nBR-UNA,ORG-CORMUVAL,Una,clinic,05101,active,\nBR-DOS,ORG-CORMUVAL,Dos,clinic,05101,closed,\n';
      expect(await refused(run(closing))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'line 3.closed_reason', code: 'REQUIRED' }] } });
      expect(await run(closing.replace('closed,', 'closed,Sin local'))).toMatchObject({ created: 2 });
    });

    it('changes a branch that an editor made by hand, under the same id', async () => {
      const { id } = await save(newId(), undefined, { code: 'BR-A-MANO', organisationId: codeId('ORG-CORMUVAL'), name: 'A mano', kind: 'clinic', comuna: '05101' });
      expect(await run(`${header}BR-A-MANO;ORG-CORMUVAL;A mano, corregida;clinic;05101;;;;\n`)).toMatchObject({ created: 0, changed: 1 });
      expect((await branch(id)).name).toBe('A mano, corregida');
    });
  });

  it('shows another municipality nothing', async () => {
    const stranger = staffCtx({ cut: '05109', sub: 'editor', roles: ['directory_editor'] });
    expect((await places().search(stranger, { filter: {}, page: { first: 5 } })).edges).toEqual([]);
    expect(await refused(save(omil, 1, { address: 'x' }, stranger))).toMatchObject({ code: 'NOT_FOUND' });
    expect((await new ReferenceQueries(open.db).reference(stranger)).reference?.branches).toEqual([]);
  });
});

async function refused(call: Promise<unknown>): Promise<{ code: string; details: object }> {
  return call.then((answer) => ({ code: `answered ${JSON.stringify(answer)}`, details: {} }), (error: unknown) => {
    if (error instanceof DomainError) return { code: error.code, details: error.details };
    throw error;
  });
}
