import type { RpcMap } from '@konbit/contracts';
import { type CallName, codeId, type Ctx, Handles, RpcEdge, type RpcAnswer, type RpcInput, type RpcServer, serveRpc, silentLog, type TokenVerifier } from '@konbit/platform';
import { Controller, Module, type Type } from '@nestjs/common';
import { MessagePattern } from '@nestjs/microservices';

export interface Call { name: string; ctx: Ctx; input: Record<string, unknown> }
export type Answers<M extends RpcMap> = { [N in CallName<M>]?: (input: RpcInput<M, N>, ctx: Ctx) => RpcAnswer<M, N> | Promise<RpcAnswer<M, N>> };
type AnyAnswer = ((input: unknown, ctx: Ctx) => unknown) | undefined;

/** A service on the real wire: token, branch, deadline and shapes are checked by the platform; the test says what it answers. */
export class AnsweringService<M extends RpcMap> {
  readonly calls: Call[] = [];
  answers: Answers<M> = {};
  private server: RpcServer | null = null;

  constructor(private readonly map: M, readonly port: number, private readonly verifier: TokenVerifier) {}

  async start(): Promise<void> {
    this.server = await serveRpc(this.moduleOf(), { port: this.port, log: silentLog });
  }

  async stop(): Promise<void> {
    await this.server?.close();
    this.server = null;
  }

  /** Inputs of the calls of one name, in order. */
  inputs(name: CallName<M>): Record<string, unknown>[] {
    return this.calls.filter((call) => call.name === name).map(({ input }) => input);
  }

  private moduleOf(): Type {
    const controller = this.controller();
    const edge = new RpcEdge({ verifier: this.verifier, tenant: codeId('05101'), log: silentLog, checkAnswers: true });
    class ServiceModule {}
    Module({ controllers: [controller], providers: [{ provide: RpcEdge, useValue: edge }], exports: [RpcEdge] })(ServiceModule);
    return ServiceModule;
  }

  private controller(): Type {
    const { map } = this;
    class AnswersController {
      health(): object {
        return { service: map.service, ok: true, ready: true, parts: { database: 'OK' } };
      }
    }
    const { prototype } = AnswersController;
    MessagePattern('health')(prototype, 'health', Object.getOwnPropertyDescriptor(prototype, 'health')!);
    for (const name of Object.keys(map.calls)) {
      const descriptor = { value: async (ctx: Ctx, input: unknown) => await this.answer(name, ctx, input), configurable: true, writable: true };
      Object.defineProperty(prototype, name, descriptor);
      Handles(map, name)(prototype, name, descriptor as never);
    }
    Controller()(AnswersController);
    return AnswersController;
  }

  private answer(name: string, ctx: Ctx, input: unknown): unknown {
    this.calls.push({ name, ctx, input: input as Record<string, unknown> });
    const answer = (this.answers as Record<string, AnyAnswer>)[name];
    if (!answer) throw new Error(`the test says nothing about ${name}`);
    return answer(input, ctx);
  }
}
