import { newId } from '@konbit/contracts';
import { type Ctx, newTrace } from '@konbit/platform';
import type { Operation, Service } from './check/evidence.js';

/** What is known of a command before it is sent. */
export interface Intent {
  client: string;
  ctx: Ctx;
  service: Service;
  name: string;
  expectedVersion?: number;
  promises: Readonly<Record<string, number>>;
  mayDoNothing?: boolean;
}

/** What one try of a command brought. */
export type Attempt = { ok: { aggregate: string; version: number } | null } | { refused: string } | { unknown: string };
export type Send = (ctx: Ctx, commandId: string) => Promise<Attempt>;

/** Refusals that the service keeps under the commandId: whatever arrives late gives the same answer. */
export type IsKept = (code: string) => boolean;

const giveUpAfterMs = 60_000;
const longestPauseMs = 2000;

/** Every command of every client, with what it knew of it. */
export class History {
  readonly operations: Operation[] = [];
  /** How often a try ended without an answer, by why. */
  readonly silences = new Map<string, number>();

  constructor(private readonly isKept: IsKept, private readonly stopped: () => boolean) {}

  /** Sends a command until its fate is known, always under one commandId; gives up after a minute, and soon once the run ends. */
  async run(intent: Intent, send: Send): Promise<Operation> {
    const { client, service, name, promises, expectedVersion = null, mayDoNothing = false } = intent;
    const ctx = { ...intent.ctx, trace: newTrace() };
    const operation: Operation = {
      client, service, name, promises, mayDoNothing, expectedVersion, tenant: ctx.tenant, commandId: newId(), trace: ctx.trace.split('-')[1]!,
      invokedAt: performance.now(), endedAt: Infinity, attempts: 0, outcome: 'unknown', code: null, aggregate: null, version: null,
    };
    this.operations.push(operation);
    for (let pauseMs = 100; ; pauseMs = Math.min(longestPauseMs, pauseMs * 2)) {
      operation.attempts += 1;
      const attempt = await send(ctx, operation.commandId);
      this.note(operation, attempt);
      const waitedMs = performance.now() - operation.invokedAt;
      if (!('unknown' in attempt) || waitedMs > giveUpAfterMs || (this.stopped() && operation.attempts > 1)) break;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    operation.endedAt = performance.now();
    return operation;
  }

  private note(operation: Operation, attempt: Attempt): void {
    if ('ok' in attempt) Object.assign(operation, { outcome: 'ok', ...attempt.ok });
    else if ('unknown' in attempt) this.silences.set(attempt.unknown, (this.silences.get(attempt.unknown) ?? 0) + 1);
    else {
      // An earlier try may still be on its way, and what refuses this one may change before it arrives.
      const isFinal = operation.attempts === 1 || this.isKept(attempt.refused);
      Object.assign(operation, { outcome: isFinal ? 'fail' : 'unknown', code: attempt.refused });
    }
  }
}
