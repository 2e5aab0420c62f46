import { setTimeout as pause } from 'node:timers/promises';

export interface EventuallyOptions {
  limitMs?: number;
  everyMs?: number;
}

/**
 * Asks the probe until it gives a truthy value and stops throwing, and returns that value.
 * Throws the description, with the last sample or failure, at the limit.
 */
export async function eventually<T>(probe: () => T | Promise<T>, description: string, options: EventuallyOptions = {}): Promise<T> {
  const { limitMs = 10_000, everyMs = 10 } = options;
  const end = performance.now() + limitMs;
  let last: string;
  for (;;) {
    try {
      const sample = await probe();
      if (sample) return sample;
      last = `last sample: ${shown(sample)}`;
    } catch (error) {
      last = `last failure: ${error instanceof Error ? error.message : shown(error)}`;
    }
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${description} (${last})`);
    await pause(everyMs);
  }
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) => (typeof member === 'bigint' ? String(member) : member)) ?? 'undefined';
}
