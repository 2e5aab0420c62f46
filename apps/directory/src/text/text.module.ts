import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { PersonText } from './text.entity.js';
import { TextQueries } from './text.queries.js';
import { TextRelease } from './text-release.service.js';
import { TextRpc } from './text.rpc.js';
import { TextService } from './text.service.js';

/** Texts for persons, their review, and what of them may be printed. */
@Module({ imports: [TypeOrmModule.forFeature([PersonText])], controllers: [TextRpc], providers: [TextService, TextQueries, TextRelease], exports: [TextRelease] })
export class TextModule {}
