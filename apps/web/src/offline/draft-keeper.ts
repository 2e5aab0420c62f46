import { deleteDraft, dropOldDrafts, getDraft, putDraft } from './draft-store.js';
import { draftId, importKey, seal, unseal } from './seal.js';

/** What the line beside the title says: kept now, or found again from before. */
export interface DraftNote {
  kind: 'saved' | 'restored';
  at: string;
}

interface DraftOwner {
  key: string;
  user: string;
  form: string;
  subject: string;
}

const pauseMs = 300;

/** Keeps the values of one form of one person about one subject. Outside of drawing: a key press draws nothing. */
export class DraftKeeper {
  onNote: (note: DraftNote) => void = () => undefined;
  private readonly key: Promise<CryptoKey>;
  private readonly id: Promise<string>;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private waiting: string | null = null;
  private closed = false;

  constructor(owner: DraftOwner) {
    this.key = importKey(owner.key);
    this.id = draftId(owner.user, owner.form, owner.subject);
  }

  /** The values kept before, or null; nobody else's draft can be opened. */
  async restore(): Promise<unknown> {
    const record = await getDraft(await this.id);
    void dropOldDrafts();
    const text = record ? await unseal(await this.key, record) : null;
    if (!record || text === null) return null;
    this.onNote({ kind: 'restored', at: new Date(record.savedAt).toISOString() });
    return JSON.parse(text) as unknown;
  }

  /** Takes the values after each key; writes them when the typing pauses. */
  typed(values: unknown): void {
    if (this.closed) return;
    this.waiting = JSON.stringify(values);
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), pauseMs);
  }

  /** Writes at once what waits. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    const text = this.waiting;
    if (text === null) return;
    this.waiting = null;
    const sealed = await seal(await this.key, text);
    if (this.closed) return;
    const savedAt = Date.now();
    await putDraft({ id: await this.id, savedAt, ...sealed });
    this.onNote({ kind: 'saved', at: new Date(savedAt).toISOString() });
  }

  /** Forgets the draft and whatever waited to be written: after the server acknowledged the command. */
  async clear(): Promise<void> {
    this.closed = true;
    this.waiting = null;
    if (this.timer) clearTimeout(this.timer);
    await deleteDraft(await this.id);
  }
}
