import { maySendAgain, type AppError, asAppError } from './app-error.js';

export interface CommandRunOptions<Data, Result> {
  /** Sends the command with this id; throws AppError. */
  execute: (data: Data, commandId: string) => Promise<Result>;
  newId: () => string;
  /** Resolves when the same person has signed in again. */
  sessionRenewed: () => Promise<void>;
  pause: (ms: number) => Promise<void>;
  onState: (state: 'sending' | 'waiting-session' | 'retrying') => void;
}

export type CommandOutcome<Result> = { ok: true; result: Result } | { ok: false; error: AppError };

const pauses = [1000, 3000];

/**
 * One form's commands. An id is made once per submission and kept while nothing is known to have been decided: through a
 * new sign-in, an outage, a press of "retry". A corrected form, or one the server has answered, gets a new id.
 */
export class CommandRun<Data, Result> {
  private pending: { id: string; print: string } | null = null;

  constructor(private readonly options: CommandRunOptions<Data, Result>) {}

  async send(data: Data): Promise<CommandOutcome<Result>> {
    const print = JSON.stringify(data);
    if (this.pending?.print !== print) this.pending = { id: this.options.newId(), print };
    const { id } = this.pending;
    this.options.onState('sending');
    for (let tries = 0; ; tries += 1) {
      try {
        const result = await this.options.execute(data, id);
        this.pending = null;
        return { ok: true, result };
      } catch (error) {
        const again = await this.mayRepeat(error, tries);
        if (!again) return { ok: false, error: asAppError(error) };
        if (again === 'signed-in') tries = -1;
      }
    }
  }

  private async mayRepeat(error: unknown, tries: number): Promise<false | 'signed-in' | 'waited'> {
    if (!maySendAgain(error)) {
      this.pending = null;
      return false;
    }
    if (error.code === 'UNAUTHENTICATED') {
      this.options.onState('waiting-session');
      await this.options.sessionRenewed();
      this.options.onState('sending');
      return 'signed-in';
    }
    const pause = pauses[tries];
    if (pause === undefined) return false;
    this.options.onState('retrying');
    await this.options.pause(pause);
    return 'waited';
  }
}
