const maxAddresses = 20_000;

/**
 * Counts tries by client address over a sliding hour. Kept in this process: with several gateways an address gets as many windows,
 * which a code of 50 random bits bears easily.
 */
export class TryWindow {
  private readonly tries = new Map<string, number[]>();

  constructor(private readonly limit: { most: number; withinMs: number }, private readonly nowMs: () => number = () => performance.now()) {}

  /** Counts one try; 0 when it is let through, else the seconds until the next one is. */
  take(address: string): number {
    const { most, withinMs } = this.limit;
    const now = this.nowMs();
    const name = networkOf(address);
    const recent = (this.tries.get(name) ?? []).filter((at) => now - at < withinMs);
    const free = recent.length < most;
    if (free) recent.push(now);
    this.tries.delete(name);
    this.tries.set(name, recent);
    if (this.tries.size > maxAddresses) this.tries.delete(this.tries.keys().next().value!);
    return free ? 0 : Math.max(1, Math.ceil((recent[0]! + withinMs - now) / 1000));
  }
}

/** A household holds a whole /64 of IPv6 addresses: they count as one. */
function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%', 1)[0]!.split('::', 2);
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':');
}
