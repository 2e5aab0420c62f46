import { Inject } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';
import type { RpcMap } from '@konbit/contracts';
import type { Ctx } from '../actor/actor.js';
import { RpcEdge } from './rpc-edge.js';
import type { CallName, RpcAnswer, RpcInput, RpcReply } from './wire.js';

type Handler<M extends RpcMap, N extends CallName<M>> = (ctx: Ctx, input: RpcInput<M, N>) => Promise<RpcAnswer<M, N>> | RpcAnswer<M, N>;
type AnyHandler = (ctx: Ctx, input: unknown) => unknown;

const edgeKey = Symbol('RpcEdge');
const handlersKey = Symbol('RpcHandlers');

interface Controller {
  [edgeKey]?: RpcEdge;
  [handlersKey]?: Map<string, string>;
  [method: string]: unknown;
}

/**
 * Serves one call of a map by a controller's method `(ctx, input) => answer`; input is parsed and ctx verified.
 * The method itself stays as written, so a test or a program in the same process may call it.
 */
export function Handles<M extends RpcMap, N extends CallName<M>>(map: M, name: N) {
  const call = map.calls[name];
  if (!call) throw new Error(`${map.service} has no call ${name}`);
  return <F extends Handler<M, N>>(target: object, method: string | symbol, _descriptor: TypedPropertyDescriptor<F>): void => {
    const prototype = target as Controller;
    const methodName = String(method);
    registerHandler(prototype, name, methodName);
    const serve = function (this: Controller, raw: unknown): Promise<RpcReply> {
      const edge = this[edgeKey];
      if (!edge) throw new Error('the controller has no RpcEdge: is the platform module imported?');
      return edge.answer(name, call, raw, (ctx, input) => (this[methodName] as AnyHandler).call(this, ctx, input));
    };
    const pattern = `rpc ${name}`;
    const descriptor = { value: serve, configurable: true, enumerable: false, writable: true };
    Object.defineProperty(prototype, pattern, descriptor);
    MessagePattern(name)(prototype, pattern, descriptor);
  };
}

/** The method of a controller that handles a call, bound; null when it has none. */
export function handlerOf(controller: object, name: string): AnyHandler | null {
  const method = (controller as Controller)[handlersKey]?.get(name);
  return method === undefined ? null : ((controller as Controller)[method] as AnyHandler).bind(controller);
}

function registerHandler(prototype: Controller, name: string, method: string): void {
  if (!Object.hasOwn(prototype, handlersKey)) {
    Object.defineProperty(prototype, handlersKey, { value: new Map<string, string>(prototype[handlersKey] ?? []), enumerable: false });
    Inject(RpcEdge)(prototype, edgeKey);
  }
  prototype[handlersKey]?.set(name, method);
}
