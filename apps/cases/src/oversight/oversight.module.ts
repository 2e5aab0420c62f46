import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module.js';
import { OversightQueries } from './oversight.queries.js';
import { OversightRpc } from './oversight.rpc.js';

@Module({ imports: [AccessModule], controllers: [OversightRpc], providers: [OversightQueries] })
export class OversightModule {}
