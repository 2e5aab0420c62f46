import type { CrossRead } from '../check/evidence.js';
import type { History } from '../history.js';
import type { Random } from '../random.js';
import type { Doors } from './doors.js';
import type { World } from './world.js';

/** One client and what it acts on. */
export interface Scene {
  name: string;
  doors: Doors;
  history: History;
  world: World;
  random: Random;
  crossReads: CrossRead[];
}

/** One thing a client does; a read that fails ends it. */
export type Act = (scene: Scene) => Promise<void>;

/** Words of letters alone, as names are. */
export function letters(random: Random, count = 6): string {
  return Array.from({ length: count }, () => random.pick([...'abcdefghilmnoprstuv'])).join('');
}
