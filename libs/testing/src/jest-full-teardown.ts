import { runningContainers } from './jest-full-setup.js';
import teardown from './jest-global-teardown.js';

export default async function fullTeardown(): Promise<void> {
  await runningContainers.current?.stop();
  await teardown();
}
