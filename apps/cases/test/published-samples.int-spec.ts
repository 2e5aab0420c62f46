import type { ReferralEventData } from '@konbit/contracts';
import { publishedSamples, replay } from '@konbit/testing';
import { desks } from './given.js';
import { startWorld, tenant, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

describe('the samples of every published release', () => {
  const samples = publishedSamples(['referrals.events', 'directory.events'], tenant);

  it('are applied by today\'s consumers', async () => {
    expect(samples.length).toBeGreaterThanOrEqual(39);
    // Who the samples are about was admitted before anybody referred them.
    const { personId, recordId } = JSON.parse(samples.find((row) => row.type.endsWith('.sent.v1'))!.payload) as ReferralEventData;
    await world.admitted(desks.mig, { personId: personId!, recordId: recordId! });
    expect(await replay(world.databases, 'cases', samples)).toEqual([]);
  });

  it('would be parked if today asked for what they do not have', async () => {
    const sent = publishedSamples(['referrals.events'], tenant).find((row) => row.type === 'konbit.referrals.referral.sent.v1')!;
    const { official: _, ...lacking } = JSON.parse(sent.payload) as Record<string, unknown>;
    expect(await replay(world.databases, 'cases', [{ ...sent, payload: JSON.stringify(lacking) }])).toEqual([`${sent.type} {"code": "BODY_INVALID", "fields": ["official"]}`]);
  });
});
