/** A hint says that something changed, never what: no personal data travels in it. */
export interface Hint {
  /** Type of the event, `konbit.referrals.referral.accepted.v1`; `refetch` when hints were lost. */
  type: string;
  id?: string;
  version?: number;
}

/** What a hint is about: `referral`. */
export function aggregateOf(hint: Hint): string {
  return /^konbit\.[a-z_]+\.([a-z_-]+)\./.exec(hint.type)?.[1] ?? hint.type;
}

/** True when somebody's permission to read somebody ended, by a withdrawn consent or by time. */
export const endsAccess = (hint: Hint): boolean => /^konbit\.cases\.access-grant\.ended\./.test(hint.type);

/** Topics a hint touches: what it is about, and that with the id. */
export function topicsOf(hint: Hint): string[] {
  const about = aggregateOf(hint);
  return hint.id === undefined ? [about] : [about, `${about}:${hint.id}`];
}

export interface GateClock {
  now(): number;
  later(ms: number, work: () => void): void;
}

/**
 * Lets each topic through at once, then at most once per `everyMs`; what arrives meanwhile is said once at the end.
 * So a burst of a hundred hints costs two readings.
 */
export class HintGate {
  private readonly last = new Map<string, number>();
  private readonly planned = new Set<string>();

  constructor(private readonly open: (topics: string[]) => void, private readonly clock: GateClock, private readonly everyMs = 1000) {}

  take(topics: readonly string[]): void {
    const now: string[] = [];
    for (const topic of topics) {
      if (this.planned.has(topic)) continue;
      const wait = (this.last.get(topic) ?? -Infinity) + this.everyMs - this.clock.now();
      if (wait <= 0) now.push(topic);
      else this.plan(topic, wait);
    }
    this.pass(now);
  }

  private plan(topic: string, wait: number): void {
    this.planned.add(topic);
    this.clock.later(wait, () => {
      this.planned.delete(topic);
      this.pass([topic]);
    });
  }

  private pass(topics: string[]): void {
    if (topics.length === 0) return;
    for (const topic of topics) this.last.set(topic, this.clock.now());
    this.open(topics);
  }
}
