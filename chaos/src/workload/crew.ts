import { setTimeout as wait } from 'node:timers/promises';
import { DomainError } from '@konbit/platform';
import { addNeed, closeAttendance, correct, giveConsent, intake, withdrawConsent } from './desk-acts.js';
import { editDirectory } from './directory-acts.js';
import { neighbourWorks, trespass } from './neighbour-acts.js';
import { look, move, moveInBrowser, race, send } from './referral-acts.js';
import type { Act, Scene } from './scene.js';

const acts = {
  intake, send, move, moveInBrowser, race, look, closeAttendance, giveConsent, withdrawConsent, correct, addNeed, editDirectory, neighbourWorks, trespass,
} satisfies Record<string, Act>;

/** How often a client does each. */
const weights: Readonly<Record<keyof typeof acts, number>> = {
  intake: 14, send: 16, move: 34, moveInBrowser: 8, race: 6, look: 8, closeAttendance: 4, giveConsent: 5, withdrawConsent: 1, correct: 4, addNeed: 4, editDirectory: 3, neighbourWorks: 4, trespass: 4,
};

/** What the clients did beside their commands. */
export interface CrewCounts { acts: number; failedReads: number }

/** Clients side by side until the signal; each follows from the seed and its number. */
export async function work(scenes: readonly Scene[], { actsPerSecond, until }: { actsPerSecond: number; until: AbortSignal }): Promise<CrewCounts> {
  const counts: CrewCounts = { acts: 0, failedReads: 0 };
  await Promise.all(scenes.map((scene) => client(scene, { pauseMs: (scenes.length * 1000) / actsPerSecond, until, counts })));
  return counts;
}

async function client(scene: Scene, { pauseMs, until, counts }: { pauseMs: number; until: AbortSignal; counts: CrewCounts }): Promise<void> {
  while (!until.aborted) {
    const startedAt = performance.now();
    const wanted = scene.random.between(0, 2 * pauseMs);
    await acts[scene.random.weighted(weights)](scene).catch((error: unknown) => {
      // The read before a command met an outage: nothing was sent.
      if (!(error instanceof DomainError)) throw error;
      counts.failedReads += 1;
    });
    counts.acts += 1;
    await wait(Math.max(5, wanted - (performance.now() - startedAt)), undefined, { signal: until }).catch(() => undefined);
  }
}
