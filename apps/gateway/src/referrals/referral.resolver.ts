import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonView } from '@konbit/contracts';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { ReferralsClient } from '../api/services.js';
import { CasesLoaders } from '../cases/cases.loaders.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { branchesOf, detailNode, referralNode, type ReferralNode } from './referral-node.js';

/** What a referral shows beside its own row: the person, through `cases`, and what only a party may read. */
@Resolver('Referral')
export class ReferralResolver {
  constructor(private readonly referrals: ReferralsClient, private readonly cases: CasesLoaders, private readonly reference: ReferenceCache) {}

  @ResolveField()
  async person(@Parent() { personId, purpose }: ReferralNode, @Context() api: ApiContext): Promise<PersonView | null> {
    return personId === null ? null : await this.cases.person(api, personId, purpose);
  }

  @ResolveField()
  async detail(@Parent() { id }: ReferralNode, @Context() { ctx }: ApiContext): Promise<object> {
    const [detail, names] = await Promise.all([this.referrals.call(ctx, 'referrals.get', { id }), this.reference.names(ctx)]);
    return detailNode(detail, names);
  }
}

/** The referrals of a person, on their page. */
@Resolver('Person')
export class PersonReferralsResolver {
  constructor(private readonly service: ReferralsClient, private readonly reference: ReferenceCache) {}

  @ResolveField()
  async referrals(@Parent() { id }: PersonView, @Args() slice: SliceArgs, @Context() { ctx }: ApiContext): Promise<object> {
    const answer = await this.service.call(ctx, 'referrals.ofPerson', { personId: id, page: pageOf(slice) });
    const names = await this.reference.names(ctx, branchesOf(answer.edges.map(({ node }) => node)));
    return mapNodes(answer, (view) => referralNode(view, names, 'list'));
  }
}
