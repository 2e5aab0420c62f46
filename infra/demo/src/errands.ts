import { daysBefore } from './days.js';
import type { DemoPerson } from './people.js';
import { storyOf } from './plots.js';
import { needOf, type Story } from './steps.js';
import { stories } from './stories.js';

/** A referral of the demonstration; `name` is what its ids are made of. */
export interface Errand {
  name: string;
  story: Story;
}

/** One person's part of the demonstration: when they came, for what, and what became of it. */
export interface Visit {
  person: DemoPerson;
  arrived: Date;
  errands: readonly Errand[];
}

/** Who comes back today, in the order of the queue; four of them need an interpreter. */
export const queueToday: readonly string[] = ['p54', 'p07', 'p212', 'p57', 'p171', 'p58', 'p247', 'p60'];

/** Everybody's visit, counted back from the first load: people with `told` over four months, the others in the last forty days. */
export function visitsOf(people: readonly DemoPerson[], first: Date): Visit[] {
  return people.map((person, i) => (person.daysAgo === undefined ? recentVisit(person, i, first) : {
    person, arrived: daysBefore(first, person.daysAgo, (i * 7) % 90),
    errands: (person.told ?? []).map(({ story, text }, n) => ({ name: `${person.key}/${n}`, story: storyOf(story, text) })),
  }));
}

function recentVisit(person: DemoPerson, i: number, first: Date): Visit {
  const arrived = daysBefore(first, daysAgo(i), i * 7);
  const errand = longestFirst[i];
  return errand ? { person: withNeed(person, needOf(errand.story)), arrived, errands: [errand] } : { person, arrived, errands: [] };
}

/** The oldest visit has the longest story, so that each story has had the time it takes and what waits is recent. */
const longestFirst: readonly Errand[] = stories.map((story, index) => ({ story, name: String(index) })).sort((a, b) => hoursOf(b.story) - hoursOf(a.story));

function hoursOf(story: Story): number {
  return story.steps.reduce((sum, step) => sum + step.after, 0);
}

/** The need of the story comes first; another one the person has stays open. */
function withNeed(person: DemoPerson, need: DemoPerson['needs'][number]): DemoPerson {
  return { ...person, needs: [need, ...person.needs.filter((other) => other !== need).slice(0, 1)] };
}

/** From forty days ago to yesterday; people without a referral came in between. */
function daysAgo(i: number): number {
  return i < stories.length ? 1 + (stories.length - 1 - i) * 0.85 : 2 + (i % 13) * 2.5;
}
