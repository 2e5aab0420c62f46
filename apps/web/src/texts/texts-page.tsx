import { useState, type ReactNode } from 'react';
import { languageInfo, type Language } from '@konbit/contracts/format';
import { wordOf } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import type { TextListQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useCommand } from '../shell/use-command.js';
import { useUrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { ChoiceChips, Pager } from '../ui/filters.js';
import { Columns, Row, Section, Stack } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Tag } from '../ui/tag.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { TextDialog } from './text-dialog.js';
import { MoveText, TextList } from './texts.graphql.js';
import { textStateWords, textWords, usedInWords } from './text-words.js';

type PersonText = TextListQuery['texts']['edges'][number]['node'];
const schema = { idioma: ['ht', 'pt', 'en'], estado: ['', 'missing', 'draft', 'reviewed', 'approved'], desde: 'page', hasta: 'page' } as const;
const tones = { missing: 'need', draft: 'need', reviewed: 'wait', approved: 'done' } as const;

/** Texts for persons side by side with their Spanish: what the desk asked for first, then what is missing or not approved. */
export function Component(): ReactNode {
  const t = useT();
  const url = useUrlState(schema);
  const { idioma, estado } = url.values;
  const query = useData(TextList, { language: idioma, state: estado || undefined, ...pageArgs(url.values) }, { topics: ['text'], keep: true });
  const languages = schema.idioma.map((one) => ({ to: url.address({ idioma: one }), text: <span lang={languageInfo[one].html}>{languageInfo[one].name}</span>, current: one === idioma }));
  const states = schema.estado.map((one) => ({ to: url.address({ estado: one }), text: <T of={one === '' ? textWords.all : textStateWords[one]} />, current: one === estado }));
  return (
    <WorklistPage title={t(textWords.title)} chips={<><ChoiceChips label={t(textWords.language)} choices={languages} /><ChoiceChips label={t(textWords.state)} choices={states} /></>}>
      <p className="muted"><T of={textWords.lead} /></p>
      <Loaded query={query}>
        {({ texts: { edges, waiting, pageInfo } }) => (
          <>
            <p role="status"><strong><T of={textWords.waiting(waiting)} /></strong></p>
            {edges.length === 0 && <EmptyState title={<T of={textWords.empty} />}><p><T of={textWords.emptyHelp} /></p></EmptyState>}
            {edges.map(({ node }) => <OneText key={node.id} text={node} />)}
            {edges.length > 0 && <Pager fact={<T of={textWords.onThisPage(edges.length)} />} {...pageLinks(pageInfo, url.address)} />}
          </>
        )}
      </Loaded>
    </WorklistPage>
  );
}

function OneText({ text }: { text: PersonText }): ReactNode {
  const { html, name } = languageInfo[text.language as Language];
  const used = wordOf(usedInWords, text.usedIn);
  const state = wordOf(textStateWords, text.state);
  return (
    <Section title={<>{used ? <T of={used} /> : text.usedIn} · <code>{text.key}</code></>} fact={<Tag tone={tones[text.state as keyof typeof tones] ?? 'need'}>{state ? <T of={state} /> : text.state}</Tag>}>
      <Columns kind="even">
        <Stack gap="tight"><p className="small muted"><T of={textWords.spanish} /></p><p lang="es">{text.source}</p></Stack>
        <Stack gap="tight"><p className="small muted" lang={html}>{name}</p>{text.body ? <p lang={html}>{text.body}</p> : <p className="muted"><T of={textWords.none} /></p>}</Stack>
      </Columns>
      <Told text={text} />
      <Decide text={text} html={html} />
    </Section>
  );
}

function Told({ text }: { text: PersonText }): ReactNode {
  const format = useFormat();
  const facts = [
    text.requestedAt && textWords.requested(format.date(text.requestedAt)), text.authorName && textWords.author(text.authorName),
    text.reviewerName && text.reviewedAt && textWords.reviewer(text.reviewerName, format.date(text.reviewedAt)), text.note && textWords.note(text.note),
  ].flatMap((fact) => (fact ? [fact] : []));
  return facts.length === 0 ? null : <p className="small muted">{facts.map((fact, at) => <span key={at} className="line"><T of={fact} /></span>)}</p>;
}

function Decide({ text, html }: { text: PersonText; html: string }): ReactNode {
  const t = useT();
  const [open, setOpen] = useState<'propose' | 'back' | null>(null);
  const command = useCommand({
    execute: (move: 'review' | 'approve', commandId) => request(MoveText, { input: { commandId, textId: text.id, expectedVersion: text.version, command: move } }),
    touches: ['text'], onDone: () => announce(t(textWords.done)),
  });
  const may = (action: string): boolean => text.availableActions.includes(action);
  const isOwn = (text.state === 'draft' || text.state === 'reviewed') && !may('approve');
  return (
    <>
      {isOwn && <p className="small"><T of={textWords.own} /></p>}
      {command.error && <Notice kind="error" status><p>{sentence(command.error.code, { VERSION_CONFLICT: textWords.conflict, INVALID_TRANSITION: textWords.conflict })}</p></Notice>}
      <Row>
        {may('approve') && <Button kind="alt" busy={command.busy} onClick={() => void command.run('approve')}><T of={textWords.approve} /></Button>}
        {may('review') && <Button kind="alt" busy={command.busy} onClick={() => void command.run('review')}><T of={textWords.review} /></Button>}
        {may('propose') && <Button kind="alt" onClick={() => setOpen('propose')}><T of={text.body ? textWords.fix : textWords.write} /></Button>}
        {may('back') && <Button kind="risk" onClick={() => setOpen('back')}><T of={textWords.back} /></Button>}
      </Row>
      {open && <TextDialog text={{ ...text, html }} command={open} onClose={() => setOpen(null)} />}
    </>
  );
}
