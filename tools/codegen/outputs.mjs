import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files of one run. Written for good, or, when checking, compared with what is committed. */
export class Outputs {
  stale = [];
  written = 0;

  constructor(root, { check }) {
    this.root = root;
    this.check = check;
  }

  /** A committed file: in check mode a difference is reported and nothing is written. */
  committed(file, content) {
    if (this.#same(file, content)) return;
    if (this.check) this.stale.push(file);
    else this.#write(file, content);
  }

  /** A git-ignored file: always brought up to date, so that a fresh clone can build. */
  ignored(file, content) {
    if (!this.#same(file, content)) this.#write(file, content);
  }

  /** Files of a folder that this run did not make are leftovers. */
  only(folder, kept) {
    const absolute = join(this.root, folder);
    if (!existsSync(absolute)) return;
    const files = readdirSync(absolute, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.map((path) => path.slice(this.root.length + 1)).filter((path) => !kept.has(path))) {
      if (this.check) this.stale.push(`${file} (nothing makes it)`);
      else rmSync(join(this.root, file));
    }
  }

  #same(file, content) {
    const absolute = join(this.root, file);
    return existsSync(absolute) && readFileSync(absolute, 'utf8') === content;
  }

  #write(file, content) {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), content);
    this.written += 1;
  }
}
