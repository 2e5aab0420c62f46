/** What a shortcut needs to know of a key press. */
export interface KeyPress {
  key: string;
  ctrl: boolean;
  alt: boolean;
  /** True while the person is typing in a field. */
  typing: boolean;
  at: number;
}

const sequenceMs = 1000;

/** Turns presses into the names of shortcuts: `/`, `n`, `g b`, `?`. Silent while typing. */
export class KeySequence {
  private before: { key: string; at: number } | null = null;

  /** The names this press could complete, the longest first. */
  press(press: KeyPress): string[] {
    if (press.typing || press.ctrl || press.alt || press.key.length !== 1) {
      this.before = null;
      return [];
    }
    const key = press.key.toLowerCase();
    const first = this.before && press.at - this.before.at < sequenceMs ? this.before.key : null;
    this.before = { key, at: press.at };
    return first ? [`${first} ${key}`, key] : [key];
  }

  /** Forgets the press, because it was used. */
  used(): void {
    this.before = null;
  }
}
