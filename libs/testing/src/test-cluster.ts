import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrapDatabases, startPostgres } from '@konbit/local';
import { sweepAbandoned } from './abandoned.js';

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
  sweepAbandoned(folderPrefix, { pidFile: join('pg', 'postmaster.pid'), signal: 'SIGQUIT' });
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
