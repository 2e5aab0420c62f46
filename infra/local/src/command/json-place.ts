const space = /[ \t\n\r]*/y;
const scalar = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const text = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"/y;

/** Where a text stops being JSON, as line:column; V8 names the place of some faults only. */
export function jsonBreak(source: string): string {
  const at = new Scanner(source).broken();
  const before = source.slice(0, at).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}

class Scanner {
  private at = 0;

  constructor(private readonly source: string) {}

  // No recursion: a file may be nested deeper than the stack.
  broken(): number {
    const open: string[] = [];
    for (;;) {
      const isNested = this.skip('{') ? open.push('}') : this.skip('[') ? open.push(']') : 0;
      if (isNested) {
        if (!this.skip(open.at(-1)!)) {
          if (open.at(-1) === '}' && !this.key()) return this.at;
          continue;
        }
        open.pop();
      } else if (!this.match(scalar)) return this.at;
      while (open.length > 0 && this.skip(open.at(-1)!)) open.pop();
      if (open.length === 0 || !this.skip(',')) return this.at;
      if (open.at(-1) === '}' && !this.key()) return this.at;
    }
  }

  private key(): boolean {
    return this.match(text) && this.skip(':');
  }

  private skip(mark: string): boolean {
    this.match(space);
    if (this.source[this.at] !== mark) return false;
    this.at += 1;
    return true;
  }

  private match(pattern: RegExp): boolean {
    if (pattern !== space) this.match(space);
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source);
    if (found) this.at = pattern.lastIndex;
    return found !== null;
  }
}
