import { spawnSync } from 'node:child_process';
import { chownSync, closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few megabytes that a test may fill: memory mounted as a folder, which needs root. */
export class SmallDisk {
  private constructor(readonly path: string) {}

  /** Null where this user may not mount. */
  static mount(megabytes: number): SmallDisk | null {
    const path = mkdtempSync(join(tmpdir(), 'konbit-disk-'));
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}M`, 'tmpfs', path]).status === 0) return new SmallDisk(path);
    rmSync(path, { recursive: true });
    return null;
  }

  giveTo(uid: number, gid: number): void {
    chownSync(this.path, uid, gid);
  }

  /** Leaves no byte free. */
  fill(): void {
    const file = openSync(this.filler, 'w');
    for (const size of [65_536, 4096]) while (this.takes(file, size)) continue;
    closeSync(file);
  }

  free(): void {
    rmSync(this.filler);
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.path]);
    rmSync(this.path, { recursive: true, force: true });
  }

  private get filler(): string {
    return join(this.path, 'filler');
  }

  private takes(file: number, size: number): boolean {
    try {
      return writeSync(file, Buffer.alloc(size)) === size;
    } catch {
      return false;
    }
  }
}

/** A block that fills a disk of its own; named as skipped where this user may not mount one. */
export function describeWithSmallDisk(name: string, body: () => void): void {
  const disk = SmallDisk.mount(1);
  disk?.unmount();
  if (disk) describe(name, body);
  else describe.skip(`${name} (skipped: only root may mount a small disk)`, body);
}
