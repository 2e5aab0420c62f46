import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';

const maxBytes = 5 * 1024 * 1024;
const keptFiles = 3;

/** A log that keeps at most four files of 5 MB; a full disk loses lines, never the service. */
export class LogFile {
  private size: number;

  constructor(readonly path: string) {
    this.size = existsSync(path) ? statSync(path).size : 0;
  }

  write(text: Buffer | string): void {
    try {
      this.rotateIfFull();
      appendFileSync(this.path, text, { mode: 0o600 });
      this.size += Buffer.byteLength(text);
    } catch {
      this.size = 0;
    }
  }

  /** Also for a file that another process writes, before that process starts. */
  rotateIfFull(): void {
    if (this.size <= maxBytes) return;
    for (let i = keptFiles; i >= 1; i -= 1) {
      const from = i === 1 ? this.path : `${this.path}.${i - 1}`;
      if (existsSync(from)) renameSync(from, `${this.path}.${i}`);
    }
    this.size = 0;
  }
}
