import { codeId, systemCtx } from '@konbit/platform';
import { branchRef, type OpenDatabase, staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { Branch } from '../dist/branch/branch.entity.js';
import { ReferenceQueries } from '../dist/catalogue/reference.queries.js';
import { Comuna, Norm, Service } from '../dist/catalogue/service.entity.js';
import { CriterionLine, CriterionVersion } from '../dist/criterion/criterion.entity.js';
import { directoryMigrations } from '../dist/migrations/migrations.js';
import { DestinationQueries } from '../dist/offering/destination.queries.js';
import { Offering } from '../dist/offering/offering.entity.js';
import { Organisation } from '../dist/organisation/organisation.entity.js';
import { SeedingService } from '../dist/seeding/seeding.service.js';

const seed = new URL('../../../seed/', import.meta.url);
const at = new Date('2026-11-24T12:00:00Z');
const desk = staffCtx();
const origin = branchRef('ORG-IMV-MIG/BR-IMV-MIG-CENTRAL').id;

describe('the directory', () => {
  let databases: TestDatabases;
  let open: OpenDatabase;
  let seeding: SeedingService;

  beforeAll(async () => {
    databases = await testDatabases(['directory'], { migrations: { directory: [...directoryMigrations] } });
    open = await databases.open('directory', { entities: [Organisation, Branch, Service, Offering, Norm, Comuna, CriterionLine, CriterionVersion] });
    seeding = new SeedingService(open.db);
    await seeding.load(systemCtx(desk.tenant, 'seeding'), seed, at);
  });
  afterAll(() => databases.drop());

  it('holds the organisations, branches and services of the seed with their basis', async () => {
    const { reference } = await new ReferenceQueries(open.db).reference(desk);
    expect([reference?.organisations.length, reference?.branches.length, reference?.services.length, reference?.comunas.length]).toEqual([39, 60, 52, 38]);
    expect(reference?.branches.find((branch) => branch.code === 'BR-DIDECO-PLATAFORMA')).toMatchObject({ basis: 'seen', address: 'Av. Argentina 864', status: 'unconfirmed' });
    expect(reference?.services.find((service) => service.code === 'SAL-05')).toMatchObject({ hasRealBranch: false, sensitive: true });
    expect(reference?.organisations.filter((one) => one.insideMunicipality).map((one) => one.code)).toEqual(
      ['ORG-CORMUVAL', 'ORG-IMV', 'ORG-IMV-DIDECO', 'ORG-IMV-MIG', 'ORG-IMV-OMIL']);
  });

  it('sends nothing to a caller who knows the version', async () => {
    const queries = new ReferenceQueries(open.db);
    const { version } = await queries.reference(desk);
    expect(await queries.reference(desk, version)).toEqual({ version, reference: null });
  });

  it('tells each row once as an event, and a second load changes nothing', async () => {
    const again = await seeding.load(systemCtx(desk.tenant, 'seeding'), seed, at);
    expect(again.changed).toBe(0);
    const [count] = await databases.asOwner<{ n: string; types: string }>('directory', 'select count(*) as n, count(distinct type) as types from outbox');
    const { reference } = await new ReferenceQueries(open.db).reference(desk);
    expect(Number(count?.types)).toBe(5);
    expect(Number(count?.n)).toBeGreaterThan(39 + (reference?.branches.length ?? 0) + (reference?.services.length ?? 0));
  });

  it('proposes OMIL first to who looks for work at the migration desk in Creole', async () => {
    const found = await new DestinationQueries(open.db).destinations(desk, { needCode: 'work', comuna: '05101', language: 'hat', originBranchId: origin, first: 25 });
    expect(found.destinations[0]).toMatchObject({ branchId: codeId('BR-OMIL-VALPO'), serviceId: codeId('OML-01'), insideMunicipality: true });
    expect(found.destinations[0]?.doubts).toContain('unknown_language');
    expect(found.destinations.some((one) => one.branchId === origin)).toBe(false);
  });

  it('says which services of a need no branch offers', async () => {
    const found = await new DestinationQueries(open.db).destinations(desk, { needCode: 'emergency', originBranchId: origin, first: 25 });
    expect(found).toEqual({ destinations: [], servicesWithoutBranch: [codeId('SAL-05')] });
  });

  it('shows another municipality nothing', async () => {
    const { reference } = await new ReferenceQueries(open.db).reference(staffCtx({ cut: '05109' }));
    expect(reference?.branches).toEqual([]);
  });

  it('walls every table with both policies but the named exceptions', async () => {
    const tables = await databases.asOwner<{ name: string; walled: boolean; policies: string }>('directory', `
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as walled, (select count(*) from pg_policy p where p.polrelid = c.oid) as policies
      from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by 1`);
    const open = tables.filter((table) => !(table.walled && Number(table.policies) >= 2)).map((table) => table.name);
    expect(open).toEqual(['audit_link', 'bus_offset', 'command', 'consumer_key', 'dead_record', 'migration', 'outbox', 'parked']);
  });
});
