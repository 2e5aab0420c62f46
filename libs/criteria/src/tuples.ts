/** Whole-number tuples of one width, numbered from 0 in the order of their first coming. Open addressing over flat arrays, which grow by doubling. */
export class Tuples {
  size = 0;
  private tuples: Int32Array;
  private slots = new Int32Array(1024);

  constructor(private readonly width: number) {
    this.tuples = new Int32Array(width * 256);
  }

  /** The number of a tuple; a new one gets `size` as it was before. */
  numberOf(tuple: Int32Array): number {
    let slot = hash(tuple, 0, this.width) & (this.slots.length - 1);
    for (let number = this.slots[slot]!; number !== 0; number = this.slots[slot]!) {
      if (this.isAt((number - 1) * this.width, tuple)) return number - 1;
      slot = (slot + 1) & (this.slots.length - 1);
    }
    if ((this.size + 1) * this.width > this.tuples.length) this.tuples = grown(this.tuples, 2 * this.tuples.length);
    this.tuples.set(tuple, this.size * this.width);
    this.size += 1;
    this.slots[slot] = this.size;
    if (2 * this.size > this.slots.length) this.spread();
    return this.size - 1;
  }

  private isAt(start: number, tuple: Int32Array): boolean {
    for (let at = 0; at < this.width; at += 1) if (this.tuples[start + at] !== tuple[at]) return false;
    return true;
  }

  private spread(): void {
    this.slots = new Int32Array(2 * this.slots.length);
    for (let number = 0; number < this.size; number += 1) put(this.slots, hash(this.tuples, number * this.width, this.width), number + 1);
  }
}

/** Puts an entry, which is not 0, into the first free slot. */
export function put(slots: Int32Array, hashed: number, entry: number): void {
  let slot = hashed & (slots.length - 1);
  while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
  slots[slot] = entry;
}

export function hash(words: Int32Array, start: number, length: number): number {
  let mixed = length;
  for (let at = start; at < start + length; at += 1) {
    mixed = Math.imul(mixed ^ words[at]!, 0x9e3779b1);
    mixed ^= mixed >>> 15;
  }
  return mixed ^ (mixed >>> 13);
}

export function grown(words: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const more = new Int32Array(length);
  more.set(words);
  return more;
}
