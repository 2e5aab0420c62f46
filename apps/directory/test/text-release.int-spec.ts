import { codeId, systemCtx } from '@konbit/platform';
import { type OpenDatabase, staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { Branch } from '../dist/branch/branch.entity.js';
import { ReferenceQueries } from '../dist/catalogue/reference.queries.js';
import { Comuna, Norm, Service } from '../dist/catalogue/service.entity.js';
import { CriterionLine, CriterionVersion } from '../dist/criterion/criterion.entity.js';
import { directoryMigrations } from '../dist/migrations/migrations.js';
import { Offering } from '../dist/offering/offering.entity.js';
import { Organisation } from '../dist/organisation/organisation.entity.js';
import { readTexts } from '../dist/seeding/seed-texts.js';
import { SeedingService } from '../dist/seeding/seeding.service.js';
import { PersonText } from '../dist/text/text.entity.js';
import { TextQueries } from '../dist/text/text.queries.js';
import { TextRelease } from '../dist/text/text-release.service.js';

const seed = new URL('../../../seed/', import.meta.url);
const at = new Date('2026-11-24T12:00:00Z');
const desk = staffCtx();
const system = systemCtx(desk.tenant, 'seeding');

describe('the words of this release', () => {
  let databases: TestDatabases;
  let open: OpenDatabase;
  beforeAll(async () => {
    databases = await testDatabases(['directory'], { migrations: { directory: [...directoryMigrations] } });
    open = await databases.open('directory', { entities: [Organisation, Branch, Service, Offering, Norm, Comuna, PersonText, CriterionLine, CriterionVersion] });
    await new SeedingService(open.db).load(system, seed, at);
    await new TextRelease(open.db).load(system, await readTexts(seed), at);
  });
  afterAll(() => databases.drop());

  it('name every service in Creole, with its papers and its baseline', async () => {
    const { reference } = await new ReferenceQueries(open.db).reference(desk);
    expect(reference?.services.filter(({ names }) => !names['ht'])).toEqual([]);
    expect(reference?.services.find(({ id }) => id === codeId('SAL-01'))).toMatchObject({
      names: { ht: 'Enskripsyon nan CESFAM' }, documents: ['Comprobante de domicilio'], documentsIn: { ht: ['Prèv adrès'] }, baselineIn: { ht: expect.any(String), pt: expect.any(String), en: expect.any(String) },
    });
  });

  it('load once', async () => {
    expect(await new TextRelease(open.db).load(system, await readTexts(seed), at)).toBe(0);
  });

  it('are complete drafts, and the notice is seven sentences and a title', async () => {
    const { source, translations, noticeVersion } = await new TextQueries(open.db).print(desk, { usedIn: 'notice', languages: ['ht', 'pt', 'en'] });
    expect(Object.keys(source)).toHaveLength(8);
    expect(new Set(translations.map(({ state }) => state))).toEqual(new Set(['draft']));
    expect(noticeVersion).toMatch(/^[0-9a-f]{16}$/);
  });
});
