import { Controller } from '@nestjs/common';
import { type AuditPage, directoryRpc, type RpcIn, type RpcOut } from '@konbit/contracts';
import { auditPageOf, type Ctx, Database, Handles } from '@konbit/platform';
import { DestinationQueries } from './offering/destination.queries.js';
import { ReferenceQueries } from './catalogue/reference.queries.js';
import { ImportService } from './import/import.service.js';

type Calls = typeof directoryRpc;

@Controller()
export class DirectoryRpc {
  constructor(
    private readonly references: ReferenceQueries, private readonly offerings: DestinationQueries, private readonly imports: ImportService, private readonly db: Database,
  ) {}

  @Handles(directoryRpc, 'directory.reference')
  reference(ctx: Ctx, input: RpcIn<Calls, 'directory.reference'>): Promise<RpcOut<Calls, 'directory.reference'>> {
    return this.references.reference(ctx, input.knownVersion);
  }

  @Handles(directoryRpc, 'directory.destinations')
  destinations(ctx: Ctx, input: RpcIn<Calls, 'directory.destinations'>): Promise<RpcOut<Calls, 'directory.destinations'>> {
    return this.offerings.destinations(ctx, input);
  }

  @Handles(directoryRpc, 'directory.import')
  import(ctx: Ctx, input: RpcIn<Calls, 'directory.import'>): Promise<RpcOut<Calls, 'directory.import'>> {
    return this.imports.import(ctx, input);
  }

  @Handles(directoryRpc, 'directory.audit')
  audit(ctx: Ctx, input: RpcIn<Calls, 'directory.audit'>): Promise<AuditPage> {
    return this.db.inTenant(ctx, (tx) => auditPageOf(tx, ctx, input));
  }
}
