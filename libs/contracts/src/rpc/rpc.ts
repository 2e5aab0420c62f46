import type { z } from 'zod';
import type { ErrorCode } from '../error-codes.js';

/** One call of a service: shapes in and out, its refusals, and how long a caller waits. */
export interface RpcCall<In extends z.ZodType = z.ZodType, Out extends z.ZodType = z.ZodType> {
  kind: 'query' | 'command';
  in: In;
  out: Out;
  refusals: readonly ErrorCode[];
  deadlineMs: number;
  /** Answers callers without a token: for pages that anybody may open. */
  anonymous: boolean;
}

export interface RpcMap {
  service: string;
  calls: Record<string, RpcCall>;
}

export type RpcIn<M extends RpcMap, N extends keyof M['calls']> = z.output<M['calls'][N]['in']>;
export type RpcOut<M extends RpcMap, N extends keyof M['calls']> = z.output<M['calls'][N]['out']>;

const defaultDeadlineMs = 2000;

interface CallOptions<In extends z.ZodType, Out extends z.ZodType> {
  in: In;
  out: Out;
  refusals?: readonly ErrorCode[];
  deadlineMs?: number;
  anonymous?: boolean;
}

/** A call that changes nothing; may be repeated inside its deadline. */
export function query<In extends z.ZodType, Out extends z.ZodType>(call: CallOptions<In, Out>): RpcCall<In, Out> {
  return { refusals: [], deadlineMs: defaultDeadlineMs, anonymous: false, ...call, kind: 'query' };
}

/** A call with an effect; repeated only with the same commandId. */
export function command<In extends z.ZodType, Out extends z.ZodType>(call: CallOptions<In, Out>): RpcCall<In, Out> {
  return { refusals: [], deadlineMs: defaultDeadlineMs, ...call, anonymous: false, kind: 'command' };
}

/** The typed map of one service: what its callers see and what it validates. */
export function rpc<const C extends Record<string, RpcCall>>(service: string, calls: C): { service: string; calls: C } {
  return { service, calls };
}
