import { Controller } from '@nestjs/common';
import { type AuditPage, casesRpc, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { OversightQueries } from './oversight.queries.js';

type Calls = typeof casesRpc;

@Controller()
export class OversightRpc {
  constructor(private readonly oversight: OversightQueries) {}

  @Handles(casesRpc, 'cases.audit')
  audit(ctx: Ctx, input: RpcIn<Calls, 'cases.audit'>): Promise<AuditPage> {
    return this.oversight.audit(ctx, input);
  }

  @Handles(casesRpc, 'cases.folios')
  folios(ctx: Ctx, input: RpcIn<Calls, 'cases.folios'>): Promise<{ folios: (string | null)[] }> {
    return this.oversight.folios(ctx, input.personIds);
  }

  @Handles(casesRpc, 'cases.personOfFolio')
  personOfFolio(ctx: Ctx, input: RpcIn<Calls, 'cases.personOfFolio'>): Promise<{ personId: string }> {
    return this.oversight.personOfFolio(ctx, input.folio);
  }
}
