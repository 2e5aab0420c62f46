import { joinedNeighbours } from '../person/name.js';

const folds: readonly [RegExp, string][] = [
  [/ville$/, 'vil'], [/elle$/, 'el'], [/ph/g, 'f'], [/(?:sch|tch|ch|sh)/g, 'x'], [/h/g, ''], [/dj/g, 'j'], [/g(?=[eiy])/g, 'j'], [/gu(?=[eiy])/g, 'g'], [/c(?=[eiy])/g, 's'],
  [/ck|qu|[cq]/g, 'k'], [/[zç]/g, 's'], [/ll|[yj]/g, 'i'], [/[vw]/g, 'b'], [/eau|au/g, 'o'], [/ou/g, 'u'], [/ai|ei|eu/g, 'e'], [/m(?=[npb])/g, 'n'],
];

/** A word as it sounds to an ear of three languages, roughly: it raises a warning, it proves nothing (MATCHING §5). */
export function soundOf(word: string): string {
  const heard = folds.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word).replace(/(.)\1+/g, '$1');
  return heard.length > 3 ? heard.replace(/[dtsxe]{1,2}$/, '') : heard;
}

export type Likeness = 'same' | 'similar' | 'other';

/** Compares two names by their words: order is free, compounds may be joined, and the longer name may have more words. */
export function compareNames(one: readonly string[], other: readonly string[]): Likeness {
  const [a, b] = [[...new Set(one)], [...new Set(other)]];
  if (a.length === 0 || b.length === 0) return 'other';
  if (a.length === b.length && a.every((word) => b.includes(word))) return 'same';
  return spellings(a).some((left) => spellings(b).some((right) => aligned(left, right))) ? 'similar' : 'other';
}

/** A name and every way to write two of its neighbours as one word. */
function spellings(words: string[]): string[][] {
  return [words, ...joinedNeighbours(words).map((joined, index) => [...words.slice(0, index), joined, ...words.slice(index + 2)])];
}

/** Every word of the shorter name has its own partner in the longer, and at least two words agree. */
function aligned(one: string[], other: string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length < 2) return false;
  const free = [...longer];
  return [...shorter].sort((x, y) => y.length - x.length).every((word) => {
    const at = bestPartner(word, free);
    if (at >= 0) free.splice(at, 1);
    return at >= 0;
  });
}

function bestPartner(word: string, free: readonly string[]): number {
  const exact = free.indexOf(word);
  return exact >= 0 ? exact : free.findIndex((candidate) => soundsAlike(word, candidate));
}

function soundsAlike(one: string, other: string): boolean {
  const [heard, otherHeard] = [soundOf(one), soundOf(other)];
  if (heard === otherHeard) return true;
  if (Math.min(heard.length, otherHeard.length) >= 4 && editDistance(heard, otherHeard) <= 1) return true;
  const length = Math.min(one.length, other.length);
  return length >= 4 && editDistance(one, other) <= (length >= 8 ? 2 : 1);
}

/** Damerau–Levenshtein distance of two short words. */
export function editDistance(one: string, other: string): number {
  const rows = Array.from({ length: one.length + 1 }, (_, i) => [i, ...Array.from({ length: other.length }, (__, j) => (i === 0 ? j + 1 : 0))]);
  const cell = (i: number, j: number): number => rows[i]![j]!;
  for (let i = 1; i <= one.length; i += 1) {
    for (let j = 1; j <= other.length; j += 1) {
      const change = one[i - 1] === other[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? cell(i - 2, j - 2) + 1 : Infinity;
      rows[i]![j] = Math.min(cell(i - 1, j) + 1, cell(i, j - 1) + 1, cell(i - 1, j - 1) + change, swapped);
    }
  }
  return cell(one.length, other.length);
}
