import { Module } from '@nestjs/common';
import { TextsModule } from '../texts/texts.module.js';
import { KEEP_TEXTS_MS, keepTextsMs, PageTexts } from './page-texts.js';
import { SlipPageController } from './slip-page.controller.js';
import { SlipPages } from './slip-page.service.js';
import { TryWindow } from './try-window.js';

const triesPerHour = 30;
const hourMs = 3_600_000;

@Module({
  imports: [TextsModule],
  controllers: [SlipPageController],
  providers: [
    SlipPages, PageTexts, { provide: KEEP_TEXTS_MS, useValue: keepTextsMs },
    { provide: TryWindow, useFactory: () => new TryWindow({ most: triesPerHour, withinMs: hourMs }) },
  ],
})
export class PublicModule {}
