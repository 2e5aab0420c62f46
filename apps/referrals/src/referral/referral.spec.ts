import { availableMoves, findMove, isTerminal, moveCommands, type MoveActor, type MoveCommand, type MoveFacts, referralEventData, referralMoves, referralStates } from '@konbit/contracts';
import fc from 'fast-check';
import type { Facts, Who } from './case.js';
import { actorOf, admit, availableActions, decide, isVisibleTo, stateOf } from './decide.js';
import { aReferral, type Builder, desk, exampleId, goodFacts, neighbour, noon, office, outsider, person, validData } from './referral.factory.js';
import { eventData, audienceOf } from './publish.js';
import { moveFacts, type Move, type Referral } from './referral.js';
import { Refusal } from './refusal.js';
import { newReferral } from './new-referral.js';

const everyFacts: MoveFacts[] = [false, true].flatMap((claimed) => [false, true].flatMap((opened) => [false, true].flatMap((appointment) =>
  [false, true].map((acknowledged) => ({ claimed, opened, appointment, acknowledged })))));
const tableCodes: readonly string[] = ['INVALID_TRANSITION', 'FORBIDDEN_ACTION', 'REFERRAL_TERMINAL', 'ALREADY_CLAIMED', 'ACCESS_WITHDRAWN'];
const whoIs: Record<'O' | 'P' | 'D' | 'nobody', Who> = { O: desk, P: person, D: { ...office, pool: 'member' }, nobody: { ...desk, canRequest: false } };

/** A referral in any (state, guards) of the table, reachable or not. */
function posed(state: (typeof referralStates)[number] | 'new', facts: MoveFacts): Referral {
  const blank = newReferral({ id: exampleId(500), folio: 'D-000000', who: desk, now: noon });
  return {
    ...blank, version: state === 'new' ? 0 : 3, state: state === 'new' ? 'draft' : state, sentAt: noon, poolComuna: facts.claimed ? null : '05101',
    ownerBranch: facts.claimed ? office.branchId : null, ownerOrg: facts.claimed ? office.orgId : null, openedAt: facts.opened ? noon : null,
    appointmentId: facts.appointment ? exampleId(40) : null, acknowledgedAt: facts.acknowledged ? noon : null,
  };
}

function codeOf(run: () => unknown): string | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

function given(builder: Builder) {
  const attempt = (command: MoveCommand, who: Who, data: unknown = validData(command, builder), facts: Partial<Facts> = {}) => ({
    thenRefuses: (code: string) => expect(codeOf(() => builder.moved(command, who, data, facts))).toBe(code),
    thenIs: (state: string) => expect(builder.moved(command, who, data, facts).referral.state).toBe(state),
  });
  return { when: attempt };
}

describe('the referral machine, from the table', () => {
  it('decides every state × guard × actor × command as the table says', () => {
    let decided = 0;
    for (const state of ['new', ...referralStates] as const) for (const facts of everyFacts) for (const kind of ['O', 'P', 'D', 'nobody'] as const) for (const command of moveCommands) {
      const referral = posed(state, facts);
      const who = whoIs[kind];
      const actor: MoveActor | null = kind === 'nobody' ? null : kind;
      must(actorOf(referral, who, command) === actor, kind, command);
      const row = findMove(state, facts, actor, command);
      const scene = { who, now: noon, facts: goodFacts() };
      const code = codeOf(() => decide(referral, { command, data: {} } as Move, scene));
      must(typeof row === 'string' ? code === row : !tableCodes.includes(code ?? ''), state, JSON.stringify(facts), kind, command, code);
      decided += 1;
    }
    expect(decided).toBe(16 * 16 * 4 * moveCommands.length);
  });

  it('publishes for each row the fact that the row names, in a shape the contract accepts', () => {
    const seen = new Set<string>();
    for (const state of referralStates) for (const who of [desk, person, office]) for (const command of moveCommands) {
      const builder = aReferral().in(state).later(command === 'no_show' ? 3 : 0);
      const row = findMove(stateOf(builder.referral), moveFacts(builder.referral), actorOf(builder.referral, who, command), command);
      if (typeof row === 'string' || row.event === null) continue;
      const before = builder.referral;
      if (codeOf(() => builder.moved(command, who)) !== null) continue;
      const step = builder.steps.at(-1)!;
      expect({ fact: step.fact, to: step.to }).toEqual({ fact: row.event, to: row.to === 'same' ? before.state : row.to });
      const published = eventData(step, builder.referral, { transactionId: exampleId(60), official: exampleId(61) });
      expect(referralEventData.safeParse(published).error).toBeUndefined();
      expect(JSON.stringify(published)).not.toMatch(/Busca trabajo|Sin horas|Conversamos|Condell/);
      seen.add(step.fact);
    }
    expect(referralMoves.filter((row) => row.event !== null && !seen.has(row.event)).map((row) => row.row)).toEqual(['2', '27n']);
  });

  it('ends 10,000 random runs with a reason or an outcome, and lists exactly what it would take', () => {
    const seed = Date.now() % 2 ** 31;
    console.log(`referral machine: fast-check seed ${seed}`);
    const actors = [desk, person, office, neighbour, outsider, { ...office, pool: 'member' as const }, { ...office, withdrawn: true }];
    const choice = fc.record({ command: fc.constantFrom(...moveCommands), actor: fc.nat(actors.length - 1), valid: fc.integer({ min: 0, max: 9 }), days: fc.nat(3), pool: fc.boolean() });
    fc.assert(fc.property(fc.array(choice, { minLength: 8, maxLength: 30 }), (run) => {
      const builder = run[0]!.pool ? aReferral().pool() : aReferral().requested();
      for (const { command, actor, valid, days } of run) {
        const who = actors[actor]!;
        builder.later(days);
        const before = builder.referral;
        const listed = availableActions(before, who).some((action) => action.command === command);
        const code = codeOf(() => builder.moved(command, who, valid > 0 ? validData(command, builder) : {}));
        assertAgrees({ builder, before, who, command, listed, code });
      }
    }), { numRuns: 10_000, seed });
  }, 120_000);

  it('opens in the event of D\'s first move, and never by a claim', () => {
    expect(aReferral().requested().moved('accept', office).referral.openedAt).not.toBeNull();
    expect(aReferral().claimed().referral.openedAt).toBeNull();
  });

  it('makes no step of opening again', () => {
    const opened = aReferral().opened();
    expect(opened.moved('open', office).referral.version).toBe(2);
  });

  it('shows a draft to its origin alone', () => {
    const { referral } = aReferral().draft();
    expect([desk, office, neighbour].map((who) => isVisibleTo(referral, who))).toEqual([true, false, false]);
    expect(audienceOf(referral, referral, [neighbour.branchId])).toEqual([desk.branchId]);
  });
});

interface Agreement { builder: Builder; before: Referral; who: Who; command: MoveCommand; listed: boolean; code: string | null }

/** Plain comparisons: this runs some 200,000 times. */
function assertAgrees({ builder, before, who, command, listed, code }: Agreement): void {
  const { referral } = builder;
  const stepped = referral.version - before.version;
  const isReopening = command === 'open' && before.openedAt !== null;
  must(!listed || !tableCodes.includes(code ?? ''), command, 'is listed and refused by the table', code);
  must(listed || code !== null || isReopening, command, 'is neither listed nor refused');
  must(stepped === (code === null && !isReopening ? 1 : 0), command, 'moved the version by', stepped);
  must(availableActions(before, who).length <= availableMoves(stateOf(before), moveFacts(before), actorOf(before, who)).length, 'too many actions');
  must(referral.state !== 'scheduled' || referral.appointmentId !== null, 'scheduled without an appointment');
  must(!isTerminal(before.state) || referral.state === 'entered_in_error' || referral.state === before.state, before.state, 'became', referral.state);
  if (!isTerminal(referral.state)) return;
  must((referral.outcomeCode ?? referral.reasonCode) !== null, referral.state, 'has no outcome and no reason');
  must(referral.dueAt === null && referral.appointmentId === null, referral.state, 'leaves a clock or an appointment');
}

function must(holds: boolean, ...what: unknown[]): void {
  if (!holds) throw new Error(what.map(String).join(' '));
}

describe('who may move', () => {
  it('refuses an outsider\'s knowledge, and tells a late claimer', () => {
    const { referral } = aReferral().claimed();
    expect(isVisibleTo(referral, outsider)).toBe(false);
    expect(isVisibleTo(referral, neighbour)).toBe(false);
    expect(isVisibleTo(referral, neighbour, 'claim')).toBe(true);
    given(aReferral().claimed()).when('claim', neighbour).thenRefuses('ALREADY_CLAIMED');
  });

  it('lets a pool\'s branch claim and nothing else', () => {
    expect(availableActions(aReferral().pool().referral, neighbour).map((action) => action.command)).toEqual(['claim']);
    given(aReferral().pool()).when('accept', neighbour).thenRefuses('INVALID_TRANSITION');
  });

  it('tells a branch that has left the pool', () => given(aReferral().pool()).when('claim', { ...neighbour, pool: 'left' }).thenRefuses('NOT_IN_POOL'));
  it('writes down a person\'s wish with how it was given', () => given(aReferral().requested()).when('cancel', { ...person, wish: null }).thenRefuses('DATA_REQUIRED'));
  it('lets a person cancel through the desk', () => given(aReferral().requested()).when('cancel', person).thenIs('cancelled'));
  it('does not let a person accept or send', () => given(aReferral()).when('send', person).thenRefuses('FORBIDDEN_ACTION'));

  it('offers to extend a deadline while one runs, and once', () => {
    const offers = (builder: Builder): boolean => availableActions(builder.referral, office).some((action) => action.command === 'extend_deadline');
    expect([aReferral().opened(), aReferral().opened().moved('extend_deadline', office), aReferral().accepted()].map(offers)).toEqual([true, false, false]);
  });

  it('leaves a branch without access four endings, by codes and dates', () => {
    const withdrawn = { ...office, withdrawn: true };
    const { referral } = aReferral().active();
    expect(availableActions(referral, withdrawn).map((action) => action.command).sort()).toEqual(['cancel', 'fail', 'record_outcome']);
    given(aReferral().active()).when('note', withdrawn).thenRefuses('ACCESS_WITHDRAWN');
    const failed = aReferral().active().moved('fail', withdrawn, { reasonCode: 'other', text: 'secreto', tried: 'secreto' });
    expect(JSON.stringify(failed.referral)).not.toContain('secreto');
  });

  it('asks for the version that was read, but for open and claim', () => {
    const { referral } = aReferral().opened();
    expect(codeOf(() => admit(referral, office, 'accept', 1))).toBe('VERSION_CONFLICT');
    expect(codeOf(() => admit(referral, office, 'accept', undefined))).toBe('VERSION_CONFLICT');
    expect(codeOf(() => admit(referral, office, 'open', undefined))).toBeNull();
  });
});
