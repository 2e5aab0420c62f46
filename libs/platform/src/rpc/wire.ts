import type { RpcMap } from '@konbit/contracts';
import type { z } from 'zod';
import type { Ctx } from '../actor/actor.js';
import type { Refusal } from '../errors/refusal.js';

/** What a caller puts on the wire: the remaining milliseconds travel, not a clock time (BACKBONE §6). */
export interface RpcMessage {
  token: string | null;
  actingBranch: string | null;
  remainingMs: number;
  trace: string;
  input: unknown;
}

export type RpcReply = { ok: unknown } | { refusal: Refusal };

/** Name of a call in a map. */
export type CallName<M extends RpcMap> = keyof M['calls'] & string;

/** What a caller hands in: defaults of the schema may be left out. */
export type RpcRequest<M extends RpcMap, N extends CallName<M>> = z.input<M['calls'][N]['in']>;

/** What a handler receives: parsed. */
export type RpcInput<M extends RpcMap, N extends CallName<M>> = z.output<M['calls'][N]['in']>;

export type RpcAnswer<M extends RpcMap, N extends CallName<M>> = z.output<M['calls'][N]['out']>;

/** Calls one service; over TCP (`RpcClient`) or in the same process (`localRpc`). Throws DomainError alone. */
export interface RpcCaller<M extends RpcMap> {
  call<N extends CallName<M>>(ctx: Ctx, name: N, input: RpcRequest<M, N>): Promise<RpcAnswer<M, N>>;
}

/** Frames larger than this are refused by both sides. */
export const maxFrame = 8_000_000;

export const loopback = '127.0.0.1';

/** Reads a message of the wire; null when it is none. */
export function readMessage(raw: unknown): RpcMessage | null {
  if (typeof raw !== 'object' || raw === null) return null;
  const { token, actingBranch, remainingMs, trace, input } = raw as Record<string, unknown>;
  if (!isTextOrNull(token) || !isTextOrNull(actingBranch) || typeof remainingMs !== 'number' || typeof trace !== 'string') return null;
  return { token, actingBranch, remainingMs, trace, input };
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
