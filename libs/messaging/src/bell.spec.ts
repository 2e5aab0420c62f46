import { Bell } from './bell.js';

describe('bell', () => {
  it('wakes a waiting loop at once', async () => {
    const bell = new Bell();
    const waited = bell.wait(60_000);
    bell.ring();
    await expect(waited).resolves.toBeUndefined();
  });

  it('keeps a ring that came while nobody waited', async () => {
    const bell = new Bell();
    bell.ring();
    await expect(bell.wait(60_000)).resolves.toBeUndefined();
  });

  it('ends by itself at the limit', async () => {
    await expect(new Bell().wait(1)).resolves.toBeUndefined();
  });
});
