/** Wakes one waiting loop; a ring while the loop is busy is kept, so none is missed. */
export class Bell {
  private rung = false;
  private wake: (() => void) | null = null;

  ring(): void {
    this.rung = true;
    this.wake?.();
  }

  /** Resolves at the next ring or after the limit, whichever comes first. */
  async wait(limitMs: number): Promise<void> {
    if (!this.rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.wake = (): void => { clearTimeout(timer); resolve(); };
      });
      this.wake = null;
    }
    this.rung = false;
  }
}
