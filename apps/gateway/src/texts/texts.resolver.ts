import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import { type directoryRpc, textLanguages, type TextView } from '@konbit/contracts';
import { DomainError, type RpcRequest } from '@konbit/platform';
import { Allow } from '../api/allow.js';
import type { ApiContext } from '../api/api-context.js';
import { mapNodes } from '../api/connection.js';
import { asInput } from '../api/inputs.js';
import { pageOf, type SliceArgs } from '../api/page-args.js';
import { DirectoryClient } from '../api/services.js';
import { OfficialNames } from '../sign-in/official-names.js';
import { PrintedTexts } from './printed-texts.js';
import { textNode, type TextNode } from './text-node.js';

type Calls = typeof directoryRpc;
interface ListArgs extends SliceArgs { language: string; state?: string | null }

/** Texts for persons: the readers' queue, and the privacy notice as it is read aloud. */
@Resolver()
export class TextsResolver {
  constructor(private readonly directory: DirectoryClient, private readonly printed: PrintedTexts, private readonly officials: OfficialNames) {}

  @Query()
  @Allow('text.review')
  async texts(@Context() api: ApiContext, @Args() { language, state, ...slice }: ListArgs): Promise<object> {
    const input = asInput<RpcRequest<Calls, 'directory.texts'>>({ language, state, page: pageOf(slice) });
    return mapNodes(await this.directory.call(api.ctx, 'directory.texts', input), (view) => this.node(api, view));
  }

  @Query()
  @Allow('anybody')
  async privacyNotice(@Context() { ctx }: ApiContext): Promise<object> {
    const { noticeVersion, source, languages } = await this.printed.of(ctx, 'notice', textLanguages);
    return { version: noticeVersion, source, languages };
  }

  @Mutation()
  @Allow('text.review')
  async moveText(@Context() api: ApiContext, @Args('input') input: object): Promise<TextNode> {
    const { id } = await this.directory.call(api.ctx, 'directory.moveText', asInput<RpcRequest<Calls, 'directory.moveText'>>(input));
    const { texts: [text] } = await this.directory.call(api.ctx, 'directory.textsByIds', { ids: [id] });
    if (!text) throw new DomainError('NOT_FOUND');
    return this.node(api, text);
  }

  @Mutation()
  @Allow('referral.request', 'person.write')
  async requestTranslation(@Context() { ctx }: ApiContext, @Args('input') input: object): Promise<boolean> {
    await this.directory.call(ctx, 'directory.requestTranslation', asInput<RpcRequest<Calls, 'directory.requestTranslation'>>(input));
    return true;
  }

  private node(api: ApiContext, view: TextView): TextNode {
    return textNode(view, (sub) => this.officials.nameOf(api, sub));
  }
}
