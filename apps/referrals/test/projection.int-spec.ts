import { eventually } from '@konbit/testing';
import { codeId } from '@konbit/platform';
import { branch, home, offering, organisation } from './directory-facts.js';
import { branches, refusal, services, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

describe('what the directory says', () => {
  it('is kept by code, with what is inside the municipality', async () => {
    expect(await world.rows('select code, inside_municipality from organisation order by code')).toEqual([
      { code: 'ORG-DEMO-SALUD', inside_municipality: false }, { code: 'ORG-IMV-DIDECO', inside_municipality: true },
      { code: 'ORG-IMV-MIG', inside_municipality: true }, { code: 'ORG-IMV-OMIL', inside_municipality: true },
    ]);
    expect(await world.rows('select tenant_id, code, status from branch where id = $1', [branches.omil])).toEqual([{ tenant_id: home, code: 'BR-OMIL-VALPO', status: 'active' }]);
  });

  it('follows a branch that closes and an offering that is suspended', async () => {
    await world.publish('directory', [offering('BR-DEMO-SALUD-A', 'OML-01', { version: 2, status: 'suspended' })]);
    await eventually(async () => await refusal(world.sent({ destinationBranchId: branches.health, serviceId: services.bank })) === 'DESTINATION_UNAVAILABLE', 'the suspension has arrived');
    await world.publish('directory', [offering('BR-DEMO-SALUD-A', 'OML-01', { version: 3 })]);
    await eventually(async () => (await refusal(world.sent({ destinationBranchId: branches.health, serviceId: services.bank }))).startsWith('answered'), 'it is offered again');
    expect(world.script.asked.at(-1)).toMatchObject({ question: { insideMunicipality: false } });
  });

  it('tells a branch that has left the pool', async () => {
    const { id } = await world.sent({ poolComuna: '05101' });
    await world.publish('directory', [branch('ORG-IMV-DIDECO', 'BR-DIDECO-PLATAFORMA', { version: 2, status: 'closed' })]);
    await eventually(async () => (await world.rows(`select 1 from branch where code = 'BR-DIDECO-PLATAFORMA' and status = 'closed'`)).length === 1, 'the branch is closed');
    expect(await refusal(world.move('dideco', 'claim', {}, { referralId: id }))).toBe('NOT_IN_POOL');
    expect((await world.client.call(await world.as('dideco'), 'referrals.byIds', { ids: [id] })).referrals).toEqual([null]);
    await world.publish('directory', [branch('ORG-IMV-DIDECO', 'BR-DIDECO-PLATAFORMA', { version: 3 })]);
    await eventually(async () => (await world.rows(`select 1 from branch where code = 'BR-DIDECO-PLATAFORMA' and status = 'active'`)).length === 1, 'the branch is open');
  });

  it('changes nothing when it comes again', async () => {
    const before = await world.rows('select consumer, key, last_version from consumer_key order by 1, 2');
    await world.publish('directory', [organisation('ORG-IMV-MIG'), organisation('ORG-NEW')]);
    await eventually(async () => (await world.rows('select 1 from organisation where id = $1', [codeId('ORG-NEW')])).length === 1, 'the new one has arrived');
    const after = await world.rows('select consumer, key, last_version from consumer_key order by 1, 2');
    expect(after.filter((row) => row['key'] !== codeId('ORG-NEW'))).toEqual(before);
  });
});
