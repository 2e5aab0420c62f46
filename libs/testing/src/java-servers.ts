import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { givenKafka, givenKeycloak } from './given-servers.js';

const needed = ['java', 'mvn', 'tar'];
const brokersAreGiven = 'it kills brokers, and these are given by KONBIT_TEST_KAFKA_BROKERS';

export type JavaServer = 'Kafka' | 'Keycloak';
type Env = Readonly<Record<string, string | undefined>>;

/** Where the setup of the lane says why Maven could not bring a server. */
export const whyAbsent = (server: JavaServer): string => `KONBIT_TEST_NO_${server.toUpperCase()}`;

/** What this machine lacks to run servers that come by Maven, in words; null when nothing. */
export function javaServersLack(servers: readonly JavaServer[], env: Env = process.env): string | null {
  return missing(needed, env) ?? servers.map((server) => env[whyAbsent(server)]).find((reason) => reason) ?? null;
}

/** What it lacks to run all of docker-compose.yml, which speaks TLS; null when nothing. */
export function fullStackLack(env: Env = process.env): string | null {
  return missing([...needed, 'openssl'], env) ?? javaServersLack(['Kafka', 'Keycloak'], env);
}

/** What to do about it. */
export function fullStackNeeds(lack: string): string {
  return `All of docker-compose.yml as plain processes needs Java 17 or newer, Maven, tar and openssl: ${lack}. On Debian: apt-get install default-jre-headless maven openssl`;
}

function missing(programs: readonly string[], env: Env): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const lacking = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  return lacking.length === 0 ? null : `${lacking.join(' and ')} not found on this machine`;
}

/** A block that needs a Kafka, one that is given or one of ours; where there is none, its tests are named as skipped with the reason. */
export function describeWithKafka(name: string, body: () => void): void {
  describeUnless(givenKafka() ? null : lackWithoutDocker('Kafka'), name, body);
}

/** A block that needs a Keycloak: one that is given, or one of ours. */
export function describeWithKeycloak(name: string, body: () => void): void {
  describeUnless(givenKeycloak() ? null : lackWithoutDocker('Keycloak'), name, body);
}

/** A block that kills and stops its brokers: none that is given. */
export function describeWithOwnKafka(name: string, body: () => void): void {
  describeUnless(givenKafka() ? brokersAreGiven : javaServersLack(['Kafka']), name, body);
}

/** A block that needs the start of a Keycloak: none that is given. */
export function describeWithOwnKeycloak(name: string, body: () => void): void {
  describeUnless(givenKeycloak() ? 'it starts a Keycloak, and one is given by KONBIT_TEST_KEYCLOAK_URL' : javaServersLack(['Keycloak']), name, body);
}

/** A block that needs all of docker-compose.yml. */
export function describeFullStack(name: string, body: () => void): void {
  describeUnless(fullStackLack(), name, body);
}

/** Where Docker answers, the run gives its containers in place of what is missing. */
function lackWithoutDocker(server: JavaServer): string | null {
  const lack = javaServersLack([server]);
  return lack === null ? null : `${lack}, and no Docker answers`;
}

/** A test among others on a Kafka that may be given, which kills or stops the broker. */
export function itWithOwnKafka(name: string, body: () => Promise<void>, limitMs?: number): void {
  if (givenKafka() === null) it(name, body, limitMs);
  else it.skip(`${name} (skipped: ${brokersAreGiven})`, body);
}

function describeUnless(lacks: string | null, name: string, body: () => void): void {
  if (lacks === null) describe(name, body);
  else describe.skip(`${name} (skipped: ${lacks})`, body);
}

/** Where what Maven brought stays, for every checkout of this user. */
export function testCache(env: Env = process.env): string {
  return env['KONBIT_TEST_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'konbit');
}
