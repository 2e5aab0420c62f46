import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';

export interface KeptProcessOptions {
  /** Program and arguments. */
  command: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** File that its output is added to; its pid stands beside it. */
  log: string;
}

// The shell holds our pipe: when we are gone, whatever killed us, it ends the program too.
const whilePipeIsOpen = 'exec 3<&0; "$@" & pid=$!; echo $pid > "$0"; { cat <&3 >/dev/null; kill $pid; sleep 20; kill -s KILL -- -$$; } 2>/dev/null & watch=$!; wait $pid; code=$?; kill $watch; exit $code';

/** A program that lives no longer than this process, in a group of its own so that a Ctrl-C reaches us alone. */
export class KeptProcess {
  /** Settles with the exit code, 128 + n for a signal. */
  readonly ended: Promise<number>;
  isRunning = true;

  private constructor(private readonly child: ChildProcess, private readonly pidFile: string) {
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        this.isRunning = false;
        resolve(code ?? 137);
      });
    });
  }

  static start({ command, env, cwd, log }: KeptProcessOptions): KeptProcess {
    const output = openSync(log, 'a');
    const pidFile = `${log}.pid`;
    rmSync(pidFile, { force: true });
    const child = spawn('sh', ['-c', whilePipeIsOpen, pidFile, ...command], { cwd, env, detached: true, stdio: ['pipe', output, output] });
    closeSync(output);
    return new KeptProcess(child, pidFile);
  }

  /** The program itself, not the shell that keeps it; null until it is known. */
  get pid(): number | null {
    return this.isRunning && existsSync(this.pidFile) ? Number(readFileSync(this.pidFile, 'utf8')) || null : null;
  }

  /** The whole group, when it is to die: a program may have begun others. */
  signal(signal: NodeJS.Signals): void {
    const target = signal === 'SIGKILL' && this.child.pid !== undefined ? -this.child.pid : this.pid;
    if (this.isRunning && target !== null) process.kill(target, signal);
  }

  /** Asks it to end, and makes it end after the limit, 20 seconds at most; answers its exit code. */
  async stop(limitMs: number): Promise<number> {
    this.child.stdin?.end();
    const limit = setTimeout(() => this.signal('SIGKILL'), limitMs);
    const code = await this.ended;
    clearTimeout(limit);
    return code;
  }
}

/** The last lines of a log; nothing when there is none. */
export function tailOf(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-30).join('\n') : '';
}
