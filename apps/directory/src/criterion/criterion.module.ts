import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CriterionLine, CriterionVersion } from './criterion.entity.js';
import { CriterionQueries } from './criterion.queries.js';
import { CriterionRpc } from './criterion.rpc.js';
import { CriterionService } from './criterion.service.js';

/** The registry of criteria: what branches and norms declare, and the comparisons that follow. */
@Module({ imports: [TypeOrmModule.forFeature([CriterionLine, CriterionVersion])], controllers: [CriterionRpc], providers: [CriterionService, CriterionQueries] })
export class CriterionModule {}
