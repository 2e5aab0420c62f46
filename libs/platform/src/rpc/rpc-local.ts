import type { RpcMap } from '@konbit/contracts';
import { handlerOf } from './handles.js';
import { parseInput } from './rpc-edge.js';
import type { RpcAnswer, RpcCaller } from './wire.js';

/** A caller for controllers of the same process: the demo loader and tests use it in the place of `RpcClient`. Input is parsed, tokens are not asked for. */
export function localRpc<M extends RpcMap>(map: M, controllers: readonly object[]): RpcCaller<M> {
  return {
    call: async (ctx, name, input) => {
      const call = map.calls[name];
      const handler = controllers.map((controller) => handlerOf(controller, name)).find((found) => found !== null);
      if (!call || !handler) throw new Error(`no controller handles ${name}`);
      return await handler(ctx, parseInput(call.in, input)) as RpcAnswer<M, typeof name>;
    },
  };
}
