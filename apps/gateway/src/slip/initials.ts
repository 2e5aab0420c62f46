/** What the paper shows of a name: the first letter of each of its words, `M. A. J.` */
export function initialsOf(name: string): string {
  const words = name.split(/[\s\p{Pd}]+/u).filter((word) => /\p{L}/u.test(word));
  return words.map((word) => `${(/\p{L}/u.exec(word)?.[0] ?? '').toUpperCase()}.`).join(' ');
}
