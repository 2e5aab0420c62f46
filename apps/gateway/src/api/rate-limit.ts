interface Bucket { tokens: number; at: number }

export interface Rate { perSecond: number; burst: number }

const maxBuckets = 10_000;

/** Token buckets by name, kept in this process: the oldest untouched ones leave when there are too many. */
export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly rate: Rate, private readonly nowMs: () => number = () => performance.now()) {}

  /** Takes one token; false when the bucket is empty. */
  take(name: string): boolean {
    const now = this.nowMs();
    const known = this.buckets.get(name) ?? { tokens: this.rate.burst, at: now };
    const tokens = Math.min(this.rate.burst, known.tokens + ((now - known.at) / 1000) * this.rate.perSecond);
    this.buckets.delete(name);
    this.buckets.set(name, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now });
    if (this.buckets.size > maxBuckets) this.buckets.delete(this.buckets.keys().next().value!);
    return tokens >= 1;
  }

  /** Seconds until one token is there again. */
  get retryAfterS(): number {
    return Math.max(1, Math.ceil(1 / this.rate.perSecond));
  }
}
