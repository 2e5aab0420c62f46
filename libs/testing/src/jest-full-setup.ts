import { type JavaServer, javaServersLack, whyAbsent } from './java-servers.js';
import setup from './jest-global-setup.js';
import { kafkaClassPath } from './kafka-jars.js';
import { keycloakFolder } from './keycloak-install.js';

const bring: Readonly<Record<JavaServer, () => Promise<string>>> = { Kafka: kafkaClassPath, Keycloak: keycloakFolder };

/** The setup of every lane, and the servers that Maven brings: what it cannot bring is told to the blocks that need it. */
export default async function fullSetup(): Promise<void> {
  await setup();
  if (javaServersLack() !== null) return;
  for (const [server, install] of Object.entries(bring) as [JavaServer, () => Promise<string>][]) {
    try {
      await install();
    } catch (error) {
      process.env[whyAbsent(server)] = `Maven did not bring ${server}: ${String(error instanceof Error ? error.message : error).split('\n')[0]}`;
    }
  }
}
