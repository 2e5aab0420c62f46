import { Controller, Inject, Module, type DynamicModule } from '@nestjs/common';
import { type BasisAnswer, casesRpc } from '@konbit/contracts';
import { codeId, Handles, RpcEdge, type RpcServer, serveRpc, silentLog, TokenVerifier, type Ctx, type RpcInput } from '@konbit/platform';

type Question = RpcInput<typeof casesRpc, 'cases.checkBasis'>;
type Answering = (question: Question) => Partial<BasisAnswer>;

const SCRIPT = Symbol('Script');

/** What the stand-in answers, and what it was asked. */
export class Script {
  asked: { question: Question; sub: string; branch: string | null }[] = [];
  answering: Answering = () => ({});
  /** What every answer waits for. */
  gate: Promise<void> = Promise.resolve();

  reset(): void {
    this.asked = [];
    this.answering = () => ({});
    this.gate = Promise.resolve();
  }
}

@Controller()
class CasesStandIn {
  constructor(@Inject(SCRIPT) private readonly script: Script) {}

  @Handles(casesRpc, 'cases.checkBasis')
  async checkBasis(ctx: Ctx, question: Question): Promise<BasisAnswer> {
    this.script.asked.push({ question, sub: ctx.actor.kind === 'staff' ? ctx.actor.sub : '', branch: ctx.actingBranch?.code ?? null });
    await this.script.gate;
    return {
      covered: true, refusal: null, basisId: '0193a000-0000-7000-8000-0000000000aa', fieldGroups: question.fieldGroups, facts: { age: 34 }, language: 'hat',
      interpreter: true, ageBand: '30-59', run: '11111111-1', ...this.script.answering(question),
    };
  }
}

@Module({})
class StandInModule {
  static with(script: Script, verifier: TokenVerifier): DynamicModule {
    const edge = { provide: RpcEdge, useValue: new RpcEdge({ verifier, tenant: codeId('05101'), log: silentLog }) };
    return { module: StandInModule, global: true, controllers: [CasesStandIn], providers: [edge, { provide: SCRIPT, useValue: script }], exports: [edge] };
  }
}

/** A real server of `cases.checkBasis` behind the platform's edge: tokens are verified, answers are the script's. */
export function serveCases(script: Script, verifier: TokenVerifier, port: number): Promise<RpcServer> {
  return serveRpc(StandInModule.with(script, verifier), { port, log: silentLog });
}
