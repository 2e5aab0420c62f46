import type { ServerResponse } from 'node:http';
import type { Hint } from './hint.js';

/** The answer a stream writes to: `write` is false when the reader does not keep up. */
export interface Sink {
  write(text: string): boolean;
  onDrain(listener: () => void): void;
  end(): void;
  destroy(): void;
}

/** An HTTP answer as a sink. */
export function sinkOf(raw: ServerResponse): Sink {
  return { write: (text) => raw.write(text), onDrain: (listener) => void raw.on('drain', listener), end: () => void raw.end(), destroy: () => void raw.destroy() };
}

export interface StreamLimits {
  /** Hints kept for a reader that does not keep up. */
  queue: number;
  /** How long a reader may take nothing before it is dropped. */
  stalledMs: number;
}

const refetch = 'event: refetch\ndata: {}\n\n';

/** Hints to one reader. One that does not keep up is told to ask for everything again; one that stops reading is dropped. */
export class HintStream {
  private readonly waiting: string[] = [];
  private overflown = false;
  private stalled: NodeJS.Timeout | null = null;

  constructor(private readonly sink: Sink, private readonly limits: StreamLimits) {
    sink.onDrain(() => this.drained());
    this.put('retry: 1000\n\n');
  }

  hint(hint: Hint): void {
    this.put(`data: ${JSON.stringify(hint)}\n\n`);
  }

  /** Keeps proxies from closing a quiet stream, and finds readers that are gone. */
  heartbeat(): void {
    if (!this.stalled) this.put(': \n\n');
  }

  end(): void {
    this.forget();
    this.sink.end();
  }

  /** The reader is gone. */
  forget(): void {
    if (this.stalled) clearTimeout(this.stalled);
    this.stalled = null;
  }

  private put(text: string): void {
    if (!this.stalled) return this.write(text);
    if (this.overflown) return;
    this.waiting.push(text);
    if (this.waiting.length <= this.limits.queue) return;
    this.overflown = true;
    this.waiting.length = 0;
  }

  private write(text: string): void {
    if (this.sink.write(text)) return;
    this.stalled = setTimeout(() => this.sink.destroy(), this.limits.stalledMs);
    this.stalled.unref();
  }

  private drained(): void {
    this.forget();
    const texts = this.overflown ? [refetch] : this.waiting.splice(0);
    this.overflown = false;
    for (const text of texts) this.put(text);
  }
}
