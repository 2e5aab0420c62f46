import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { PersonView } from '@konbit/contracts';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { CasesClient } from '../api/services.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { type AttendanceNode, caseFileNode, consentNode, noticeNode, timelineNode } from './case-nodes.js';
import { CasesLoaders, type PersonNode } from './cases.loaders.js';
import { OfficialNames } from '../sign-in/official-names.js';

/** What hangs on a person inside `cases`; their referrals are resolved by the referrals module. */
@Resolver('Person')
export class PersonResolver {
  constructor(
    private readonly cases: CasesClient, private readonly loaders: CasesLoaders, private readonly reference: ReferenceCache, private readonly officials: OfficialNames,
  ) {}

  @ResolveField()
  async contact(@Parent() person: PersonNode, @Context() api: ApiContext): Promise<PersonView['contact']> {
    return (await this.loaders.whole(api, person)).contact;
  }

  @ResolveField()
  async workAndStudy(@Parent() person: PersonNode, @Context() api: ApiContext): Promise<PersonView['workAndStudy']> {
    return (await this.loaders.whole(api, person)).workAndStudy;
  }

  @ResolveField()
  async migration(@Parent() person: PersonNode, @Context() api: ApiContext): Promise<PersonView['migration']> {
    return (await this.loaders.whole(api, person)).migration;
  }

  @ResolveField()
  async caseFile(@Parent() { id }: PersonView, @Context() api: ApiContext): Promise<object | null> {
    const [view, names] = await Promise.all([this.loaders.of(api).caseFiles.load(id), this.reference.names(api.ctx)]);
    return view && caseFileNode(view, names);
  }

  @ResolveField()
  async timeline(@Parent() { id }: PersonView, @Args() slice: SliceArgs, @Context() { ctx }: ApiContext): Promise<object> {
    const page = pageOf(slice);
    const [answer, names] = await Promise.all([this.cases.call(ctx, 'cases.timeline', { personId: id, page }), this.reference.names(ctx)]);
    return mapNodes(answer, (entry) => timelineNode(entry, names));
  }

  @ResolveField()
  async consents(@Parent() { id }: PersonView, @Context() api: ApiContext): Promise<object[]> {
    const [{ consents }, names] = await Promise.all([this.cases.call(api.ctx, 'cases.consents', { personId: id }), this.reference.names(api.ctx)]);
    return consents.map((consent) => consentNode(consent, names, () => this.officials.nameOf(api, consent.recordedBy)));
  }

  @ResolveField()
  async notices(@Parent() { id }: PersonView, @Context() api: ApiContext): Promise<object[]> {
    const [{ notices }, names] = await Promise.all([this.cases.call(api.ctx, 'cases.notices', { personId: id }), this.reference.names(api.ctx)]);
    return notices.map((notice) => noticeNode(notice, names, () => this.officials.nameOf(api, notice.official)));
  }
}

@Resolver('Attendance')
export class AttendanceResolver {
  constructor(private readonly loaders: CasesLoaders) {}

  @ResolveField()
  person(@Parent() { personId }: AttendanceNode, @Context() api: ApiContext): Promise<PersonView> {
    return this.loaders.person(api, personId, 'list');
  }
}
