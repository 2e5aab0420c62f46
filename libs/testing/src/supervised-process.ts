import { KeptProcess, type KeptProcessOptions } from './kept-process.js';

const firstPauseMs = 100;
const longestPauseMs = 60_000;
const steadyMs = 10_000;

/** A program under the restart policy `unless-stopped`: begun again when it ends by itself, with the pauses of Docker. */
export class SupervisedProcess {
  private current: KeptProcess;
  private pause: NodeJS.Timeout | null = null;
  private isStopping = false;
  restarts = 0;

  constructor(private readonly options: KeptProcessOptions, private readonly onRestart: (code: number) => void = () => undefined) {
    this.current = this.start(firstPauseMs);
  }

  get pid(): number | null {
    return this.current.pid;
  }

  signal(signal: NodeJS.Signals): void {
    this.current.signal(signal);
  }

  /** Ends it for good; answers its exit code. */
  async stop(limitMs: number): Promise<number> {
    this.isStopping = true;
    if (this.pause) clearTimeout(this.pause);
    return await this.current.stop(limitMs);
  }

  private start(pauseMs: number): KeptProcess {
    const startedAt = Date.now();
    const started = KeptProcess.start(this.options);
    void started.ended.then((code) => {
      if (!this.isStopping) this.again(code, Date.now() - startedAt > steadyMs ? firstPauseMs : pauseMs);
    });
    return started;
  }

  private again(code: number, pauseMs: number): void {
    this.restarts += 1;
    this.onRestart(code);
    this.pause = setTimeout(() => { this.current = this.start(Math.min(pauseMs * 2, longestPauseMs)); }, pauseMs);
  }
}
