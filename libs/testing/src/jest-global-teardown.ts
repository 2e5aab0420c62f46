import { runningCluster } from './jest-global-setup.js';

export default async function teardown(): Promise<void> {
  await runningCluster.current?.stop();
}
