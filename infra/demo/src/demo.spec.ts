import { findMove, isTerminal, moveCommands, type MoveFacts, outcomes, referralStates, type ReferralState } from '@konbit/contracts';
import { checkDigit } from '@konbit/contracts/forms';
import { officeHour } from './days.js';
import { queueToday, visitsOf } from './errands.js';
import { readPeople } from './people.js';
import { readPlaces } from './places.js';
import { plots } from './plots.js';
import { needOf, type Story } from './steps.js';
import { stories } from './stories.js';

const people = await readPeople();
const visits = visitsOf(people, new Date('2026-11-25T15:00:00.000Z'));
const errands = visits.flatMap((visit) => visit.errands);
const publicTestUsers = ['44444444-4', '55555555-5', '88888888-8', '99999999-9'];
const share = (matching: readonly unknown[]): number => matching.length / people.length;

describe('the people of the demonstration', () => {
  it('are two hundred and fifty, each with an own key and almost all with an own name', () => {
    expect(people).toHaveLength(250);
    expect(new Set(people.map((person) => person.key)).size).toBe(250);
    expect(new Set(people.map((person) => `${person.givenNames} ${person.firstSurname} ${person.secondSurname}`)).size).toBeGreaterThan(245);
  });

  it('have only numbers that cannot belong to anybody', () => {
    for (const { phone, identifier } of people) {
      expect(phone).toMatch(/^\+56 9 0000 0\d{3}$/);
      if (identifier?.type !== 'RUN') {
        expect(identifier === null || /DEMO|^0{4}\d{4}$|^109999\d{3}-[\dK]$/.test(identifier.value)).toBe(true);
        continue;
      }
      const [body = '', digit] = identifier.value.split('-');
      expect(Number(body)).toBeGreaterThanOrEqual(44_000_001);
      expect(Number(body)).toBeLessThanOrEqual(44_099_999);
      expect(digit).toBe(checkDigit(body));
      expect(publicTestUsers).not.toContain(identifier.value);
    }
    const runs = people.flatMap(({ identifier }) => (identifier?.type === 'RUN' ? [identifier.value] : []));
    expect(new Set(runs).size).toBe(runs.length);
  });

  it('come from where the office says they come from, a quarter of them without a paper', () => {
    const from = (nationality: string): number => share(people.filter((person) => person.nationality === nationality));
    expect(from('HTI')).toBeCloseTo(0.45, 1);
    expect(from('VEN')).toBeGreaterThan(from('COL'));
    for (const few of ['PER', 'BOL', 'ECU', 'DOM', 'CUB', 'ARG', 'stateless', 'not_informed']) expect(from(few)).toBeGreaterThan(0);
    expect(share(people.filter((person) => person.identifier === null))).toBeCloseTo(0.25, 1);
  });

  it('include thirty families who share phone, address and surname', () => {
    const homes = new Map<string, number>();
    for (const { phone, address, firstSurname } of people) if (address) homes.set(`${phone} ${address} ${firstSurname}`, (homes.get(`${phone} ${address} ${firstSurname}`) ?? 0) + 1);
    expect([...homes.values()].filter((members) => members > 1).length).toBeGreaterThanOrEqual(30);
  });

  it('stand in a queue every day, some of them with an interpreter', () => {
    const waiting = people.filter((person) => queueToday.includes(person.key));
    expect(waiting).toHaveLength(queueToday.length);
    expect(waiting.filter((person) => person.interpreter).length).toBeGreaterThan(2);
  });
});

describe('the stories of the demonstration', () => {
  it('are legal from step to step and leave a referral in every state', () => {
    const ends = stories.map(endOf);
    expect([...new Set(ends)].sort()).toEqual([...referralStates].sort());
    for (const { story } of errands) expect(() => endOf(story)).not.toThrow();
  });

  it('answer a need their person came for, and every plot is lived by somebody', () => {
    for (const { person, errands: own } of visits) for (const { story } of own) expect(person.needs).toContain(needOf(story));
    const lived = new Set(people.flatMap((person) => (person.told ?? []).map((told) => told.story)));
    expect([...lived].sort()).toEqual(Object.keys(plots).sort());
    expect(new Set(errands.map((errand) => errand.name)).size).toBe(errands.length);
  });

  it('refuse only at demonstration branches, and name the requirement', () => {
    const refusing = errands.filter(({ story }) => story.steps.some((step) => step.command === 'reject'));
    expect(refusing.length).toBeGreaterThan(5);
    expect(refusing.every(({ story }) => story.to.startsWith('BR-DEMO-'))).toBe(true);
  });

  it('bring seventy-six people to an attendance at OMIL that is closed', () => {
    expect(visits.filter((visit) => visit.errands.some(({ story }) => isAttendedAt('BR-OMIL-VALPO', story)))).toHaveLength(76);
  });

  it('are over in time on whatever day the office first loads them', () => {
    for (let day = 22; day <= 28; day += 1) {
      const first = new Date(`2026-11-${day}T11:00:00.000Z`);
      const late = visitsOf(people, first).flatMap(({ arrived, errands: own }) => own.filter(({ story }) => lastOf(story, arrived) > first));
      expect(late.map(({ name, story }) => `${name} ${story.service}`)).toEqual([]);
    }
  });

  it('leave each liaison something that waits and something that ended', () => {
    for (const branch of ['BR-DEMO-SALUD-A', 'BR-SLEP-VALPO', 'BR-SENCE-VALPO', 'BR-DIDECO-PLATAFORMA', 'BR-DEMO-SOCIAL-A', 'BR-OMIL-VALPO']) {
      const ends = errands.filter(({ story }) => story.to === branch).map(({ story }) => endOf(story));
      expect(ends).toContain('requested');
      expect(ends.some(isTerminal)).toBe(true);
    }
  });

  it('go only to places of the directory, by consent outside the municipality', async () => {
    const places = await readPlaces();
    for (const { story } of errands) expect(places.has(story.to) || /^\d{5}$/.test(story.to)).toBe(true);
    expect([places.get('BR-CESFAM-BARON')?.inside, places.get('BR-OMIL-VALPO')?.inside, places.get('BR-SLEP-VALPO')?.inside, places.get('BR-DEMO-SALUD-A')?.inside]).toEqual([true, true, false, false]);
    for (const { story } of errands) if (story.withdrawnAfter !== undefined) expect(places.get(story.to)?.inside).toBe(false);
  });
});

/** When the last step of a story is taken. */
const lastOf = (story: Story, arrived: Date): Date => [...story.steps.map((step) => step.after), ...(story.withdrawnAfter === undefined ? [] : [story.withdrawnAfter])].reduce(officeHour, officeHour(arrived, 1));

/** An attendance opens with the first work at the branch and closes with the end (DOMAIN §9.1). */
function isAttendedAt(branch: string, story: Story): boolean {
  const served = (code: unknown): boolean => (outcomes as Record<string, { served: boolean }>)[String(code)]?.served ?? false;
  const opens = story.steps.some(({ command, data }) => command === 'start' || command === 'note' || (command === 'record_outcome' && served(data?.['outcomeCode'])));
  return story.to === branch && opens && isTerminal(endOf(story));
}

/** Plays a story on the moves table alone. */
function endOf(story: Story): ReferralState {
  const facts: MoveFacts = { claimed: !/^\d{5}$/.test(story.to), opened: false, appointment: false, acknowledged: false };
  let state: ReferralState = story.draft ? 'draft' : 'requested';
  for (const step of story.steps) {
    const actor = step.by.startsWith('meson') ? (step.actingFor ? 'P' : 'O') : 'D';
    const move = findMove(state, facts, actor, step.command);
    if (typeof move === 'string') throw new Error(`${story.service} ${story.to}: ${step.command} from ${state} is ${move}`);
    expect(moveCommands).toContain(step.command);
    if (move.to !== 'same') state = move.to;
    if (actor === 'D') facts.opened = true;
    if (step.command === 'schedule') facts.appointment = true;
    if (['cancel_appointment', 'no_show', 'note', 'record_outcome'].includes(step.command)) facts.appointment = false;
    if (step.command === 'acknowledge') facts.acknowledged = isTerminal(state);
  }
  return state;
}
