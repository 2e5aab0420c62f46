import { useEffect, useRef, useState, type ReactNode } from 'react';
import { newId } from '@konbit/contracts/forms';
import { Link } from 'react-router';
import { useIdentity } from '../cases/identity.js';
import { ServiceName } from '../codes/service-name.js';
import { serviceName } from '../codes/service-names.js';
import { sentence } from '../errors/sentence.js';
import type { ReferPlacesQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { DraftLine } from '../offline/draft-line.js';
import { Button } from '../ui/button.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { FormPage } from '../ui/form-page.js';
import { Columns, Row, Stack } from '../ui/layout.js';
import { ErrorSummary, Loading, Notice } from '../ui/messages.js';
import { PlacesSection } from './places-section.js';
import { changesOf } from './refer-start.js';
import { referWords } from './refer-words.js';
import { SharePanel } from './share-panel.js';
import { useRefer, type Refer, type ReferSubject } from './use-refer.js';

type Places = ReferPlacesQuery['destinations'];

/** The page itself: on the left where to, on the right what goes with it and the button that sends it. */
export function ReferForm({ subject, first }: { subject: ReferSubject; first: Places }): ReactNode {
  const t = useT();
  const identity = useIdentity(subject.person.identity);
  const refer = useRefer(subject, first);
  const { entry, scene, draft } = refer;
  useSendKey(entry.onSubmit);
  const { language } = useFormat();
  const service = scene.service && serviceName(scene.service, language);
  const title = service ? referWords.title(service.text) : referWords.titlePlain;
  return (
    <FormPage title={t(title)} heading={<T of={title} quote={service} />} person={identity} note={<div className="row">{subject.draft && <p><T of={referWords.draftOf(subject.draft.folio)} /></p>}<DraftLine note={draft.note} /></div>} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={refer.problems} attempt={refer.attempt} />}>
      <BeforeNotes subject={subject} refer={refer} />
      <Columns>
        <Stack gap="loose">
          <NeedChoice subject={subject} refer={refer} />
          <Where refer={refer} />
        </Stack>
        <SharePanel subject={subject} refer={refer} />
      </Columns>
    </FormPage>
  );
}

/** Ctrl+Enter sends from wherever the focus is, also from the heading it stands on after the page was opened. */
function useSendKey(onSubmit: () => void): void {
  const latest = useRef(onSubmit);
  useEffect(() => { latest.current = onSubmit; });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

function NeedChoice({ subject, refer }: { subject: ReferSubject; refer: Refer }): ReactNode {
  if (subject.options.length < 2) return null;
  return <RadioGroup label={<T of={referWords.needs} />} field={refer.entry.form.register('needId')} options={subject.options} />;
}

function Where({ refer }: { refer: Refer }): ReactNode {
  if (refer.placesFault) return <Notice kind="error" status><p>{sentence(refer.placesFault.code)}</p></Notice>;
  if (!refer.places) return <Loading />;
  const { servicesWithoutBranch } = refer.places;
  return (
    <>
      <PlacesSection refer={refer} places={refer.places.destinations} />
      {servicesWithoutBranch.length > 0 && (
        <details open={refer.places.destinations.length === 0}>
          <summary><T of={referWords.noBranch(servicesWithoutBranch.length)} /></summary>
          <p className="small muted"><T of={referWords.noBranchHelp} /></p>
          <ul className="plain">{servicesWithoutBranch.map((service) => <li key={service.id}><ServiceName service={service} /></li>)}</ul>
        </details>
      )}
    </>
  );
}

/** What happened to this referral elsewhere: it went out already, or somebody changed the draft. */
function BeforeNotes({ subject, refer }: { subject: ReferSubject; refer: Refer }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const { form } = refer.entry;
  const [atStart] = useState(subject.draft);
  const changes = atStart && subject.draft ? changesOf(atStart, subject.draft, t, language) : [];
  const gone = subject.person.referrals.edges.map((edge) => edge.node).find((one) => one.id === refer.values.referralId && one.state !== 'draft');
  if (gone) {
    return (
      <Notice kind="warn" status title={<T of={referWords.alreadySent(gone.folio)} />}>
        <p><T of={referWords.alreadySentHelp} /></p>
        <Row><Link to={`/derivaciones/${gone.id}`}><T of={referWords.openReferral(gone.folio)} /></Link><Button kind="alt" onClick={() => form.setValue('referralId', newId())}><T of={referWords.startNew} /></Button></Row>
      </Notice>
    );
  }
  if (changes.length === 0) return null;
  return (
    <Notice kind="warn" status title={<T of={referWords.changed} />}>
      <ul className="plain">{changes.map((change) => <li key={change.of.id}><T {...change} /></li>)}</ul>
      <p><T of={referWords.changedHelp} /></p>
    </Notice>
  );
}
