import type { Log } from '../log/logger.js';

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface BreakerOptions {
  service: string;
  log?: Log;
  /** Runs when the breaker opens: what is shared by calls in vain is let go. */
  onOpen?: () => void;
}

/** Failures in a row after which a service is not asked any more. */
const failuresToOpen = 5;
const probeAfterMs = 1000;
/** A call that could wait no longer than this says nothing about the service. */
const patienceMs = 500;

/**
 * Keeps calls from waiting for a service that does not answer: after five failures in a row they are turned away, and each second one may try.
 * Its time is monotonic: a clock set back keeps no service out (record 29). A refusal is an answer.
 */
export class Breaker {
  state: BreakerState = 'closed';
  private failures = 0;
  private openedAt = 0;
  private turn = 0;

  constructor(private readonly options: BreakerOptions) {}

  /** The turn of a call that may go, to be told with its end; null when it is turned away. */
  admit(): number | null {
    if (this.state === 'half-open' || (this.state === 'open' && performance.now() - this.openedAt < probeAfterMs)) return null;
    if (this.state === 'open') this.become('half-open');
    return this.turn;
  }

  answered(turn: number): void {
    if (turn !== this.turn) return;
    this.failures = 0;
    if (this.state !== 'closed') this.become('closed');
  }

  /** A call ended without an answer; what began before the last change says nothing about now. */
  failed(turn: number, waitedMs = Infinity): void {
    if (turn !== this.turn || (this.state === 'closed' && waitedMs < patienceMs)) return;
    this.failures += 1;
    if (this.state === 'closed' && this.failures < failuresToOpen) return;
    this.openedAt = performance.now();
    this.become('open');
  }

  private become(state: BreakerState): void {
    const before = this.state;
    this.state = state;
    this.turn += 1;
    if (state === 'open') this.options.onOpen?.();
    const { log, service } = this.options;
    if (before === 'closed') log?.warn('service does not answer: calls to it fail at once', { name: service, failures: this.failures });
    if (state === 'closed') log?.info('service answers again', { name: service });
  }
}
