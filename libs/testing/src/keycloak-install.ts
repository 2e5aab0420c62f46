import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testCache } from './java-servers.js';

const version = '26.7.4';
const distribution = `org.keycloak:keycloak-quarkus-dist:${version}:tar.gz`;
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy';
const run = promisify(execFile);

type Env = Readonly<Record<string, string | undefined>>;

/** Folder of a built Keycloak; the first call of a machine downloads it by Maven (176 MB) and builds it, which takes a minute or two. */
export async function keycloakFolder(env: Env = process.env): Promise<string> {
  const cache = testCache(env);
  const ready = join(cache, `keycloak-${version}`);
  if (existsSync(ready)) return ready;
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, 'keycloak-new-'));
  try {
    const built = await downloaded(work);
    await run(join(built, 'bin/kc.sh'), ['build', '--db=dev-file', '--health-enabled=true'], { env: { ...env } });
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
