import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

const needed = ['java', 'mvn', 'tar'];

type Env = Readonly<Record<string, string | undefined>>;

/** What this machine lacks to run the servers that Maven brings (Kafka, Keycloak), in words; null when nothing. */
export function javaServersLack(env: Env = process.env): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter);
  const missing = needed.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  return missing.length === 0 ? null : `${missing.join(' and ')} not found on this machine`;
}

/** A block that needs such a server; where it cannot run, its tests are named as skipped with the reason. */
export function describeWithJava(name: string, body: () => void): void {
  const lacks = javaServersLack();
  if (lacks === null) describe(name, body);
  else describe.skip(`${name} (skipped: ${lacks})`, body);
}

/** Where what Maven brought stays, for every checkout of this user. */
export function testCache(env: Env = process.env): string {
  return env['KONBIT_TEST_CACHE'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'konbit');
}
