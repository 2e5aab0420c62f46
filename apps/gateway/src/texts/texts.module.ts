import { Module } from '@nestjs/common';
import { SignInModule } from '../sign-in/sign-in.module.js';
import { PrintedTexts } from './printed-texts.js';
import { TextsResolver } from './texts.resolver.js';

@Module({ imports: [SignInModule], providers: [PrintedTexts, TextsResolver], exports: [PrintedTexts] })
export class TextsModule {}
