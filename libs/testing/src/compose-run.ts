import { mkdirSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { ComposeFile } from './compose-file.js';
import type { ComposeMachine } from './compose-machine.js';
import { eventually } from './eventually.js';
import { KeptProcess, type KeptProcessOptions, tailOf } from './kept-process.js';
import { SupervisedProcess } from './supervised-process.js';

export interface ComposeRunOptions {
  file: ComposeFile;
  machine: ComposeMachine;
  /** Folder of the clone. */
  root: string;
  /** Where logs and volumes are. */
  folder: string;
  /** Services that are here already, each with its check. */
  standing: Readonly<Record<string, () => Promise<boolean>>>;
  /** Settings that this run adds to those of a service, or puts in their place. */
  settings?: (service: string) => Readonly<Record<string, string>>;
  say?: (sentence: string) => void;
}

const healthyLimitMs = 300_000;
/** A container that says nothing about it gets ten seconds from Docker. */
const graceMs = (period = '10s'): number => Number.parseInt(period, 10) * 1000;

/** The services of the compose file as processes of this machine: begun when what they depend on is there, begun again when they end by themselves. */
export class ComposeRun {
  private readonly processes = new Map<string, SupervisedProcess>();
  private readonly ready = new Map<string, Promise<void>>();
  private readonly gone = new Map<string, Promise<void>>();
  private isEnding = false;

  constructor(private readonly options: ComposeRunOptions) {
    for (const volume of Object.values(options.file.services).flatMap(({ volumes = [] }) => volumes)) {
      const [source = ''] = volume.split(':');
      if (!source.startsWith('./')) mkdirSync(join(options.folder, 'volumes', source), { recursive: true, mode: 0o700 });
    }
    mkdirSync(join(options.folder, 'logs'), { recursive: true });
  }

  /** Starts services in the order of the file and waits until each is healthy, or has done its work. */
  async up(names: readonly string[] = this.names): Promise<void> {
    await Promise.all(names.map((name) => this.readyOf(name)));
  }

  /** Asks the check of the file once. */
  async isHealthy(name: string): Promise<boolean> {
    const standing = this.options.standing[name];
    if (standing) return await standing();
    const command = this.options.machine.check(name);
    return command === null ? this.pidOf(name) !== null : (await KeptProcess.start(this.processOf(name, command, 'check')).ended) === 0;
  }

  /** Runs a service that ends; answers its exit code and what it said. */
  async run(name: string): Promise<{ code: number; said: string }> {
    const options = this.processOf(name, this.options.machine.command(name));
    rmSync(options.log, { force: true });
    const code = await KeptProcess.start(options).ended;
    return { code, said: tailOf(options.log) };
  }

  pidOf(name: string): number | null {
    return this.processes.get(name)?.pid ?? null;
  }

  /** Ends one service, as by hand: it is not begun again. Answers its exit code. */
  async stop(name: string): Promise<number | null> {
    return await this.processes.get(name)?.stop(graceMs(this.options.machine.service(name).stop_grace_period)) ?? null;
  }

  signal(name: string, signal: NodeJS.Signals): void {
    this.processes.get(name)?.signal(signal);
  }

  /** Ends everything that it began, each service before what it depends on. */
  async down(): Promise<void> {
    this.isEnding = true;
    await Promise.all(this.names.map((name) => this.goneOf(name)));
  }

  private get names(): string[] {
    return Object.keys(this.options.file.services);
  }

  private readyOf(name: string): Promise<void> {
    const known = this.ready.get(name) ?? this.begin(name);
    this.ready.set(name, known);
    return known;
  }

  private async begin(name: string): Promise<void> {
    const service = this.options.machine.service(name);
    if (!this.options.standing[name]) {
      await Promise.all(Object.keys(service.depends_on ?? {}).map((needed) => this.readyOf(needed)));
      if (this.isEnding) return;
      if (service.restart === 'no') return await this.complete(name);
      this.options.say?.(`Starting ${name}…`);
      this.processes.set(name, new SupervisedProcess(this.processOf(name, this.options.machine.command(name)), (code) => this.options.say?.(`${name} ended with ${code}: it is begun again.`)));
    }
    await eventually(async () => this.isEnding || await this.isHealthy(name), `${name} is healthy`, { limitMs: healthyLimitMs, everyMs: 1000 })
      .catch((error: unknown) => { throw new Error(`${name} did not become healthy; the end of its log:\n${tailOf(this.logOf(name))}`, { cause: error }); });
  }

  private async complete(name: string): Promise<void> {
    const { code, said } = await this.run(name);
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${said}`);
  }

  private goneOf(name: string): Promise<void> {
    const known = this.gone.get(name) ?? this.leave(name);
    this.gone.set(name, known);
    return known;
  }

  private async leave(name: string): Promise<void> {
    const users = this.names.filter((user) => name in (this.options.machine.service(user).depends_on ?? {}));
    await Promise.all(users.map((user) => this.goneOf(user)));
    await this.stop(name);
  }

  private processOf(name: string, command: readonly string[], kind = 'log'): KeptProcessOptions {
    const { root, machine, settings } = this.options;
    return { command, cwd: root, env: { ...systemEnv(), ...machine.environment(name), ...settings?.(name) }, log: this.logOf(name, kind) };
  }

  private logOf(name: string, kind = 'log'): string {
    return join(this.options.folder, 'logs', `${name}.${kind}`);
  }
}

/** What a program needs of this machine; `node` is the one that runs this. */
function systemEnv(): Record<string, string> {
  const { PATH = '', HOME = '', JAVA_HOME } = process.env;
  return { PATH: `${dirname(process.execPath)}${delimiter}${PATH}`, HOME, ...(JAVA_HOME && { JAVA_HOME }) };
}
