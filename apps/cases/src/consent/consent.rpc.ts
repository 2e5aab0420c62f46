import { Controller } from '@nestjs/common';
import { casesRpc, type ConsentView, type Effect, type RpcIn } from '@konbit/contracts';
import { type Ctx, Handles } from '@konbit/platform';
import { ConsentService } from './consent.service.js';

type Calls = typeof casesRpc;

@Controller()
export class ConsentRpc {
  constructor(private readonly consents: ConsentService) {}

  @Handles(casesRpc, 'cases.consents')
  ofPerson(ctx: Ctx, input: RpcIn<Calls, 'cases.consents'>): Promise<{ consents: ConsentView[] }> {
    return this.consents.ofPerson(ctx, input.personId);
  }

  @Handles(casesRpc, 'cases.giveConsent')
  give(ctx: Ctx, input: RpcIn<Calls, 'cases.giveConsent'>): Promise<Effect> {
    return this.consents.give(ctx, input);
  }

  @Handles(casesRpc, 'cases.withdrawConsent')
  withdraw(ctx: Ctx, input: RpcIn<Calls, 'cases.withdrawConsent'>): Promise<Effect> {
    return this.consents.withdraw(ctx, input);
  }
}
