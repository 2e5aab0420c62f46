import { setTimeout as pause } from 'node:timers/promises';

it('waits', async () => {
  await pause(500);
  await new Promise((done) => { setTimeout(done, 500); });
});
