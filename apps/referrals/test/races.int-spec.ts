import { type Effect, type MoveCommand, newId } from '@konbit/contracts';
import { DomainError } from '@konbit/platform';
import { startWorld, type World } from './world.js';

let world: World;
beforeAll(async () => { world = await startWorld(process.env); }, 60_000);
afterAll(async () => { await world.stop(); });

type Attempt = () => Promise<Effect>;
const rounds = 8;

async function race(...attempts: Attempt[]): Promise<{ won: Effect[]; lost: DomainError[] }> {
  const results = await Promise.allSettled(attempts.map((attempt) => attempt()));
  return {
    won: results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])),
    lost: results.flatMap((result) => (result.status === 'rejected' ? [result.reason as DomainError] : [])),
  };
}

/** One referral made ready, two commands at one version: one winner, one event, the loser told. */
async function oneWins(ready: () => Promise<{ id: string; version: number }>, left: [string, MoveCommand, object], right: [string, MoveCommand, object], loserCode = 'VERSION_CONFLICT') {
  for (let round = 0; round < rounds; round += 1) {
    const { id, version } = await ready();
    const give = ([name, command, data]: [string, MoveCommand, object]): Attempt => async () => world.move(name, command, data as never, { referralId: id, expectedVersion: version });
    const { won, lost } = await race(give(left), give(right));
    expect({ won: won.length, lost: lost.map((error) => error.code) }).toEqual({ won: 1, lost: [loserCode] });
    expect(lost[0]!.details).toMatchObject({ state: won[0]!.state, version: version + 1 });
    const events = await world.eventsOf(id, version + 1);
    expect(events.length).toBe(version + 1);
  }
}

const requested = async () => world.sent();
const opened = async () => world.move('omil', 'open', {}, { referralId: (await world.sent()).id });
const cancelRequested = async () => {
  const { id } = await opened();
  await world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, { referralId: id, expectedVersion: 2 });
  return world.move('meson', 'cancel', { reasonCode: 'person_withdrew' }, { referralId: id, expectedVersion: 3 });
};
const accept: [string, MoveCommand, object] = ['omil', 'accept', { responsibleOfficial: 'Ana' }];
const cancel: [string, MoveCommand, object] = ['meson', 'cancel', { reasonCode: 'person_withdrew' }];
const outcome = { outcomeCode: 'provided', servedOn: '2026-11-24', outputs: [{ kind: 'counter_referral_note' }] };

describe('two commands on one version', () => {
  it('accept against cancel', async () => oneWins(opened, accept, cancel));
  it('two accepts', async () => oneWins(opened, accept, ['omil2', 'accept', { responsibleOfficial: 'Otro' }]));
  it('confirming a cancel against an outcome', async () => oneWins(cancelRequested, ['omil', 'confirm_cancel', {}], ['omil2', 'record_outcome', outcome]));

  it('opening against cancelling: the cancel is free or becomes a request, never both', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id, version } = await requested();
      const { won, lost } = await race(
        async () => world.move('omil', 'open', {}, { referralId: id }),
        async () => world.move('meson', 'cancel', { reasonCode: 'person_withdrew' }, { referralId: id, expectedVersion: version }));
      expect(won.length).toBe(1);
      expect(['VERSION_CONFLICT', 'REFERRAL_TERMINAL']).toContain(lost[0]!.code);
      expect((await world.eventsOf(id, 2)).length).toBe(2);
    }
  });

  it('two claims of a pool: one owner, the other reads ALREADY_CLAIMED', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id } = await world.sent({ poolComuna: '05101' });
      const { won, lost } = await race(async () => world.move('omil', 'claim', {}, { referralId: id }), async () => world.move('dideco', 'claim', {}, { referralId: id }));
      expect({ won: won.length, lost: lost.map((error) => error.code) }).toEqual({ won: 1, lost: ['ALREADY_CLAIMED'] });
      expect((await world.eventsOf(id, 2)).length).toBe(2);
    }
  });

  it('one command sent twice at once has one effect and one answer', async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id } = await requested();
      const same = { referralId: id, expectedVersion: 1, commandId: newId() };
      const again: Attempt = async () => world.move('omil', 'accept', { responsibleOfficial: 'Ana' }, same);
      const { won, lost } = await race(again, again);
      expect(lost).toEqual([]);
      expect(won[0]).toEqual(won[1]);
      expect((await world.eventsOf(id, 2)).length).toBe(2);
    }
  });

  it('a new referral sent twice under one id exists once', async () => {
    const referralId = newId();
    const request = world.request();
    const send: Attempt = async () => world.move('meson', 'send', request, { referralId });
    const { won, lost } = await race(send, send);
    expect({ won: won.length, lost: lost.map((error) => error.code) }).toEqual({ won: 1, lost: ['VERSION_CONFLICT'] });
  });

  it('two sendings of the same person, service and destination: one is a twin', async () => {
    const request = world.request();
    const send: Attempt = async () => world.sent(request);
    const { won, lost } = await race(send, send, send);
    expect({ won: won.length, lost: lost.map((error) => error.code) }).toEqual({ won: 1, lost: ['DUPLICATE_OPEN_REFERRAL', 'DUPLICATE_OPEN_REFERRAL'] });
  });
});
