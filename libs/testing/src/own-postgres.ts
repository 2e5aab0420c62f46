import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bootstrapDatabases, type RunningPostgres, startPostgres } from '@konbit/local';
import { type TestDatabaseOptions, type TestDatabases, testDatabases, type TestService } from './databases.js';
import { templatePrefix } from './test-cluster.js';

/** A Postgres of one test file, with fsync on, that the test may kill, stop and start again on the same port. */
export class OwnPostgres {
  private constructor(readonly dataDir: string, private running: RunningPostgres, private readonly urls: Record<string, string>) {}

  static async start(): Promise<OwnPostgres> {
    const dataDir = join(mkdtempSync(join(tmpdir(), 'konbit-own-')), 'pg');
    const running = await startPostgres({ dataDir });
    return new OwnPostgres(dataDir, running, await bootstrapDatabases(running.adminUrl, { prefix: templatePrefix }));
  }

  get port(): number {
    return this.running.port;
  }

  databases(services: readonly TestService[], options: TestDatabaseOptions = {}): Promise<TestDatabases> {
    return testDatabases(services, { ...options, server: { adminUrl: this.running.adminUrl, urls: this.urls } });
  }

  /** Ends the server at once, as a loss of power would. */
  kill(): void {
    this.signal('SIGKILL');
  }

  async startAgain(): Promise<void> {
    this.running = await startPostgres({ dataDir: this.dataDir, port: this.port });
  }

  /** To the server and every process that serves a connection. */
  signal(signal: NodeJS.Signals): void {
    const { pid } = this.running;
    for (const each of [pid, ...childrenOf(pid)]) process.kill(each, signal);
  }

  async stop(): Promise<void> {
    await this.running.stop();
    rmSync(dirname(this.dataDir), { recursive: true, force: true });
  }
}

function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
}
