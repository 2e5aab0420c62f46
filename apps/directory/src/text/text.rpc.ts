import { Controller } from '@nestjs/common';
import { directoryRpc, type RpcIn, type RpcOut } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { TextQueries } from './text.queries.js';
import { TextService } from './text.service.js';

type Calls = typeof directoryRpc;

@Controller()
export class TextRpc {
  constructor(private readonly texts: TextService, private readonly queries: TextQueries) {}

  @Handles(directoryRpc, 'directory.printTexts')
  print(ctx: Ctx, input: RpcIn<Calls, 'directory.printTexts'>): Promise<RpcOut<Calls, 'directory.printTexts'>> {
    return this.queries.print(ctx, input);
  }

  @Handles(directoryRpc, 'directory.texts')
  list(ctx: Ctx, input: RpcIn<Calls, 'directory.texts'>): Promise<RpcOut<Calls, 'directory.texts'>> {
    return this.queries.list(ctx, input);
  }

  @Handles(directoryRpc, 'directory.textsByIds')
  byIds(ctx: Ctx, input: RpcIn<Calls, 'directory.textsByIds'>): Promise<RpcOut<Calls, 'directory.textsByIds'>> {
    return this.queries.byIds(ctx, input);
  }

  @Handles(directoryRpc, 'directory.moveText')
  move(ctx: Ctx, input: RpcIn<Calls, 'directory.moveText'>): Promise<RpcOut<Calls, 'directory.moveText'>> {
    return this.texts.move(ctx, input);
  }

  @Handles(directoryRpc, 'directory.requestTranslation')
  request(ctx: Ctx, input: RpcIn<Calls, 'directory.requestTranslation'>): Promise<RpcOut<Calls, 'directory.requestTranslation'>> {
    return this.texts.request(ctx, input);
  }
}
