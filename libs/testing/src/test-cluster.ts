import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapDatabases, startPostgres } from '@konbit/local';

/** Databases of a run are copies of these, whose schema already has its grants. */
export const templatePrefix = 'konbit_template_';
const folderPrefix = 'konbit-test-';

export interface TestCluster {
  adminUrl: string;
  /** Urls of the template databases by environment name. */
  urls: Record<string, string>;
  stop: () => Promise<void>;
}

/** One server for a whole run: the one named by KONBIT_TEST_DATABASE_URL (a superuser's), or a fresh embedded one with fsync on. */
export async function startTestCluster(env: Readonly<Record<string, string | undefined>> = process.env): Promise<TestCluster> {
  const given = env['KONBIT_TEST_DATABASE_URL'];
  if (given) return { adminUrl: given, urls: await templates(given), stop: async () => undefined };
  sweepAbandoned();
  const folder = join(tmpdir(), `${folderPrefix}${process.pid}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const server = await startPostgres({ dataDir: join(folder, 'pg'), onProgress: () => undefined });
  return {
    adminUrl: server.adminUrl,
    urls: await templates(server.adminUrl),
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function templates(adminUrl: string): Promise<Record<string, string>> {
  return bootstrapDatabases(adminUrl, { prefix: templatePrefix });
}

/** Ends and removes the servers of runs that were killed before their teardown. */
function sweepAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(folderPrefix))) {
    if (isAlive(Number(name.slice(folderPrefix.length)))) continue;
    const folder = join(tmpdir(), name);
    const pidFile = join(folder, 'pg', 'postmaster.pid');
    const pid = existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
    if (pid > 1 && isServerOf(pid, folder)) process.kill(pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
}

function isServerOf(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
