import { publishedSamples, replay } from '@konbit/testing';
import { home, startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

describe('the samples of every published release', () => {
  const samples = publishedSamples(['directory.events', 'cases.events'], home);

  it('are applied by today\'s consumers', async () => {
    expect(samples.length).toBeGreaterThanOrEqual(26);
    expect(await replay(world.databases, 'referrals', samples)).toEqual([]);
  });

  it('would be parked if today asked for what they do not have', async () => {
    const branch = publishedSamples(['directory.events'], home).find((row) => row.type === 'konbit.directory.branch.published.v1')!;
    const { comuna: _, ...lacking } = JSON.parse(branch.payload) as Record<string, unknown>;
    expect(await replay(world.databases, 'referrals', [{ ...branch, payload: JSON.stringify(lacking) }])).toEqual([`${branch.type} {"code": "BODY_INVALID", "fields": ["comuna"]}`]);
  });
});
