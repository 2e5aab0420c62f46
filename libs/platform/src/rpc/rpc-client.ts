import type { Socket } from 'node:net';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ClientTCP } from '@nestjs/microservices';
import type { RpcMap } from '@konbit/contracts';
import { type Ctx, remainingMs } from '../actor/actor.js';
import { DomainError } from '../errors/domain-error.js';
import type { HealthReport } from './health.js';
import { type CallName, loopback, maxFrame, type RpcAnswer, type RpcCaller, type RpcMessage, type RpcReply, type RpcRequest } from './wire.js';

export interface RpcClientOptions {
  port: number;
  host?: string;
}

const retryAfterMs = 100;

/** Typed calls to one service over one socket, which is opened when needed and again after the service came back. */
export class RpcClient<M extends RpcMap> implements RpcCaller<M>, OnApplicationShutdown {
  private readonly tcp: ClientTCP;
  private closed = false;

  constructor(private readonly map: M, options: RpcClientOptions) {
    this.tcp = new ClientTCP({ host: options.host ?? loopback, port: options.port, maxBufferSize: maxFrame });
  }

  /**
   * Throws the service's refusal, UNAVAILABLE when it does not answer within the deadline, DEADLINE_EXCEEDED when the request's own time is over.
   * A query that failed on the way is asked once more inside the deadline; a command never is: its caller repeats it with the same commandId.
   */
  async call<N extends CallName<M>>(ctx: Ctx, name: N, input: RpcRequest<M, N>): Promise<RpcAnswer<M, N>> {
    const { kind, deadlineMs } = this.callOf(name);
    const left = Math.min(deadlineMs, remainingMs(ctx));
    if (left <= 0) throw new DomainError('DEADLINE_EXCEEDED', { cause: 'BEFORE_CALL' });
    const deadlineAt = performance.now() + left;
    const message = { token: ctx.token, actingBranch: ctx.actingBranch?.code ?? null, trace: ctx.trace, input };
    const reply = await this.send(name, message, deadlineAt).catch(async (error: unknown) => {
      if (kind !== 'query' || !isRetryable(error) || deadlineAt - performance.now() <= 2 * retryAfterMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryAfterMs));
      return this.send(name, message, deadlineAt);
    });
    if ('refusal' in reply) throw new DomainError(reply.refusal.code, reply.refusal.details);
    return reply.ok as RpcAnswer<M, N>;
  }

  /** What the service says of itself; null when it does not answer in time. */
  async health(withinMs = 1000): Promise<HealthReport | null> {
    return this.exchange<HealthReport>('health', {}, performance.now() + withinMs).catch(() => null);
  }

  close(): void {
    this.closed = true;
    this.tcp.close();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  private callOf(name: string) {
    const call = this.map.calls[name];
    if (!call) throw new Error(`${this.map.service} has no call ${name}`);
    return call;
  }

  private send(name: string, message: Omit<RpcMessage, 'remainingMs'>, deadlineAt: number): Promise<RpcReply> {
    return this.exchange<RpcReply>(name, { ...message, remainingMs: deadlineAt - performance.now() }, deadlineAt);
  }

  private exchange<T>(pattern: string, data: object, deadlineAt: number): Promise<T> {
    if (this.closed) return Promise.reject(unavailable('CLIENT_CLOSED'));
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        pending.unsubscribe();
        this.dropHalfOpen();
        fail('NO_ANSWER');
      }, Math.max(0, deadlineAt - performance.now()));
      const fail = (cause: string, error?: unknown) => {
        clearTimeout(timer);
        reject(unavailable(cause, error));
      };
      let answered = false;
      // The server tries a pattern as JSON first: a bare name would cost it an exception for each call.
      const pending = this.tcp.send<T>(JSON.stringify(pattern), data).subscribe({
        next: (reply) => {
          answered = true;
          clearTimeout(timer);
          resolve(reply);
        },
        error: (error: unknown) => fail('SERVICE_DOWN', error),
        complete: () => {
          if (!answered) fail('NO_ANSWER');
        },
      });
    });
  }

  /** A connection that is still being made when a call gives up would hold back every later call. */
  private dropHalfOpen(): void {
    const socket = socketOf(this.tcp);
    if (socket?.connecting) socket.destroy();
  }
}

function socketOf(tcp: ClientTCP): Socket | null {
  try {
    return tcp.unwrap<Socket>();
  } catch {
    return null;
  }
}

function unavailable(cause: string, error?: unknown): DomainError {
  return new DomainError('UNAVAILABLE', { cause }, { cause: error });
}

function isRetryable(error: unknown): boolean {
  return error instanceof DomainError && error.details.cause === 'SERVICE_DOWN';
}
