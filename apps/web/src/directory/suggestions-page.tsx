import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { wordOf } from '../codes/code-words.js';
import { ServiceName } from '../codes/service-name.js';
import type { SuggestionListQuery } from '../gql/graphql.js';
import { sentence } from '../errors/sentence.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { pageArgs, pageLinks } from '../shell/pages.js';
import { useCommand } from '../shell/use-command.js';
import { useUrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { ChoiceChips, Pager, PartKeys } from '../ui/filters.js';
import { Row, Section } from '../ui/layout.js';
import { Facts } from '../ui/lists.js';
import { announce } from '../ui/live-region.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Tag } from '../ui/tag.js';
import { WorklistPage } from '../ui/worklist-page.js';
import { ChangeTable } from './change-table.js';
import { directoryWords } from './directory-words.js';
import { DecideSuggestion, SuggestionList } from './directory.graphql.js';
import { placeTopics } from './topics.js';
import { organisationPath, placePath } from './paths.js';
import { DirectoryTabs, useMayEdit } from './place-parts.js';
import { RejectDialog } from './reject-dialog.js';
import { suggestionStateWords, suggestWords } from './suggest-words.js';
import { useNames } from './use-names.js';
import { changeInWords } from './value-words.js';

type Suggestion = SuggestionListQuery['suggestions']['edges'][number]['node'];
const schema = { estado: ['open', 'approved', 'rejected'], desde: 'page', hasta: 'page' } as const;
const stateTabs = { open: suggestWords.open, approved: suggestWords.approved, rejected: suggestWords.rejected };

/** Proposed changes: who edits the directory decides on them, everybody else follows their own. */
export function Component(): ReactNode {
  const t = useT();
  const mayEdit = useMayEdit();
  const url = useUrlState(schema);
  const state = url.values.estado;
  const query = useData(SuggestionList, { state, mine: mayEdit ? undefined : true, ...pageArgs(url.values) }, { topics: ['suggestion', ...placeTopics], keep: true });
  const chips = schema.estado.map((one) => ({ to: url.address({ estado: one }), text: <T of={stateTabs[one]} />, current: one === state }));
  return (
    <WorklistPage title={t(mayEdit ? suggestWords.review : directoryWords.mySuggestions)} filters={<DirectoryTabs current="suggestions" />} chips={<ChoiceChips label={t(suggestWords.states)} choices={chips} />}>
      <Loaded query={query}>
        {({ suggestions: { edges, open, pageInfo } }) => (
          <>
            {mayEdit && <p className="muted" role="status"><T of={suggestWords.count(open)} /></p>}
            {edges.length === 0 && <EmptyState title={<T of={state === 'open' ? suggestWords.emptyOpen : suggestWords.emptyOther} />}><p><T of={suggestWords.emptyHelp} /></p></EmptyState>}
            {edges.map(({ node }) => <OneSuggestion key={node.id} suggestion={node} mayDecide={mayEdit && node.state === 'open'} />)}
            {edges.length > 0 && <Pager fact={<T of={directoryWords.onThisPage(edges.length)} />} {...pageLinks(pageInfo, url.address)} keys={<PartKeys />} />}
          </>
        )}
      </Loaded>
    </WorklistPage>
  );
}

function About({ suggestion: { branch, offering, organisation } }: { suggestion: Suggestion }): ReactNode {
  if (branch) return <><Link to={placePath(branch.id)} lang="es">{branch.name}</Link>{offering && <> · <ServiceName service={offering.service} /></>}</>;
  if (organisation) return <Link to={organisationPath(organisation.id)} lang="es">{organisation.name}</Link>;
  return <T of={directoryWords.place} />;
}

function OneSuggestion({ suggestion, mayDecide }: { suggestion: Suggestion; mayDecide: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const names = useNames();
  const day = format.date(suggestion.suggestedAt);
  const rows = suggestion.fields.map((field) => changeInWords(field, t, format, names));
  const word = wordOf(suggestionStateWords, suggestion.state);
  const who = suggestion.suggestedByName;
  const decidedOn = suggestion.decidedAt && format.date(suggestion.decidedAt);
  const facts = [
    { key: 'from', label: <T of={suggestWords.from} />, value: <>{who ? <T of={suggestWords.by(who, day)} /> : <T of={suggestWords.onDay(day)} />}{suggestion.suggestedByBranch && <span className="line muted small" lang="es">{suggestion.suggestedByBranch.name}</span>}</> },
    ...(suggestion.text ? [{ key: 'said', label: <T of={suggestWords.said} />, value: <span lang="es">{suggestion.text}</span> }] : []),
    ...(decidedOn ? [{ key: 'decided', label: <T of={suggestWords.decided} />, value: suggestion.decidedByName ? <T of={suggestWords.by(suggestion.decidedByName, decidedOn)} /> : <T of={suggestWords.onDay(decidedOn)} /> }] : []),
    ...(suggestion.reason ? [{ key: 'reason', label: <T of={suggestWords.reason} />, value: <span lang="es">{suggestion.reason}</span> }] : []),
  ];
  const tone = suggestion.state === 'approved' ? 'done' : suggestion.state === 'rejected' ? 'no' : mayDecide ? 'need' : 'wait';
  const open = suggestion.state === 'open';
  return (
    <Section row title={<About suggestion={suggestion} />} fact={<Tag tone={tone}>{word ? <T of={word} /> : suggestion.state}</Tag>}>
      <Facts facts={facts} />
      {rows.length > 0 && <ChangeTable caption={suggestWords.table} before={suggestWords.now} after={open ? suggestWords.proposes : suggestWords.wasProposed} changes={rows} />}
      {mayDecide && <Decide suggestion={suggestion} />}
    </Section>
  );
}

function Decide({ suggestion }: { suggestion: Suggestion }): ReactNode {
  const t = useT();
  const [rejecting, setRejecting] = useState(false);
  const approve = useCommand({
    execute: (_: null, commandId) => request(DecideSuggestion, { input: { commandId, suggestionId: suggestion.id, expectedVersion: suggestion.version, decision: 'approve' } }),
    touches: ['suggestion', ...placeTopics], onDone: () => announce(t(suggestWords.approvedDone)),
  });
  return (
    <>
      {approve.error && <Notice kind="error" status><p>{sentence(approve.error.code, { VERSION_CONFLICT: suggestWords.conflict, INVALID_TRANSITION: suggestWords.conflict })}</p></Notice>}
      <Row>
        <Button kind="alt" busy={approve.busy} onClick={() => void approve.run(null)}><T of={suggestion.fields.length > 0 ? suggestWords.approve : suggestWords.approveWords} /></Button>
        <Button kind="risk" onClick={() => setRejecting(true)}><T of={suggestWords.reject} /></Button>
      </Row>
      {rejecting && <RejectDialog suggestion={suggestion} onClose={() => setRejecting(false)} />}
    </>
  );
}
