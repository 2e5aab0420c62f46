import { Controller } from '@nestjs/common';
import { casesRpc, type Effect, type NoticeView, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { NoticeService } from './notice.service.js';

type Calls = typeof casesRpc;

@Controller()
export class NoticeRpc {
  constructor(private readonly notices: NoticeService) {}

  @Handles(casesRpc, 'cases.readNotice')
  read(ctx: Ctx, input: RpcIn<Calls, 'cases.readNotice'>): Promise<Effect> {
    return this.notices.read(ctx, input);
  }

  @Handles(casesRpc, 'cases.notices')
  ofPerson(ctx: Ctx, input: RpcIn<Calls, 'cases.notices'>): Promise<{ notices: NoticeView[] }> {
    return this.notices.ofPerson(ctx, input.personId);
  }
}
