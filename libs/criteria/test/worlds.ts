import { Seeded } from '@konbit/testing';
import fc from 'fast-check';

/** Holds a property in many seeded worlds; the seed is printed, so that a failure can be seen again. */
export function inWorlds(name: string, numRuns: number, property: (random: Seeded) => void): void {
  const seed = Date.now() % 2 ** 31;
  console.log(`${name}: fast-check seed ${seed}`);
  fc.assert(fc.property(fc.nat(2 ** 31 - 1), (world) => property(new Seeded(world))), { numRuns, seed });
}
