import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const needed = ['java', 'mvn', 'tar'];

export type JavaServer = 'Kafka' | 'Keycloak';
type Env = Readonly<Record<string, string | undefined>>;

/** Where the setup of the lane says why Maven could not bring a server. */
export const whyAbsent = (server: JavaServer): string => `KONBIT_TEST_NO_${server.toUpperCase()}`;

/** What this machine lacks to run a server that comes by Maven, in words; null when nothing. */
export function javaServersLack(servers: readonly JavaServer[] = [], env: Env = process.env): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const missing = needed.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length > 0) return `${missing.join(' and ')} not found on this machine`;
  return servers.map((server) => env[whyAbsent(server)]).find((reason) => reason) ?? null;
}

/** A block that needs such servers; where they cannot run, its tests are named as skipped with the reason. */
export function describeWithJava(name: string, servers: readonly JavaServer[], body: () => void): void {
  const lacks = javaServersLack(servers);
  if (lacks === null) describe(name, body);
  else describe.skip(`${name} (skipped: ${lacks})`, body);
}

/** Where what Maven brought stays, for every checkout of this user. */
export function testCache(env: Env = process.env): string {
  return env['KONBIT_TEST_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'konbit');
}
