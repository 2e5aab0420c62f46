import { AppError } from './app-error.js';
import { CommandRun } from './command-run.js';

interface Trial {
  run: CommandRun<{ text: string }, string>;
  ids: string[];
  states: string[];
  signIn: () => void;
}

/** A server that answers the given outcomes one after the other. */
function trial(...outcomes: (AppError | Error | string)[]): Trial {
  const ids: string[] = [];
  const states: string[] = [];
  let made = 0;
  let signIn = (): void => undefined;
  const run = new CommandRun<{ text: string }, string>({
    execute: async (_data, id) => {
      ids.push(id);
      const outcome = outcomes.shift() ?? 'hecho';
      if (typeof outcome === 'string') return outcome;
      throw outcome;
    },
    newId: () => `id-${(made += 1)}`,
    sessionRenewed: () => new Promise((resume) => { signIn = resume; }),
    pause: async () => undefined,
    onState: (state) => states.push(state),
  });
  return { run, ids, states, signIn: () => signIn() };
}

const data = { text: 'uno' };

describe('one form, one command', () => {
  it('an acknowledged command is over: the next one has a new id', async () => {
    const { run, ids } = trial();
    await run.send(data);
    await run.send(data);
    expect(ids).toEqual(['id-1', 'id-2']);
  });

  it('an outage repeats the same id, by itself and when the person presses again', async () => {
    const down = new AppError('UNAVAILABLE');
    const { run, ids, states } = trial(down, down, down, 'hecho');
    expect(await run.send(data)).toEqual({ ok: false, error: down });
    expect(await run.send(data)).toEqual({ ok: true, result: 'hecho' });
    expect(ids).toEqual(['id-1', 'id-1', 'id-1', 'id-1']);
    expect(states).toContain('retrying');
  });

  it('a session that ends in mid-form waits for the new sign-in and sends the same id', async () => {
    const { run, ids, states, signIn } = trial(new AppError('UNAUTHENTICATED'));
    const sent = run.send(data);
    await new Promise(setImmediate);
    expect(states.at(-1)).toBe('waiting-session');
    signIn();
    expect(await sent).toEqual({ ok: true, result: 'hecho' });
    expect(ids).toEqual(['id-1', 'id-1']);
  });

  it('a refusal is an answer: the corrected form has a new id', async () => {
    const { run, ids } = trial(new AppError('REQUIREMENT_REQUIRED'));
    await run.send(data);
    await run.send({ text: 'dos' });
    expect(ids).toEqual(['id-1', 'id-2']);
  });

  it('a form changed during an outage is another command', async () => {
    const down = new AppError('DEADLINE_EXCEEDED');
    const { run, ids } = trial(down, down, down);
    await run.send(data);
    await run.send({ text: 'dos' });
    expect(ids.slice(0, 3)).toEqual(['id-1', 'id-1', 'id-1']);
    expect(ids[3]).toBe('id-2');
  });

  it('a fault of the screen is reported as INTERNAL, never shown', async () => {
    const outcome = await trial(new TypeError('x is undefined')).run.send(data);
    expect(outcome).toMatchObject({ ok: false, error: { code: 'INTERNAL' } });
  });
});
