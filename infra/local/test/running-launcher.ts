import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { eventually } from '@konbit/testing';

const root = resolve(import.meta.dirname, '../../..');

export interface RunFacts { pid: number; url: string; postgresPid: number; services: { name: string; pid: number; state: string; restarts: number }[]; databaseUrls: Record<string, string> }

/** The launcher as a person starts it, with its own state folder and without demonstration data. */
export class RunningLauncher {
  output = '';
  private constructor(readonly child: ChildProcess, private readonly home: string) {
    child.stdout?.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
    child.stderr?.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
  }

  static start(home: string, port: number, env: Record<string, string> = {}): RunningLauncher {
    const child = spawn(process.execPath, [join(root, 'infra/local/dist/launcher.js')], {
      env: { ...process.env, NODE_OPTIONS: '', KONBIT_HOME: home, KONBIT_PORT: String(port), KONBIT_DEMO: '0', ...env }, stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new RunningLauncher(child, home);
  }

  /** Waits for the line with the address. */
  async ready(limitMs = 60_000): Promise<RunFacts> {
    await eventually(() => this.output.includes('Konbit: http') || this.child.exitCode !== null, 'the line with the address', { limitMs, everyMs: 50 });
    if (this.child.exitCode !== null) throw new Error(`launcher ended: ${this.output}`);
    return this.facts();
  }

  facts(): RunFacts {
    return JSON.parse(readFileSync(join(this.home, 'run.json'), 'utf8')) as RunFacts;
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  async stop(): Promise<number | null> {
    if (this.child.exitCode === null) this.child.kill('SIGTERM');
    return this.ended();
  }
}

/** Runs `konbit` and answers what it printed and its exit code. */
export async function konbit(home: string, args: string[], environment: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'infra/local/dist/cli.js'), ...args], { env: { ...process.env, NODE_OPTIONS: '', KONBIT_HOME: home, ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
  const [code] = await once(child, 'close') as [number | null];
  return { code, output };
}
