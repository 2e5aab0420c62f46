import { findMove, isTerminal, moveCommands, type MoveFacts, referralStates, type ReferralState } from '@konbit/contracts';
import { checkDigit } from '@konbit/contracts/forms';
import { readPeople } from './people.js';
import { type Story, stories } from './stories.js';

const people = await readPeople();
const publicTestUsers = ['44444444-4', '55555555-5', '88888888-8', '99999999-9'];

describe('the people of the demonstration', () => {
  it('are sixty, each with a name, a birth year, a language and a need', () => {
    expect(people).toHaveLength(60);
    expect(new Set(people.map((person) => `${person.givenNames} ${person.firstSurname}`)).size).toBeGreaterThan(55);
  });

  it('have only numbers that cannot belong to anybody', () => {
    for (const { phone, identifier } of people) {
      expect(phone).toMatch(/^\+56 9 0000 0\d{3}$/);
      if (identifier?.type !== 'RUN') continue;
      const [body = '', digit] = identifier.value.split('-');
      expect(Number(body)).toBeGreaterThanOrEqual(44_000_001);
      expect(Number(body)).toBeLessThanOrEqual(44_099_999);
      expect(digit).toBe(checkDigit(body));
      expect(publicTestUsers).not.toContain(identifier.value);
    }
  });

  it('include people without any document and families who share a phone', () => {
    expect(people.filter((person) => person.identifier === null).length).toBeGreaterThan(5);
    expect(new Set(people.map((person) => person.phone)).size).toBeLessThan(60);
  });
});

describe('the stories of the demonstration', () => {
  it('are legal from step to step and leave a referral in every state', () => {
    const ends = stories.map(endOf);
    expect([...new Set(ends)].sort()).toEqual([...referralStates].sort());
  });

  it('refuse only at demonstration branches', () => {
    const refusing = stories.filter((story) => story.steps.some((step) => step.command === 'reject'));
    expect(refusing.every((story) => story.to.startsWith('BR-DEMO-'))).toBe(true);
  });
});

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
