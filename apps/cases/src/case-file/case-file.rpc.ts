import { Controller } from '@nestjs/common';
import { type CaseFileView, casesRpc, type Effect, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { CaseFileQueries } from './case-file.queries.js';
import { CaseFileService } from './case-file.service.js';

type Calls = typeof casesRpc;

@Controller()
export class CaseFileRpc {
  constructor(private readonly queries: CaseFileQueries, private readonly caseFiles: CaseFileService) {}

  @Handles(casesRpc, 'cases.caseFiles')
  ofPersons(ctx: Ctx, input: RpcIn<Calls, 'cases.caseFiles'>): Promise<{ caseFiles: (CaseFileView | null)[] }> {
    return this.queries.ofPersons(ctx, input.personIds);
  }

  @Handles(casesRpc, 'cases.needMove')
  move(ctx: Ctx, input: RpcIn<Calls, 'cases.needMove'>): Promise<Effect> {
    return this.caseFiles.move(ctx, input);
  }
}
