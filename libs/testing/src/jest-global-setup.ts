import { startTestCluster, type TestCluster } from './test-cluster.js';

export const runningCluster: { current: TestCluster | null } = ((globalThis as { konbitTestCluster?: { current: TestCluster | null } }).konbitTestCluster ??= { current: null });

/** Starts the run's one Postgres and tells the test files where it is. */
export default async function setup(): Promise<void> {
  const cluster = await startTestCluster();
  runningCluster.current = cluster;
  process.env['KONBIT_TEST_ADMIN_URL'] = cluster.adminUrl;
  process.env['KONBIT_TEST_TEMPLATE_URLS'] = JSON.stringify(cluster.urls);
}
