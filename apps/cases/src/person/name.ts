/** The names of one record, as DOMAIN §5 keeps them. */
export interface Names {
  givenNames: string;
  firstSurname: string;
  secondSurname: string | null;
  socialName: string | null;
}

const particles = new Set(['de', 'del', 'la', 'las', 'los', 'da', 'do', 'dos', 'das', 'y', 'san', 'santa', 'saint', 'sainte', 'st', 'ste']);
const fillers = new Set(['x', 'xx', 'xxx', 'nn', 'n n', 'sn', 's n', 'sa', 's a', 'sin apellido', 'sin segundo apellido', 'no tiene']);

/** A name without outer and doubled spaces; null when empty or one of the fillers that systems force (DOMAIN §5). */
export function cleanName(text: string | null | undefined): string | null {
  const clean = (text ?? '').normalize('NFC').replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const bare = plain(clean).replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return bare === '' || fillers.has(bare) ? null : clean;
}

/** What screens call the person: the name they use, then their surnames. */
export function displayName(names: Names): string {
  return [names.socialName ?? names.givenNames, names.firstSurname, names.secondSurname].filter(Boolean).join(' ');
}

/** All that a masked row shows of a name: `W. J.` (DESIGN §4.3). */
export function initials(names: Names): string {
  return [names.socialName ?? names.givenNames, names.firstSurname].map((part) => `${[...part][0]?.toUpperCase() ?? '?'}.`).join(' ');
}

/** The words of a name: no accents, case, particles, hyphens or apostrophes; lone initials go while two words remain. */
export function nameWords(text: string): string[] {
  const words = plain(expandMaria(text)).split(/[^a-z0-9]+/).filter((word) => word !== '');
  const bearing = words.filter((word) => !particles.has(word) && word.length > 1);
  return bearing.length >= 2 || (bearing.length > 0 && words.length === bearing.length) ? bearing : words.filter((word) => !particles.has(word));
}

/** Words a search may find a record by: each word, and compounds both split and joined. */
export function searchTokens(names: Names): string[] {
  const parts = [names.givenNames, names.firstSurname, names.secondSurname ?? '', names.socialName ?? ''];
  return [...new Set(parts.flatMap((part) => [...nameWords(part), ...joinedNeighbours(nameWords(part))]))];
}

/** Order-free key of a whole name: equal keys are equal name tokens. */
export function nameKey(names: Names, options: { secondSurname: boolean }): string {
  return keyOf(nameWords([names.givenNames, names.firstSurname, options.secondSurname ? names.secondSurname : null].filter(Boolean).join(' ')));
}

/** The same key for words that somebody typed. */
export function keyOf(words: readonly string[]): string {
  return [...new Set(words)].sort().join(' ');
}

/** Text by which lists are ordered: surnames first, without accents. */
export function sortName(names: Names): string {
  return plain([names.firstSurname, names.secondSurname, names.givenNames].filter(Boolean).join(' '));
}

/** Neighbours written as one word: `marie ange` also answers to `marieange`. */
export function joinedNeighbours(words: readonly string[]): string[] {
  return words.slice(1).map((word, index) => `${words[index]}${word}`);
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[’ʼ´`]/g, '\'');
}

/** `Mª` and `Ma.` before another given name stand for María. */
function expandMaria(text: string): string {
  return text.replace(/(^|\s)m(?:ª|a\.)(?=\s)/giu, '$1maria');
}
