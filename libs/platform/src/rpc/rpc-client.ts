import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { OnApplicationShutdown } from '@nestjs/common';
import { ClientTCP } from '@nestjs/microservices';
import type { RpcMap } from '@konbit/contracts';
import { type Ctx, remainingMs } from '../actor/actor.js';
import { DomainError } from '../errors/domain-error.js';
import type { Log } from '../log/logger.js';
import { Breaker, type BreakerState } from './breaker.js';
import type { ReadFigures } from '../metrics/metrics.js';
import type { HealthReport } from './health.js';
import { type CallName, loopback, maxFrame, type RpcAnswer, type RpcCaller, type RpcMessage, type RpcReply, type RpcRequest } from './wire.js';

export interface RpcClientOptions {
  port: number;
  host?: string;
  log?: Log;
}

const firstPauseMs = 100;
const ahead = 150;

/** Typed calls to one service over one socket, which is opened when needed and again after the service came back; a breaker keeps them short while it is away. */
export class RpcClient<M extends RpcMap> implements RpcCaller<M>, OnApplicationShutdown {
  private readonly tcp: ClientTCP;
  private readonly breaking: Breaker;
  private readonly lost = new WeakSet<Socket>();
  private closed = false;

  constructor(private readonly map: M, options: RpcClientOptions) {
    this.breaking = new Breaker({ service: map.service, log: options.log, onOpen: () => { socketOf(this.tcp)?.destroy(); } });
    this.tcp = new ClientTCP({ host: options.host ?? loopback, port: options.port, maxBufferSize: maxFrame });
  }

  /** `open` while calls fail at once because the service does not answer. */
  get breaker(): BreakerState {
    return this.breaking.state;
  }

  /**
   * Throws the service's refusal, UNAVAILABLE when it does not answer within the deadline, DEADLINE_EXCEEDED when the request's own time is over.
   * A query whose connection broke is asked again inside the deadline; a command never is: its caller repeats it with the same commandId.
   */
  async call<N extends CallName<M>>(ctx: Ctx, name: N, input: RpcRequest<M, N>): Promise<RpcAnswer<M, N>> {
    const { kind, deadlineMs } = this.callOf(name);
    const left = Math.min(deadlineMs, remainingMs(ctx));
    if (left <= 0) throw new DomainError('DEADLINE_EXCEEDED', { cause: 'BEFORE_CALL' });
    const deadlineAt = performance.now() + left;
    const message = { token: ctx.token, actingBranch: ctx.actingBranch?.code ?? null, trace: ctx.trace, input };
    const send = (): Promise<RpcReply> => this.send(name, message, deadlineAt);
    const reply = await (kind === 'query' ? askAgain(send, deadlineAt) : send());
    if ('refusal' in reply) throw new DomainError(reply.refusal.code, reply.refusal.details);
    return reply.ok as RpcAnswer<M, N>;
  }

  /** What the service says of itself; null when it does not answer in time. */
  async health(withinMs = 1000): Promise<HealthReport | null> {
    return this.exchange<HealthReport>('health', {}, { deadlineAt: performance.now() + withinMs }).catch(() => null);
  }

  /** The figures of the service; null when it does not answer in time. */
  async metrics(withinMs = 2500): Promise<ReadFigures | null> {
    return this.exchange<ReadFigures>('metrics', {}, { deadlineAt: performance.now() + withinMs }).catch(() => null);
  }

  get service(): string {
    return this.map.service;
  }

  close(): void {
    this.closed = true;
    const socket = socketOf(this.tcp);
    this.tcp.close();
    // A peer that has vanished would never answer the end, and the socket would stay.
    socket?.destroySoon();
  }

  onApplicationShutdown(): void {
    this.close();
  }

  private callOf(name: string) {
    const call = this.map.calls[name];
    if (!call) throw new Error(`${this.map.service} has no call ${name}`);
    return call;
  }

  private async send(name: string, message: Omit<RpcMessage, 'remainingMs'>, deadlineAt: number): Promise<RpcReply> {
    const turn = this.breaking.admit();
    if (turn === null) throw unavailable('BREAKER_OPEN');
    return this.exchange<RpcReply>(name, { ...message, remainingMs: forService(deadlineAt - performance.now()) }, { deadlineAt, turn });
  }

  /** Without a turn the breaker hears nothing of it. */
  private exchange<T>(pattern: string, data: object, { deadlineAt, turn = -1 }: { deadlineAt: number; turn?: number }): Promise<T> {
    if (this.closed) return Promise.reject(unavailable('CLIENT_CLOSED'));
    const startedAt = performance.now();
    let wire: Socket | null = null;
    return new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        pending.unsubscribe();
        this.dropHalfOpen();
        silent();
      }, Math.max(0, deadlineAt - startedAt));
      const silent = (): void => {
        clearTimeout(timer);
        this.breaking.failed(turn, performance.now() - startedAt);
        reject(unavailable('NO_ANSWER'));
      };
      let answered = false;
      // The server tries a pattern as JSON first: a bare name would cost it an exception for each call.
      const pending = this.tcp.send<T>(JSON.stringify(pattern), data).subscribe({
        next: (reply) => {
          answered = true;
          clearTimeout(timer);
          this.breaking.answered(turn);
          resolve(reply);
        },
        error: (error: unknown) => {
          clearTimeout(timer);
          this.lose(wire, turn);
          reject(unavailable('SERVICE_DOWN', error));
        },
        complete: () => {
          if (!answered) silent();
        },
      });
      wire = socketOf(this.tcp);
    });
  }

  /** One broken connection is one failure, however many calls it carried. */
  private lose(wire: Socket | null, turn: number): void {
    if (wire && this.lost.has(wire)) return;
    if (wire) this.lost.add(wire);
    this.breaking.failed(turn);
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

/** The service's clock starts later than ours: its own *too late* is an answer that has to come before we give up. */
function forService(leftMs: number): number {
  return leftMs - Math.min(ahead, leftMs / 5);
}

function unavailable(cause: string, error?: unknown): DomainError {
  return new DomainError('UNAVAILABLE', { cause }, { cause: error });
}

/** While a service starts again it refuses connections or says that it stops; a query loses nothing by asking once more. */
async function askAgain(send: () => Promise<RpcReply>, deadlineAt: number): Promise<RpcReply> {
  for (let pauseMs = firstPauseMs; ; pauseMs *= 2) {
    const isTimeUp = (): boolean => deadlineAt - performance.now() <= 2 * pauseMs;
    try {
      const reply = await send();
      if (!isStopping(reply) || isTimeUp()) return reply;
    } catch (error) {
      if (!isLostConnection(error) || isTimeUp()) throw error;
    }
    await pause(pauseMs);
  }
}

function isStopping(reply: RpcReply): boolean {
  return 'refusal' in reply && reply.refusal.details.cause === 'STOPPING';
}

function isLostConnection(error: unknown): boolean {
  return error instanceof DomainError && error.details.cause === 'SERVICE_DOWN';
}
