import { availableMoves, findMove, moveCommands, referralMoves, type MoveActor, type MoveFacts } from './referral-moves.js';
import { isTerminal, referralStates } from './code-lists.js';

const bits = [false, true];
const everyFacts: MoveFacts[] = bits.flatMap((claimed) => bits.flatMap((opened) => bits.flatMap((appointment) =>
  bits.map((acknowledged) => ({ claimed, opened, appointment, acknowledged })))));
const actors: (MoveActor | null)[] = ['O', 'D', 'P', null];
const states = ['new', ...referralStates] as const;

describe('the referral moves table', () => {
  it('decides every state × guard × actor × command in exactly one way', () => {
    for (const state of states) for (const facts of everyFacts) for (const actor of actors) for (const command of moveCommands) {
      const rows = referralMoves.filter((row) => row.command === command && row.from.includes(state)
        && actor !== null && row.actors.includes(actor));
      const matching = availableMoves(state, facts, actor).filter((row) => row.command === command);
      expect(matching.length).toBeLessThanOrEqual(1);
      const found = findMove(state, facts, actor, command);
      if (typeof found === 'string') expect(matching).toEqual([]);
      else expect(rows).toContain(found);
    }
  });

  it('lists exactly the commands that would not be refused', () => {
    for (const state of states) for (const facts of everyFacts) for (const actor of actors) for (const command of moveCommands) {
      const listed = availableMoves(state, facts, actor).some((row) => row.command === command);
      const found = findMove(state, facts, actor, command);
      const takes = typeof found !== 'string' && found.event !== null;
      if (command === 'claim' && facts.claimed) expect(listed).toBe(false);
      expect({ state, facts, actor, command, listed }).toEqual({ state, facts, actor, command, listed: takes });
    }
  });

  it('reaches every state and every command from a new referral', () => {
    const seen = new Set<string>(['new']);
    for (let grew = true; grew;) {
      const before = seen.size;
      for (const row of referralMoves) if (row.to !== 'same' && row.from.some((from) => seen.has(from))) seen.add(row.to);
      grew = seen.size > before;
    }
    expect([...seen].sort()).toEqual([...states].sort());
    expect(new Set(referralMoves.map((row) => row.command))).toEqual(new Set(moveCommands));
  });

  it('never leaves a terminal state but by the mark of an error', () => {
    const leaving = referralMoves.filter((row) => row.to !== 'same' && row.from.some((from) => from !== 'new' && isTerminal(from)));
    expect(leaving.map((row) => row.row)).toEqual(['26']);
  });

  it('names the refusal in the order of the specification', () => {
    const fresh = { claimed: true, opened: false, appointment: false, acknowledged: false };
    expect(findMove('completed', fresh, 'D', 'claim')).toBe('ALREADY_CLAIMED');
    expect(findMove('completed', fresh, 'D', 'accept')).toBe('REFERRAL_TERMINAL');
    expect(findMove('draft', fresh, 'D', 'accept')).toBe('INVALID_TRANSITION');
    expect(findMove('requested', fresh, 'O', 'accept')).toBe('FORBIDDEN_ACTION');
    expect(findMove('requested', fresh, null, 'accept')).toBe('FORBIDDEN_ACTION');
    expect(findMove('requested', { ...fresh, claimed: false }, 'D', 'accept')).toBe('INVALID_TRANSITION');
  });

  it('lets an unclaimed pool be claimed and nothing else by its branches', () => {
    const pool = { claimed: false, opened: false, appointment: false, acknowledged: false };
    expect(availableMoves('requested', pool, 'D').map((row) => row.command)).toEqual(['claim']);
  });

  it('makes an origin cancel at once before opening and ask afterwards', () => {
    const facts = { claimed: true, opened: false, appointment: false, acknowledged: false };
    expect(findMove('requested', facts, 'P', 'cancel')).toMatchObject({ to: 'cancelled' });
    expect(findMove('requested', { ...facts, opened: true }, 'O', 'cancel')).toMatchObject({ to: 'cancel_requested' });
  });
});
