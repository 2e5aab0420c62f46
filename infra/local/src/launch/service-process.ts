import { type ChildProcess, fork } from 'node:child_process';
import { StartError, textOf } from '../start-error.js';
import type { LogFile } from './log-file.js';

export interface ServiceOptions {
  name: string;
  entry: string;
  env: NodeJS.ProcessEnv;
  execArgv: string[];
  log: LogFile;
  say: (sentence: string) => void;
  /** Called whenever the process changes. */
  onChange: () => void;
}

const readyLimitMs = 60_000;
const longestPauseMs = 30_000;
const steadyMs = 60_000;

/** One service as a child process: started, watched, started again when it dies, stopped. */
export class ServiceProcess {
  private child: ChildProcess | null = null;
  private stopping = false;
  private crashes = 0;
  private pause: NodeJS.Timeout | null = null;
  state: 'stopped' | 'starting' | 'ready' | 'waiting' = 'stopped';
  restarts = 0;

  constructor(private readonly options: ServiceOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | null {
    return this.child?.pid ?? null;
  }

  /** Resolves when the service says it is ready; rejects with `StartError` when it cannot start. */
  async start(): Promise<void> {
    this.become('starting');
    const child = fork(this.options.entry, [], {
      env: this.options.env, execArgv: this.options.execArgv, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.stdout?.on('data', (chunk: Buffer) => this.options.log.write(chunk));
    child.stderr?.on('data', (chunk: Buffer) => this.options.log.write(chunk));
    const startedAt = Date.now();
    try {
      await ready(child, this.options);
    } catch (error) {
      child.kill('SIGKILL');
      this.child = null;
      throw error;
    }
    this.become('ready');
    child.once('exit', () => this.ended(startedAt));
    if (child.exitCode !== null || child.signalCode !== null) this.ended(startedAt);
  }

  /** Asks the process to end and waits; kills it after the limit. */
  async stop(limitMs: number): Promise<void> {
    this.stopping = true;
    if (this.pause) clearTimeout(this.pause);
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
    child.kill('SIGTERM');
    const kill = setTimeout(() => child.kill('SIGKILL'), limitMs);
    await gone;
    clearTimeout(kill);
    this.become('stopped');
  }

  private ended(startedAt: number): void {
    if (this.stopping || this.state !== 'ready') return;
    this.child = null;
    this.crashes = Date.now() - startedAt > steadyMs ? 1 : this.crashes + 1;
    this.again();
  }

  private again(): void {
    if (this.stopping) return;
    const pauseMs = Math.min(500 * 2 ** (this.crashes - 1), longestPauseMs);
    this.options.say(`El servicio ${this.name} se detuvo: se inicia de nuevo en ${Math.ceil(pauseMs / 1000)} s (detalle en ${this.options.log.path}).`);
    this.become('waiting');
    this.pause = setTimeout(() => void this.restart(), pauseMs);
  }

  private async restart(): Promise<void> {
    if (this.stopping) return;
    this.restarts += 1;
    try {
      await this.start();
      this.options.say(`El servicio ${this.name} funciona otra vez.`);
    } catch (error) {
      this.options.log.write(`${textOf(error)}\n`);
      this.crashes += 1;
      this.again();
    }
  }

  private become(state: ServiceProcess['state']): void {
    this.state = state;
    this.options.onChange();
  }
}

function ready(child: ChildProcess, { name, log }: ServiceOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => fail(`no respondió en ${readyLimitMs / 1000} segundos`), readyLimitMs);
    const fail = (cause: string): void => {
      clearTimeout(limit);
      reject(new StartError(`El servicio ${name} no pudo iniciar (${cause}): revise ${log.path} y vuelva a intentar.`));
    };
    child.on('message', (message: { type?: string; message?: string }) => {
      if (message.type === 'failed') fail(message.message ?? 'sin detalle');
      if (message.type === 'ready') {
        clearTimeout(limit);
        resolve();
      }
    });
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`terminó con ${signal ?? String(code)}`));
  });
}
