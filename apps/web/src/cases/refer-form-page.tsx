import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { ReferBasesQuery, ReferDestinationsQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Button } from '../ui/button.js';
import { ChoiceCards } from '../ui/choice-fields.js';
import { ChoiceChips } from '../ui/filters.js';
import { Row, Section, Stack } from '../ui/layout.js';
import { Facts, type Fact } from '../ui/lists.js';
import { EmptyState, ErrorSummary } from '../ui/messages.js';
import { Reasons } from '../ui/tag.js';
import { ReferAside } from './refer-aside.js';
import { servicesOf, type PlaceCard } from './refer-presenter.js';
import { ReferBases, ReferDestinations } from './refer.graphql.js';
import { referWords } from './refer-words.js';
import { useRefer, type Refer, type ReferSubject } from './use-refer.js';

type Destinations = ReferDestinationsQuery['destinations'];
const most = 60;

/** Reads where the need may be answered and on which permission, and then shows the form. */
export function ReferForm({ subject }: { subject: ReferSubject }): ReactNode {
  const { personId, needCode, language, comuna } = subject;
  const places = useData(ReferDestinations, { need: needCode, comuna: comuna?.code ?? null, language, first: most }, { topics: ['offering', 'branch'] });
  const bases = useData(ReferBases, { id: personId }, { topics: [`person:${personId}`] });
  return <Loaded query={places}>{({ destinations }) => <Loaded query={bases}>{({ person }) => <Form subject={subject} destinations={destinations} bases={person} />}</Loaded>}</Loaded>;
}

function Form({ subject, destinations, bases }: { subject: ReferSubject; destinations: Destinations; bases: ReferBasesQuery['person'] }): ReactNode {
  const t = useT();
  const [params] = useSearchParams();
  const serviceId = params.get('servicio') ?? '';
  const refer = useRefer(subject, destinations.destinations, bases, serviceId);
  const { entry, draft, cards } = refer;
  const submitKeys = (event: React.KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <form className="cols" aria-label={t(referWords.formName)} noValidate onSubmit={entry.onSubmit} onKeyDown={submitKeys}>
      <Stack gap="loose">
        <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
        {cards.length > 0 ? <Places refer={refer} destinations={destinations} serviceId={serviceId} subject={subject} /> : <EmptyState title={<T of={referWords.nowhere} />}><p><T of={referWords.nowhereHelp} /></p></EmptyState>}
        {destinations.servicesWithoutBranch.length > 0 && (
          <Section title={<T of={referWords.noBranch} />}>
            <p className="small muted"><T of={referWords.noBranchHelp} /></p>
            <ul className="plain">{destinations.servicesWithoutBranch.map((service) => <li key={service.id} lang="es">{service.name}</li>)}</ul>
          </Section>
        )}
      </Stack>
      <Stack as="aside" aria-label={t(referWords.whatIsSent)}>
        <ReferAside refer={refer} />
        <DraftLine note={draft.note} />
      </Stack>
    </form>
  );
}

function Places({ refer, destinations, serviceId, subject }: { refer: Refer; destinations: Destinations; serviceId: string; subject: ReferSubject }): ReactNode {
  const t = useT();
  const { entry, cards, hidden, showAll } = refer;
  const services = servicesOf(destinations.destinations);
  const need = subject.needId ? `necesidad=${subject.needId}` : `codigo=${subject.needCode}`;
  const shown = cards.filter((card) => card.place.branchId !== null).length;
  const chips = [{ to: `?${need}`, text: <T of={referWords.allServices} />, current: serviceId === '' }, ...services.map((service) => ({ to: `?${need}&servicio=${service.id}`, text: service.name, current: service.id === serviceId }))];
  return (
    <Section title={<T of={referWords.where} />} fact={<T of={referWords.count(shown, shown + hidden)} />}>
      {services.length > 1 && <ChoiceChips label={t(referWords.services)} choices={chips} />}
      <ChoiceCards legend={<T of={referWords.choose} />} field={entry.form.register('destination')} cards={cards.map((card) => ({ value: card.place.value, title: card.title, body: <Reasons items={card.reasons} />, side: <Side card={card} /> }))} />
      {hidden > 0 && <Row><Button kind="alt" onClick={showAll}><T of={referWords.showMore(hidden)} /></Button></Row>}
    </Section>
  );
}

function Side({ card }: { card: PlaceCard }): ReactNode {
  const facts: Fact[] = [
    { key: 'bring', label: <T of={referWords.bring} />, value: card.bring },
    ...(card.at ? [{ key: 'at', label: <T of={referWords.at} />, value: card.at }] : []), ...(card.hours ? [{ key: 'hours', label: <T of={referWords.hours} />, value: card.hours }] : []),
  ];
  return <div className="small"><Facts layout="one" facts={facts} /></div>;
}
