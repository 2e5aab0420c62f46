import { grown, hash, put } from './tuples.js';

/**
 * A node, or the leaf of an effect, in one number. A leaf is negative. A node stands at its number in `words`: the level of
 * the fact it asks, how many runs of positions it tells apart, and for each run its last position and the node that follows.
 */
export type Ref = number;

export const leafOf = (effect: number): Ref => -1 - effect;
export const isLeaf = (ref: Ref): boolean => ref < 0;
export const effectOf = (ref: Ref): number => -1 - ref;

/** The nodes of one service, each kept once: two references are equal exactly where what follows is. */
export class Nodes {
  words = new Int32Array(4096);
  size = 0;
  private end = 0;
  private slots = new Int32Array(1024);

  /** The node that asks this level and goes on with these runs (last position and reference by turns, neighbours different). */
  refOf(level: number, runs: Int32Array, from: number, to: number): Ref {
    const length = 2 + to - from;
    if (this.end + length > this.words.length) this.words = grown(this.words, Math.max(2 * this.words.length, this.end + length));
    this.words[this.end] = level;
    this.words[this.end + 1] = (to - from) / 2;
    this.words.set(runs.subarray(from, to), this.end + 2);
    let slot = hash(this.words, this.end, length) & (this.slots.length - 1);
    for (let entry = this.slots[slot]!; entry !== 0; entry = this.slots[slot]!) {
      if (this.isSame(entry - 1, length)) return entry - 1;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    const ref = this.end;
    this.slots[slot] = ref + 1;
    this.size += 1;
    this.end += length;
    if (2 * this.size > this.slots.length) this.spread();
    return ref;
  }

  private isSame(ref: Ref, length: number): boolean {
    for (let at = 0; at < length; at += 1) if (this.words[ref + at] !== this.words[this.end + at]) return false;
    return true;
  }

  private spread(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    for (let ref = 0; ref < this.end; ref += 2 + 2 * this.words[ref + 1]!) put(this.slots, hash(this.words, ref, 2 + 2 * this.words[ref + 1]!), ref + 1);
  }
}
