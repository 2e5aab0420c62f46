import type { FieldError, RpcCall } from '@konbit/contracts';
import type { z } from 'zod';
import { type Actor, type BranchRef, type Ctx, isTrace, newTrace } from '../actor/actor.js';
import type { TokenVerifier } from '../auth/token-verifier.js';
import { DomainError } from '../errors/domain-error.js';
import { type Refusal, refusalOf } from '../errors/refusal.js';
import type { Log } from '../log/logger.js';
import type { Metrics } from '../metrics/metrics.js';
import { isTracing, startSpan } from '../tracing/span.js';
import { readMessage, type RpcMessage, type RpcReply } from './wire.js';

/** A caller turned away before its call began: what the audit keeps of it. */
export interface EdgeRefusal {
  call: string;
  code: string;
  cause: string;
  trace: string;
}

export interface EdgeParts {
  verifier: Pick<TokenVerifier, 'verify'>;
  /** Id of the home municipality: callers without a token belong to it. */
  tenant: string;
  log: Log;
  /** Checks answers against the map too; for development and tests. */
  checkAnswers?: boolean;
  onTurnedAway?: (refusal: EdgeRefusal) => void;
  metrics?: Metrics;
}

type Work = (ctx: Ctx, input: unknown) => unknown;

/** Between the wire and a handler: token, acting branch, deadline and input are checked, errors become refusals. */
export class RpcEdge {
  private inFlight = 0;
  private stopping = false;
  private idle: (() => void) | null = null;

  constructor(private readonly parts: EdgeParts) {}

  /** Answers one call; never throws. */
  async answer(name: string, call: RpcCall, raw: unknown, work: Work): Promise<RpcReply> {
    const began = performance.now();
    const message = readMessage(raw);
    const given = message && isTrace(message.trace) ? message.trace : newTrace();
    const span = isTracing() ? startSpan({ name: `rpc ${name}`, kind: 'server', parent: given, attributes: { 'rpc.method': name } }) : null;
    const reply = await this.reply(name, call, { message, trace: span?.trace ?? given }, work);
    const outcome = 'refusal' in reply ? reply.refusal.code : 'ok';
    span?.end(outcome);
    this.parts.metrics?.answered({ call: name, outcome, seconds: (performance.now() - began) / 1000 });
    return reply;
  }

  private async reply(name: string, call: RpcCall, { message, trace }: { message: RpcMessage | null; trace: string }, work: Work): Promise<RpcReply> {
    if (this.stopping) return { refusal: { code: 'UNAVAILABLE', details: { cause: 'STOPPING' } } };
    this.inFlight += 1;
    try {
      if (!message) throw new DomainError('INVALID_INPUT', { cause: 'MESSAGE' });
      const ctx = await this.enter(name, call, message, trace);
      const answer = await work(ctx, parseInput(call.in, message.input));
      return { ok: this.parts.checkAnswers ? call.out.parse(answer) : answer };
    } catch (error) {
      return { refusal: this.refuse(name, call, trace, error) };
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.idle?.();
    }
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  /** Takes no new calls and waits for those in flight, at most so long. */
  async drain(forMs: number): Promise<void> {
    this.stopping = true;
    if (this.inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, forMs);
      this.idle = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  private async enter(name: string, call: RpcCall, message: RpcMessage, trace: string): Promise<Ctx> {
    try {
      if (message.remainingMs <= 0) throw new DomainError('DEADLINE_EXCEEDED', { cause: 'ON_ARRIVAL' });
      const deadlineAt = performance.now() + message.remainingMs;
      const actor = await this.actorOf(call, message.token);
      const actingBranch = heldBranch(actor, message.actingBranch);
      return { tenant: actor.tenant, actor, actingBranch, trace, token: message.token, deadlineAt };
    } catch (error) {
      if (error instanceof DomainError && (error.code === 'UNAUTHENTICATED' || error.code === 'FORBIDDEN_ACTION')) {
        this.parts.onTurnedAway?.({ call: name, code: error.code, cause: error.details.cause ?? '', trace });
      }
      throw error;
    }
  }

  /** A token says who calls; without one only an anonymous call goes on, as a link. */
  private actorOf(call: RpcCall, token: string | null): Promise<Actor> | Actor {
    return call.anonymous && token === null ? { kind: 'link', tenant: this.parts.tenant } : this.parts.verifier.verify(token);
  }

  private refuse(name: string, call: RpcCall, trace: string, error: unknown): Refusal {
    const refusal = refusalOf(error, this.parts.log, { call: name, trace });
    if (this.parts.checkAnswers && !everyCall.has(refusal.code) && !call.refusals.includes(refusal.code)) {
      this.parts.log.warn('refusal is not in the contract map', { call: name, code: refusal.code, trace });
    }
    return refusal;
  }
}

/** Refusals any call may give, so maps do not list them. */
const everyCall: ReadonlySet<string> = new Set([
  'UNAUTHENTICATED', 'FORBIDDEN_ACTION', 'INVALID_INPUT', 'UNAVAILABLE', 'DEADLINE_EXCEEDED', 'INTERNAL', 'COMMAND_ID_REUSED', 'VERSION_CONFLICT',
]);

function heldBranch(actor: Actor, code: string | null): BranchRef | null {
  if (code === null) return null;
  const held = actor.kind === 'staff' ? actor.branches.find((branch) => branch.code === code) : undefined;
  if (!held) throw new DomainError('FORBIDDEN_ACTION', { cause: 'BRANCH_NOT_HELD' });
  return held;
}

/** Parses by the map. Throws INVALID_INPUT with the path and code of each field. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError('INVALID_INPUT', { fields: fieldErrors(parsed.error) });
}

/** Paths and codes of a zod error: the contract's own code where a check gives one, never a value. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: /^[A-Z][A-Z0-9_]+$/.test(issue.message) ? issue.message : issue.code.toUpperCase(),
  }));
}
