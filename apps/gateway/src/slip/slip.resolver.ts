import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { PersonView, PublicPlace, ReferralView, referralsRpc, TextLanguage } from '@konbit/contracts';
import { type Clock, CLOCK, type Ctx, DomainError, localDate, type RpcAnswer } from '@konbit/platform';
import { Inject } from '@nestjs/common';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { DirectoryClient, ReferralsClient } from '../api/services.js';
import { CasesLoaders } from '../cases/cases.loaders.js';
import type { GatewayConfig } from '../config.js';
import { GATEWAY_CONFIG } from '../core.module.js';
import { type Names, ReferenceCache } from '../directory/reference-cache.js';
import { branchesOf, referralNode } from '../referrals/referral-node.js';
import { ReferralsLoaders } from '../referrals/referrals.loaders.js';
import { type PrintedSet, PrintedTexts, textLanguageOf } from '../texts/printed-texts.js';
import { initialsOf } from './initials.js';

interface IssueSlipInput { commandId: string; slipId: string; referralId: string; expectedVersion: number }
interface SlipParts {
  issued: RpcAnswer<typeof referralsRpc, 'referrals.issueSlip'>;
  referral: ReferralView;
  person: PersonView;
  names: Names;
  place: PublicPlace | null;
  origin: PublicPlace | null;
  printed: PrintedSet;
  language: TextLanguage | null;
}

/** The paper in the person's hand: its code from `referrals`, the person from `cases`, the place and the words from the directory. */
@Resolver()
export class SlipResolver {
  constructor(
    private readonly referrals: ReferralsClient, private readonly directory: DirectoryClient, private readonly loaders: ReferralsLoaders, private readonly cases: CasesLoaders,
    private readonly reference: ReferenceCache, private readonly texts: PrintedTexts, @Inject(GATEWAY_CONFIG) private readonly config: GatewayConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Mutation()
  @Allow('referral.request')
  async issueSlip(@Context() api: ApiContext, @Args('input') { commandId, slipId, referralId, expectedVersion }: IssueSlipInput): Promise<object> {
    const issued = await this.referrals.call(api.ctx, 'referrals.issueSlip', { commandId, slipId, referralId, expectedVersion });
    const referral = await this.loaders.referral(api, referralId);
    if (referral.personId === null) throw new DomainError('ACCESS_WITHDRAWN');
    const person = await this.cases.person(api, referral.personId, 'referral');
    const language = textLanguageOf(person.identity?.language ?? null);
    const names = await this.reference.names(api.ctx, branchesOf([referral]));
    const service = names.service(referral.serviceId);
    const openServiceId = service?.sensitive === false ? service.id : null;
    const [place, origin, printed] = await Promise.all([
      this.place(api.ctx, referral.ownerBranchId, openServiceId), this.place(api.ctx, referral.originBranchId, null), this.texts.of(api.ctx, 'slip', language ? [language] : []),
    ]);
    return this.slip({ issued, referral, person, names, place, origin, printed, language }, openServiceId !== null);
  }

  private slip({ issued, referral, person, names, place, origin, printed, language }: SlipParts, isOpen: boolean): object {
    const { identity } = person;
    if (!identity) throw new DomainError('ACCESS_WITHDRAWN');
    const spanish = place?.documents['es'] ?? [];
    return {
      referral: referralNode(referral, names, 'referral'), folio: referral.folio, issuedOn: localDate(this.clock.now()), code: issued.code, address: this.addressOf(issued.code),
      expiresAt: issued.expiresAt, personInitials: initialsOf(identity.displayName), personFolio: identity.folio,
      ...placeNames(referral, names, place), service: isOpen ? names.service(referral.serviceId) : null, protected: !isOpen,
      originBranchName: origin?.branchName ?? names.branch(referral.originBranchId)?.name ?? '', originPhone: origin?.phone ?? null,
      appointment: appointmentShown(referral, isOpen), dueAt: referral.dueAt, source: printed.source, documents: spanish,
      language, other: printed.languages[0] ?? null, otherDocuments: language === null ? [] : place?.documents[language] ?? [], demo: this.config.isDemo,
    };
  }

  /** What a person can type by hand: no scheme. */
  private addressOf(code: string): string {
    return `${this.config.publicUrl.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/c/${code}`;
  }

  private async place(ctx: Ctx, branchId: string | null, serviceId: string | null): Promise<PublicPlace | null> {
    return branchId === null ? null : await this.directory.call(ctx, 'directory.publicPlace', { branchId, serviceId });
  }
}

/** The place as the directory tells the public; names from the reference data for one it no longer publishes. */
function placeNames({ ownerBranchId }: ReferralView, names: Names, place: PublicPlace | null): object {
  if (place) return { branchName: place.branchName, organisationName: place.organisationName, branchAddress: place.address, comunaName: place.comunaName, branchPhone: place.phone };
  const branch = names.branch(ownerBranchId);
  return { branchName: branch?.name ?? '', organisationName: branch?.organisation.name ?? '', branchAddress: null, comunaName: branch?.comunaName ?? '', branchPhone: null };
}

/** The booked time; a written place could name a room that tells a protected service. */
function appointmentShown({ appointment }: ReferralView, isOpen: boolean): ReferralView['appointment'] {
  if (appointment?.end !== null) return null;
  return isOpen ? appointment : { ...appointment, place: '' };
}
