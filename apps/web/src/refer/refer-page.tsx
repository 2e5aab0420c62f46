import { useState, type ReactNode } from 'react';
import { newId } from '@konbit/contracts/forms';
import { useParams, useSearchParams } from 'react-router';
import type { ReferPersonQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useSession } from '../shell/session.js';
import { LinkButton } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { Page, PageTitle } from '../ui/page.js';
import { ReferForm } from './refer-form-page.js';
import { needOptions } from './refer-start.js';
import { ReferPerson, ReferPlaces, WrittenBefore } from './refer.graphql.js';
import { referWords } from './refer-words.js';
import { placesOfNeed, placeTopics, referTopic, type ReferSubject, type Written } from './use-refer.js';

/** *Derivar*: for which need, to where, with what, on one page. `?borrador=` finishes a draft, `?reemplaza=` sends a refused one elsewhere. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const before = params.get('borrador') ?? params.get('reemplaza');
  const query = useData(ReferPerson, { id }, { topics: [`person:${id}`, 'consent', referTopic] });
  const written = useData(WrittenBefore, { id: before ?? '' }, { topics: [`referral:${before ?? ''}`, referTopic], enabled: before !== null });
  return (
    <Loaded query={query}>
      {(data) => (before === null
        ? <Refer key={params.get('necesidad') ?? ''} data={data} written={null} />
        : <Loaded query={written}>{({ referral }) => <Refer key={before} data={data} written={referral} />}</Loaded>)}
    </Loaded>
  );
}

function Refer({ data: { person, viewer }, written }: { data: ReferPersonQuery; written: Written | null }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [params] = useSearchParams();
  const { permissions } = useSession();
  const [newReferralId] = useState(() => newId());
  if (!permissions.includes('referral.request')) return <Cannot personId={person.id} words={referWords.mayNotRole} />;
  if (!person.identity || !person.recordId) return <MayNot personId={person.id} />;
  const draft = params.has('borrador') ? written : null;
  if (draft && draft.state !== 'draft') return <AlreadySent personId={person.id} written={draft} />;
  const options = needOptions(person.caseFile?.needs ?? [], { id: written?.needId ?? params.get('necesidad'), code: written?.needCode }, t, format);
  if (options.length === 0) return <Cannot personId={person.id} words={referWords.noNeed} help={referWords.noNeedHelp} />;
  const branch = viewer.actingBranch;
  const subject: ReferSubject = {
    person, options, draft, refused: draft ? null : written, newReferralId, comuna: branch ? { code: branch.comuna, name: branch.comunaName } : null,
  };
  return <WithPlaces subject={subject} />;
}

/** The form begins with its first place chosen, so the places of its first need are read before it. */
function WithPlaces({ subject }: { subject: ReferSubject }): ReactNode {
  // Needs that change while somebody writes do not change what the page is about.
  const [options] = useState(subject.options);
  const query = useData(ReferPlaces, placesOfNeed(options[0]?.need.code ?? null, subject), { topics: placeTopics });
  return <Loaded query={query}>{({ destinations }) => <ReferForm subject={{ ...subject, options }} first={destinations} />}</Loaded>;
}

function Cannot({ personId, words, help }: { personId: string; words: typeof referWords.mayNot; help?: typeof referWords.mayNot }): ReactNode {
  const t = useT();
  return (
    <Page title={t(referWords.titlePlain)}>
      <PageTitle><T of={words} /></PageTitle>
      {help && <p><T of={help} /></p>}
      <Row><LinkButton to={`/personas/${personId}`}><T of={referWords.toFile} /></LinkButton></Row>
    </Page>
  );
}

function MayNot({ personId }: { personId: string }): ReactNode {
  const t = useT();
  return (
    <Page title={t(referWords.titlePlain)}>
      <PageTitle><T of={referWords.mayNot} /></PageTitle>
      <p><T of={referWords.mayNotHelp} /></p>
      <Row>
        <LinkButton to={`/meson/nueva?persona=${personId}`}><T of={referWords.noteAttention} /></LinkButton>
        <LinkButton kind="alt" to={`/personas/${personId}`}><T of={referWords.toFile} /></LinkButton>
      </Row>
    </Page>
  );
}

function AlreadySent({ personId, written }: { personId: string; written: Written }): ReactNode {
  const t = useT();
  const title = referWords.alreadySent(written.folio);
  return (
    <Page title={t(title)}>
      <PageTitle><T of={title} /></PageTitle>
      <Row>
        <LinkButton to={`/derivaciones/${written.id}`}><T of={referWords.openReferral(written.folio)} /></LinkButton>
        <LinkButton kind="alt" to={`/personas/${personId}`}><T of={referWords.toFile} /></LinkButton>
      </Row>
    </Page>
  );
}
