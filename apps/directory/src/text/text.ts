import type { ErrorCode, FieldError, TextView } from '@konbit/contracts';

export type TextState = TextView['state'];
export type TextUse = TextView['usedIn'];
export type TextCommand = TextView['availableActions'][number];

/** Who wrote what came with a release; nobody's own work, so anybody may read it over. */
export const releaseAuthor = 'konbit';

/** What a decision knows of a text in one language. */
export interface Wording {
  state: TextState;
  body: string | null;
  author: string | null;
  reviewer: string | null;
  reviewedAt: Date | null;
  note: string | null;
  requestedAt: Date | null;
  /** Of the Spanish source that this wording says in another language. */
  sourceHash: string;
}

export interface TextMove {
  command: TextCommand;
  body?: string | undefined;
  note?: string | undefined;
}

/** The Spanish text as it stands now. */
export interface Source {
  text: string;
  hash: string;
}

/** A refusal as a value: the service gives it the state and version of the row. */
export interface TextRefusal {
  refused: ErrorCode;
  fields?: FieldError[];
}

const from: Readonly<Record<TextCommand, readonly TextState[]>> = {
  propose: ['missing', 'draft', 'reviewed', 'approved'], review: ['draft'], approve: ['draft', 'reviewed'], back: ['reviewed', 'approved'],
};

/** Which texts a use prints: the page behind the QR says what the slip says, and more. */
export function usesOf(usedIn: TextUse): TextUse[] {
  return usedIn === 'page' ? ['slip', 'page'] : [usedIn];
}

/** What this reader may do with the wording now: nobody reviews or approves their own (WEB §9). */
export function actionsOn(wording: Pick<Wording, 'state' | 'author'>, by: string): TextCommand[] {
  const commands: TextCommand[] = ['propose', 'review', 'approve', 'back'];
  return commands.filter((command) => from[command].includes(wording.state) && !(isReading(command) && wording.author === by));
}

/** The wording after a move, or why not: INVALID_TRANSITION, OWN_WORK, DATA_REQUIRED. */
export function decideMove(wording: Wording, move: TextMove, who: { by: string; at: Date; source: Source }): Wording | TextRefusal {
  const { command } = move;
  if (!from[command].includes(wording.state)) return { refused: 'INVALID_TRANSITION' };
  if (isReading(command) && wording.author === who.by) return { refused: 'OWN_WORK' };
  if (isReading(command) && wording.sourceHash !== who.source.hash) return { refused: 'INVALID_TRANSITION' };
  switch (command) {
    case 'propose': return propose(wording, move.body, who);
    case 'review': return read(wording, 'reviewed', move, who);
    case 'approve': return { ...read(wording, 'approved', move, who), requestedAt: null };
    case 'back': return back(wording, move.note, who);
    default: return command satisfies never;
  }
}

/**
 * The wording after a release of the product, null when it stays. A changed Spanish source returns it to draft; a body that a person wrote is never
 * overwritten, nor one that a person has read.
 */
export function decideRelease(known: Wording | null, shipped: { body: string | null; sourceHash: string }): Wording | null {
  const fresh = wordingOf(shipped.body, shipped.sourceHash);
  if (known === null) return fresh;
  const isOurs = known.author === null || known.author === releaseAuthor;
  const ours = isOurs && shipped.body !== null ? fresh : wordingOf(known.body, shipped.sourceHash, known.author);
  if (known.sourceHash !== shipped.sourceHash) return { ...ours, requestedAt: known.requestedAt };
  const isRead = known.state === 'reviewed' || known.state === 'approved';
  return isRead || ours.body === known.body ? null : { ...ours, requestedAt: known.requestedAt };
}

const isReading = (command: TextCommand): boolean => command === 'review' || command === 'approve';

function wordingOf(body: string | null, sourceHash: string, author: string | null = releaseAuthor): Wording {
  return {
    state: body === null ? 'missing' : 'draft', body, author: body === null ? null : author, reviewer: null, reviewedAt: null, note: null, requestedAt: null, sourceHash,
  };
}

function propose(wording: Wording, body: string | undefined, { by, source }: { by: string; source: Source }): Wording | TextRefusal {
  const text = body?.trim() ?? '';
  if (text === '') return { refused: 'DATA_REQUIRED', fields: [{ path: 'body', code: 'REQUIRED' }] };
  if (placesOf(text) !== placesOf(source.text)) return { refused: 'DATA_REQUIRED', fields: [{ path: 'body', code: 'PLACEHOLDER_MISSING' }] };
  return { ...wordingOf(text, source.hash, by), requestedAt: wording.requestedAt };
}

function read(wording: Wording, state: TextState, { note }: TextMove, { by, at }: { by: string; at: Date }): Wording {
  return { ...wording, state, reviewer: by, reviewedAt: at, note: note?.trim() ? note.trim() : null };
}

function back(wording: Wording, note: string | undefined, { by, at }: { by: string; at: Date }): Wording | TextRefusal {
  const words = note?.trim() ?? '';
  if (words === '') return { refused: 'DATA_REQUIRED', fields: [{ path: 'note', code: 'REQUIRED' }] };
  return { ...wording, state: 'draft', reviewer: by, reviewedAt: at, note: words };
}

/** The words in braces that are filled in when the text is printed. */
function placesOf(text: string): string {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ');
}
