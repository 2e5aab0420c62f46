import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testCache } from './java-servers.js';

const version = '26.7.4';
const distribution = `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`;
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const run = promisify(execFile);

type Env = Readonly<Record<string, string | undefined>>;

/** Where a Keycloak keeps its data: in a file of its own (H2), or in Postgres. */
export type KeycloakDatabase = 'dev-file' | 'postgres';

/** A new home for one server. Programs are shared with the cache by links; scripts, data and what it may build again are its own. */
export async function makeKeycloakHome(folder: string, database: KeycloakDatabase): Promise<void> {
  const built = await keycloakFolder(database);
  mkdirSync(join(folder, 'data/import'), { recursive: true });
  mkdirSync(join(folder, 'lib'));
  for (const own of ['bin', 'lib/quarkus']) cpSync(join(built, own), join(folder, own), { recursive: true });
  for (const shared of ['lib/app', 'lib/lib', 'lib/quarkus-run.jar', 'providers', 'themes', 'conf']) symlinkSync(join(built, shared), join(folder, shared));
}

/** Folder of a built Keycloak; the first call of a machine downloads it by Maven (176 MB) and builds it, which takes a minute or two. */
export async function keycloakFolder(database: KeycloakDatabase, env: Env = process.env): Promise<string> {
  const cache = testCache(env);
  const ready = join(cache, database === 'dev-file' ? `keycloak-${version}` : `keycloak-${version}-${database}`);
  if (existsSync(ready)) return ready;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'keycloak-new-'));
  try {
    const built = await downloaded(work);
    await run(join(built, 'bin/kc.sh'), ['build', `--db=${database}`, '--health-enabled=true'], { env: { ...env } });
    takePlace(built, ready);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return ready;
}

async function downloaded(work: string): Promise<string> {
  await run('mvn', ['-B', '-q', copyGoal, `-Dartifact=${distribution}`, `-DoutputDirectory=${work}`], { cwd: work });
  const archive = readdirSync(work).find((name) => name.endsWith('.tar.gz'));
  if (!archive) throw new Error(`Maven brought no archive for ${distribution}`);
  await run('tar', ['-xzf', archive], { cwd: work });
  return join(work, `keycloak-${version}`);
}

/** Two runs may build at once: the first one's folder stays. */
function takePlace(built: string, ready: string): void {
  try {
    renameSync(built, ready);
  } catch (error) {
    if (!existsSync(ready)) throw error;
  }
}
