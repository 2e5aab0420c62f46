/** Five wrong passwords close a username for a minute; each further one doubles the wait up to a quarter of an hour. */
export class Attempts {
  private readonly failures = new Map<string, { count: number; at: number }>();

  /** Time still to wait before this username may try again, in milliseconds; 0 when it may. */
  waitMs(username: string, now: number): number {
    const failed = this.failures.get(username);
    if (!failed || failed.count < freeFailures) return 0;
    return Math.max(0, failed.at + waitAfter(failed.count) - now);
  }

  /** Counts a failure; one that is older than an hour is forgotten. */
  fail(username: string, now: number): void {
    for (const [name, failed] of this.failures) if (now - failed.at > memoryMs) this.failures.delete(name);
    this.failures.set(username, { count: (this.failures.get(username)?.count ?? 0) + 1, at: now });
  }

  /** A right password clears the count. */
  clear(username: string): void {
    this.failures.delete(username);
  }
}

const freeFailures = 5;
const memoryMs = 3_600_000;

function waitAfter(count: number): number {
  return Math.min(60_000 * 2 ** (count - freeFailures), 900_000);
}
