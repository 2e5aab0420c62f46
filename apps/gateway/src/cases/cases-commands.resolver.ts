import { Args, Context, Mutation, Resolver } from '@nestjs/graphql';
import type { casesRpc, PersonView } from '@konbit/contracts';
import { type CallName, DomainError, type RpcAnswer, type RpcRequest } from '@konbit/platform';
import { Allow, Fresh } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { asInput } from '../api/inputs.js';
import { CasesClient } from '../api/services.js';
import { ReferenceCache } from '../directory/reference-cache.js';
import { type AttendanceNode, attendanceNode, caseFileNode, consentNode, noticeNode } from './case-nodes.js';
import { CasesLoaders } from './cases.loaders.js';
import { OfficialNames } from '../sign-in/official-names.js';

type CasesMap = typeof casesRpc;
interface Intake { commandId: string; at?: string | null; personId: string; attendanceId: string }
interface OfPerson { personId: string }

/** Commands on persons and attendances: one call each, then the object as it is after the effect. */
@Resolver()
export class CasesCommandsResolver {
  constructor(
    private readonly cases: CasesClient, private readonly loaders: CasesLoaders, private readonly reference: ReferenceCache, private readonly officials: OfficialNames,
  ) {}

  @Mutation()
  @Allow('attendance.work')
  async intake(@Context() api: ApiContext, @Args('input') { commandId, at, ...data }: Intake): Promise<object> {
    const { personId } = await this.send(api, 'cases.intake', { commandId, at, data });
    const [attendance, person] = await Promise.all([this.attendance(api, data.attendanceId), this.loaders.person(api, personId, 'desk')]);
    return { attendance, person };
  }

  @Mutation()
  @Allow('person.write')
  async correctPerson(@Context() api: ApiContext, @Args('input') input: OfPerson): Promise<PersonView> {
    await this.send(api, 'cases.correct', input);
    return await this.loaders.person(api, input.personId, 'desk');
  }

  @Mutation()
  @Allow('person.write')
  async addIdentifier(@Context() api: ApiContext, @Args('input') input: OfPerson): Promise<PersonView> {
    await this.send(api, 'cases.addIdentifier', input);
    return await this.loaders.person(api, input.personId, 'desk');
  }

  @Mutation()
  @Allow('person.write')
  async notSamePerson(@Context() api: ApiContext, @Args('input') input: object): Promise<boolean> {
    await this.send(api, 'cases.notSame', input);
    return true;
  }

  @Mutation()
  @Allow('person.write', 'referral.request', 'referral.answer')
  @Fresh()
  async breakGlass(@Context() api: ApiContext, @Args('input') input: OfPerson): Promise<PersonView> {
    await this.send(api, 'cases.breakGlass', input);
    return await this.loaders.person(api, input.personId, 'desk');
  }

  @Mutation()
  @Allow('attendance.work')
  async moveAttendance(@Context() api: ApiContext, @Args('input') input: { attendanceId: string }): Promise<AttendanceNode> {
    await this.send(api, 'cases.attendanceMove', input);
    return await this.attendance(api, input.attendanceId);
  }

  @Mutation()
  @Allow('person.write')
  async moveNeed(@Context() api: ApiContext, @Args('input') { personId, ...input }: OfPerson): Promise<object> {
    await this.send(api, 'cases.needMove', input);
    const [view, names] = await Promise.all([this.loaders.of(api).caseFiles.load(personId), this.reference.names(api.ctx)]);
    if (!view) throw new DomainError('NOT_FOUND');
    return caseFileNode(view, names);
  }

  @Mutation()
  @Allow('person.write', 'referral.request')
  async giveConsent(@Context() api: ApiContext, @Args('input') input: OfPerson): Promise<object[]> {
    await this.send(api, 'cases.giveConsent', input);
    const [{ consents }, names] = await Promise.all([this.cases.call(api.ctx, 'cases.consents', { personId: input.personId }), this.reference.names(api.ctx)]);
    return consents.map((consent) => consentNode(consent, names, () => this.officials.nameOf(api, consent.recordedBy)));
  }

  @Mutation()
  @Allow('person.write', 'referral.request')
  @Fresh()
  async withdrawConsent(@Context() api: ApiContext, @Args('input') input: object): Promise<boolean> {
    await this.send(api, 'cases.withdrawConsent', input);
    return true;
  }

  @Mutation()
  @Allow('person.write', 'mediation.work')
  async readNotice(@Context() api: ApiContext, @Args('input') input: OfPerson): Promise<object[]> {
    await this.send(api, 'cases.readNotice', input);
    const [{ notices }, names] = await Promise.all([this.cases.call(api.ctx, 'cases.notices', { personId: input.personId }), this.reference.names(api.ctx)]);
    return notices.map((notice) => noticeNode(notice, names, () => this.officials.nameOf(api, notice.official)));
  }

  @Mutation()
  @Allow('person.write', 'referral.answer')
  @Fresh()
  async unmaskIdentifier(@Context() { ctx }: ApiContext, @Args() { personId, identifierId, reason }: RpcRequest<CasesMap, 'cases.unmask'>): Promise<string> {
    return (await this.cases.call(ctx, 'cases.unmask', { personId, identifierId, reason })).value;
  }

  private send<N extends CallName<CasesMap>>(api: ApiContext, name: N, input: object): Promise<RpcAnswer<CasesMap, N>> {
    return this.cases.call(api.ctx, name, asInput<RpcRequest<CasesMap, N>>(input));
  }

  private async attendance(api: ApiContext, id: string): Promise<AttendanceNode> {
    const [view, names] = await Promise.all([this.loaders.of(api).attendances.load(id), this.reference.names(api.ctx)]);
    if (!view) throw new DomainError('NOT_FOUND');
    return attendanceNode(view, names);
  }
}
