import { randomBytes } from 'node:crypto';
import type { StartedTestContainer } from 'testcontainers';
import { givenKafka, givenKeycloak } from './given-servers.js';
import { javaServersLack } from './java-servers.js';
import { freePort } from './ports.js';

const images = { kafka: 'apache/kafka:4.4.0', keycloak: 'quay.io/keycloak/keycloak:26.7.4' };
const startLimitMs = 300_000;

export interface TestContainers {
  /** Where they are, as the variables that give servers to the tests. */
  env: Record<string, string>;
  stop: () => Promise<void>;
}

/** A Kafka and a Keycloak as containers for a whole run, where Java is missing, nobody gives such servers and Docker answers; else null. */
export async function startContainers(): Promise<TestContainers | null> {
  if (javaServersLack(['Kafka', 'Keycloak']) === null || givenKafka() !== null || givenKeycloak() !== null || !(await dockerAnswers())) return null;
  const started: StartedTestContainer[] = [];
  const stop = async (): Promise<void> => { await Promise.all(started.map((container) => container.stop())); };
  try {
    const env = await startBoth(started);
    return { env, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function dockerAnswers(): Promise<boolean> {
  const { getContainerRuntimeClient } = await import('testcontainers');
  return getContainerRuntimeClient().then(() => true, () => false);
}

/** On the network of this machine: Keycloak calls the gateways of the tests, which listen on loopback. */
async function startBoth(started: StartedTestContainer[]): Promise<Record<string, string>> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const [broker, controller, keycloak, management] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const password = randomBytes(18).toString('base64url');
  const start = async (image: string, env: Record<string, string>, { command = [], ready }: { command?: string[]; ready: RegExp }): Promise<void> => {
    const container = new GenericContainer(image).withNetworkMode('host').withEnvironment(env).withStartupTimeout(startLimitMs).withWaitStrategy(Wait.forLogMessage(ready));
    started.push(await (command.length > 0 ? container.withCommand(command) : container).start());
  };
  await Promise.all([
    start(images.kafka, kafkaEnv(broker, controller), { ready: /Kafka Server started/ }),
    start(images.keycloak, { KC_BOOTSTRAP_ADMIN_USERNAME: 'admin', KC_BOOTSTRAP_ADMIN_PASSWORD: password }, {
      command: ['start-dev', `--http-port=${keycloak}`, `--http-management-port=${management}`, `--hostname=http://localhost:${keycloak}`], ready: /Running the server/,
    }),
  ]);
  return { KONBIT_TEST_KAFKA_BROKERS: `127.0.0.1:${broker}`, KONBIT_TEST_KEYCLOAK_URL: `http://localhost:${keycloak}`, KONBIT_TEST_KEYCLOAK_PASSWORD: password };
}

/** One node, as `KafkaBroker` starts it. */
function kafkaEnv(port: number, controllerPort: number): Record<string, string> {
  return {
    KAFKA_NODE_ID: '1', KAFKA_PROCESS_ROLES: 'broker,controller', KAFKA_CONTROLLER_QUORUM_VOTERS: `1@127.0.0.1:${controllerPort}`,
    KAFKA_LISTENERS: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`, KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT', KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER', KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false', KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0', KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS: '500',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1', KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1', KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  };
}
