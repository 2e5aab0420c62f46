import { eventually } from './eventually.js';

describe('eventually', () => {
  it('returns the first truthy sample', async () => {
    let asked = 0;
    await expect(eventually(() => (asked += 1) > 2 && asked, 'three asks')).resolves.toBe(3);
  });

  it('waits until the probe stops throwing', async () => {
    let asked = 0;
    const probe = (): string => {
      asked += 1;
      if (asked < 2) throw new Error('not yet');
      return 'there';
    };
    await expect(eventually(probe, 'no failure')).resolves.toBe('there');
  });

  it('tells what it waited for and the last sample', async () => {
    await expect(eventually(() => 0, 'a referral on the timeline', { limitMs: 1, everyMs: 1 }))
      .rejects.toThrow(/a referral on the timeline \(last sample: 0\)/);
  });
});
