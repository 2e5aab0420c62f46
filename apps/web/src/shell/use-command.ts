import { newId } from '@konbit/contracts/forms';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { AppError } from './app-error.js';
import { CommandRun } from './command-run.js';
import { touch } from './data.js';
import { sessionRenewed } from './session.js';
import { trackCommand } from './sync.js';

export type CommandState = 'idle' | 'sending' | 'retrying' | 'waiting-session' | 'failed' | 'done';

interface UseCommandOptions<Data, Result> {
  /** Sends the command; put `commandId` into its envelope unchanged. */
  execute: (data: Data, commandId: string) => Promise<Result>;
  /** After the server acknowledged it: navigate, announce, clear the draft. */
  onDone?: (result: Result, data: Data) => void | Promise<void>;
  /** After a refusal, with the values still on screen. */
  onRefused?: (error: AppError) => void;
  /** What the command changes, so that the screens about it ask again. */
  touches?: readonly string[] | ((result: Result, data: Data) => readonly string[]);
}

export interface Command<Data> {
  state: CommandState;
  /** True while a second press must do nothing. */
  busy: boolean;
  error: AppError | null;
  /** Counts refusals: what the error summary takes the focus on. */
  attempt: number;
  run: (data: Data) => Promise<boolean>;
  /** Sends the last data again, with the same id where the server may already have it. */
  retry: () => Promise<boolean>;
  clear: () => void;
}

/** A command of one form, with the id, retries and new sign-in of `CommandRun`. `run` answers whether it was acknowledged. */
export function useCommand<Data, Result>(options: UseCommandOptions<Data, Result>): Command<Data> {
  const [state, setState] = useState<CommandState>('idle');
  const [refusal, setRefusal] = useState<{ error: AppError | null; attempt: number }>({ error: null, attempt: 0 });
  const latest = useRef(options);
  useEffect(() => { latest.current = options; });
  const last = useRef<Data | undefined>(undefined);
  const running = useRef(false);
  const track = useMemo(trackCommand, []);
  // Leaving the form gives its command up; what was typed stays in the draft.
  useEffect(() => () => track.arrived(), [track]);
  const runner = useMemo(() => new CommandRun<Data, Result>({ execute: (data, id) => latest.current.execute(data, id), newId, sessionRenewed, pause, onState: setState }), []);

  const run = async (data: Data): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    last.current = data;
    setRefusal(({ attempt }) => ({ error: null, attempt }));
    track.sending();
    const outcome = await runner.send(data).finally(() => { running.current = false; });
    if (outcome.ok) {
      track.arrived();
      setState('done');
      await acknowledged(latest.current, outcome.result, data);
      return true;
    }
    if (lostOnTheWay.has(outcome.error.code)) track.unsent();
    else track.arrived();
    setRefusal(({ attempt }) => ({ error: outcome.error, attempt: attempt + 1 }));
    setState('failed');
    latest.current.onRefused?.(outcome.error);
    return false;
  };
  return {
    state, run, ...refusal,
    busy: state === 'sending' || state === 'retrying' || state === 'waiting-session',
    retry: async () => (last.current === undefined ? false : run(last.current)),
    clear: () => { setRefusal(({ attempt }) => ({ error: null, attempt })); setState('idle'); track.arrived(); },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));
const lostOnTheWay: ReadonlySet<string> = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED']);

async function acknowledged<Data, Result>({ touches, onDone }: UseCommandOptions<Data, Result>, result: Result, data: Data): Promise<void> {
  void touch(typeof touches === 'function' ? touches(result, data) : touches ?? []);
  await onDone?.(result, data);
}
