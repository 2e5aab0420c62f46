import { startContainers, type TestContainers } from './containers.js';
import { type JavaServer, javaServersLack, whyAbsent } from './java-servers.js';
import setup from './jest-global-setup.js';
import { kafkaClassPath } from './kafka-jars.js';
import { keycloakFolder } from './keycloak-install.js';

export const runningContainers: { current: TestContainers | null } = ((globalThis as { konbitContainers?: { current: TestContainers | null } }).konbitContainers ??= { current: null });
const bring: Readonly<Record<JavaServer, () => Promise<string>>> = { Kafka: kafkaClassPath, Keycloak: () => keycloakFolder('dev-file') };

/** What the integration lane starts, the servers that Maven brings, and containers in place of those that this machine cannot run. */
export default async function fullSetup(): Promise<void> {
  await setup();
  await bringServers();
  runningContainers.current = await startContainers();
  Object.assign(process.env, runningContainers.current?.env);
}

/** What Maven cannot bring is told to the blocks that need it. */
async function bringServers(): Promise<void> {
  if (javaServersLack([]) !== null) return;
  for (const [server, install] of Object.entries(bring) as [JavaServer, () => Promise<string>][]) {
    try {
      await install();
    } catch (error) {
      process.env[whyAbsent(server)] = `Maven did not bring ${server}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`;
    }
  }
}
