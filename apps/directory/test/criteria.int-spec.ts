import { newId } from '@konbit/contracts';
import { codeId, type Ctx, DomainError, systemCtx } from '@konbit/platform';
import { FixedClock, type OpenDatabase, staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { Branch } from '../dist/branch/branch.entity.js';
import { Comuna, Norm, Service } from '../dist/catalogue/service.entity.js';
import { CriterionLine, CriterionVersion, lineIdOf } from '../dist/criterion/criterion.entity.js';
import { CriterionQueries } from '../dist/criterion/criterion.queries.js';
import { CriterionService } from '../dist/criterion/criterion.service.js';
import { directoryMigrations } from '../dist/migrations/migrations.js';
import { Offering } from '../dist/offering/offering.entity.js';
import { Organisation } from '../dist/organisation/organisation.entity.js';
import { SeedingService } from '../dist/seeding/seeding.service.js';

const seed = new URL('../../../seed/', import.meta.url);
const now = new Date('2026-11-25T13:00:00.000Z');
const policy = staffCtx({ sub: 'policy', roles: ['policy'] });
const desk = staffCtx({ sub: 'meson', roles: ['adviser'] });
const cesfam = codeId('SAL-01');
const [omil, dideco, llayLlay] = ['BR-OMIL-VALPO', 'BR-DIDECO-PLATAFORMA', 'BR-LLAYLLAY-MIG'].map(codeId) as [string, string, string];

const withRun = { id: 'r1', when: [{ fact: 'id_cl', in: ['run_valid', 'run_expired'] }], effect: { outcome: 'ACCEPT' as const } };
const withPassport = { id: 'r2', when: [{ fact: 'passport', in: ['valid'] }], effect: { outcome: 'ACCEPT_PROV' as const } };
const source = { kind: 'phone' as const, citation: 'Llamada a la sucursal', collectedOn: '2026-11-20' };

describe('the registry of criteria', () => {
  let databases: TestDatabases;
  let open: OpenDatabase;
  const clock = new FixedClock(now);

  beforeAll(async () => {
    databases = await testDatabases(['directory'], { migrations: { directory: [...directoryMigrations] } });
    open = await databases.open('directory', { entities: [Organisation, Branch, Service, Offering, Norm, Comuna, CriterionLine, CriterionVersion] });
    await load();
  }, 60_000);
  afterAll(() => databases.drop());

  const load = () => new SeedingService(open.db).load(systemCtx(desk.tenant, 'seeding'), seed, now);
  const queries = () => new CriterionQueries(open.db, clock);
  const declare = (branchId: string, over: object = {}, { ctx = policy, expectedVersion, commandId = newId() }: { ctx?: Ctx; expectedVersion?: number; commandId?: string } = {}) =>
    new CriterionService(open.db, clock).declare(ctx, {
      commandId, channel: 'app', serviceId: cesfam, branchId, normRank: null, vocabulary: '1.0.0', rules: [withRun], otherwise: { outcome: 'REJECT' }, validFrom: '2026-11-01', validTo: null, source,
      confidence: 'declared', ...(expectedVersion === undefined ? {} : { expectedVersion }), ...over,
    });
  const withdraw = (lineId: string, ctx = policy) => new CriterionService(open.db, clock).withdraw(ctx, { commandId: newId(), channel: 'app', lineId, reason: 'La sucursal dejó de atender' });
  const listed = async (filter: object = {}) => (await queries().list(desk, { page: { first: 100 }, ...filter })).edges.map(({ node }) => node);
  const lineOf = (branchId: string) => lineIdOf(desk.tenant, cesfam, { branchId, normRank: null });

  it('holds the 52 baselines of the catalogue, unconfirmed, and loads no second version of one that stands', async () => {
    await load();
    const baselines = (await listed()).filter(({ normRank }) => normRank !== null);
    expect(baselines).toHaveLength(52);
    expect(new Set(baselines.map(({ version, confidence }) => `${version} ${confidence}`))).toEqual(new Set(['1 unconfirmed']));
    expect(await databases.asOwner('directory', `select count(*)::int as n from outbox where type = 'konbit.directory.criterion.declared.v1'`)).toEqual([{ n: 52 }]);
  });

  it('keeps what a branch declares, with its event and its audit entry, once', async () => {
    const commandId = newId();
    const effect = await declare(omil, {}, { commandId });
    expect(await declare(omil, {}, { commandId })).toEqual(effect);
    expect(effect).toEqual({ id: lineOf(omil), version: 1, state: 'declared' });
    expect(await listed({ branchId: omil })).toMatchObject([{ lineId: effect.id, version: 1, rules: [withRun], confidence: 'declared', source, validFrom: '2026-11-01', recordedAt: now.toISOString() }]);
    expect(await databases.asOwner('directory', 'select payload from outbox where key = $1', [effect.id])).toEqual([
      { payload: { criterionVersion: 1, serviceId: cesfam, branchId: omil, validFrom: '2026-11-01', sourceKind: 'phone', confidence: 'declared', factKeys: ['id_cl'] } },
    ]);
    expect(await databases.asOwner('directory', `select outcome from audit where action = 'criterion.declare' and subject_id = $1`, [effect.id])).toEqual([{ outcome: 'ok' }]);
  });

  it('names the wrong cell and keeps nothing of the command', async () => {
    const rules = [withRun, { ...withPassport, when: [{ fact: 'age', from: 18 }, { fact: 'age', from: 300 }, { fact: 'nationality', in: ['x'] }] }];
    expect(await refused(declare(dideco, { rules }))).toMatchObject({ code: 'INVALID_INPUT', details: { fields: [{ path: 'rules.1.when.1', code: 'VALUE_OUT_OF_RANGE' }, { path: 'rules.1.when.2', code: 'UNKNOWN_FACT' }] } });
    expect(await listed({ branchId: dideco })).toEqual([]);
    expect(await databases.asOwner('directory', 'select 1 from criterion_line where id = $1', [lineOf(dideco)])).toEqual([]);
  });

  it('is kept by policy staff and editors, and read by every officer', async () => {
    expect(await refused(declare(dideco, {}, { ctx: desk }))).toMatchObject({ code: 'FORBIDDEN_ACTION' });
    expect(await refused(declare(newId()))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has one winner when two editors declare at once, and tells the other the version that stands', async () => {
    const both = await Promise.allSettled([declare(dideco), declare(dideco, { rules: [withPassport] })]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.flatMap((one) => (one.status === 'rejected' ? [one.reason as DomainError] : []))).toMatchObject([{ code: 'VERSION_CONFLICT', details: { version: 1 } }]);
  });

  it('answers by the version in force on a day, back-dated ones too, and refuses a hole between two', async () => {
    await declare(llayLlay, { validFrom: '2026-06-01', validTo: '2026-09-01' });
    expect(await refused(declare(llayLlay, { validFrom: '2026-10-01' }, { expectedVersion: 1 }))).toMatchObject({ code: 'DATE_HOLE', details: { fields: [{ path: 'validFrom', code: 'DATE_HOLE' }] } });
    await declare(llayLlay, { rules: [withRun, withPassport], validFrom: '2026-08-01' }, { expectedVersion: 1 });
    const versionOn = async (on: string) => (await listed({ branchId: llayLlay, on })).map(({ version }) => version);
    expect([await versionOn('2026-05-31'), await versionOn('2026-07-31'), await versionOn('2026-08-01'), await versionOn('2026-11-25')]).toEqual([[], [1], [2], [2]]);
    expect((await queries().versions(desk, { lineId: lineOf(llayLlay), page: { first: 1 } })).edges.map(({ node }) => node.version)).toEqual([2]);
  });

  it('tells what each branch may answer somebody, by what is known of the person', async () => {
    const explored = await queries().explore(desk, { serviceId: cesfam, known: { id_cl: 'none', passport: 'valid' } });
    expect(Object.fromEntries(explored.parties.filter(({ branchId }) => branchId).map(({ branchId, answers }) => [branchId, answers]))).toMatchObject({
      [omil]: [{ effects: [{ outcome: 'REJECT' }], rules: ['otherwise'] }], [llayLlay]: [{ effects: [{ outcome: 'ACCEPT_PROV' }], rules: ['r2'] }],
    });
    const unsure = await queries().explore(desk, { serviceId: cesfam, known: { id_cl: 'none' } });
    expect(['passport', 'residence']).toContain(unsure.nextFact);
    expect(unsure.parties.find(({ branchId }) => branchId === llayLlay)!.answers.map(({ effects }) => effects[0]!.outcome)).toEqual(['ACCEPT_PROV', 'REJECT']);
    expect(await refused(queries().explore(desk, { serviceId: cesfam, known: { unaccompanied_minor: true, age: 40 } }))).toMatchObject({ code: 'INVALID_INPUT', details: { cause: 'I03' } });
    expect(await refused(queries().explore(desk, { serviceId: cesfam, known: { age: 'old' } }))).toMatchObject({ details: { fields: [{ path: 'known.age', code: 'VALUE_OUT_OF_RANGE' }] } });
  });

  it('names the person whom two branches treat differently, and both rules', async () => {
    const found = await queries().compare(desk, { lineA: lineOf(llayLlay), lineB: lineOf(omil) });
    expect(found).toMatchObject({
      verdict: 'different', level: 'hard', direction: 'stricter', regionCount: 1, isComplete: true,
      regions: [{ when: [{ fact: 'id_cl', in: ['none'] }, { fact: 'passport', in: ['valid'] }], a: { rules: ['r2'] }, b: { rules: ['otherwise'] } }],
      witness: { movedFrom: 'adult_irregular_passport', moved: [], a: { effects: [{ outcome: 'ACCEPT_PROV' }] }, b: { effects: [{ outcome: 'REJECT' }] } },
    });
    const other = lineIdOf(desk.tenant, codeId('OML-02'), { branchId: null, normRank: 5 });
    expect(await refused(queries().compare(desk, { lineA: lineOf(omil), lineB: other }))).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('leaves a line silent when its criterion is withdrawn, and keeps the version to be read', async () => {
    await withdraw(lineOf(omil));
    expect(await listed({ branchId: omil })).toEqual([]);
    expect((await queries().versions(desk, { lineId: lineOf(omil), page: { first: 5 } })).edges.map(({ node }) => node.withdrawnAt)).toEqual([now.toISOString()]);
    expect(await refused(withdraw(lineOf(omil)))).toMatchObject({ code: 'INVALID_TRANSITION' });
    expect(await declare(omil, {}, { expectedVersion: 2 })).toMatchObject({ version: 3 });
  });
});

async function refused(call: Promise<unknown>): Promise<DomainError> {
  try {
    await call;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error('The call was not refused.');
}
