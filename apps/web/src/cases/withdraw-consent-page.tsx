import { useState, type FormEvent, type ReactNode } from 'react';
import { useNavigate, useParams } from 'react-router';
import { sentence } from '../errors/sentence.js';
import type { PersonConsentsQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useCommand } from '../shell/use-command.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { ConfirmPage } from '../ui/form-page.js';
import { Row } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { consentTopics, presentConsent } from './consent-presenter.js';
import { consentWords } from './consent-words.js';
import { useIdentity } from './identity.js';
import { PersonConsents, WithdrawConsent } from './person.graphql.js';
import { personWords } from './person-words.js';

type Person = PersonConsentsQuery['person'];
type ConsentNode = Person['consents'][number];

/** Asks before a consent is withdrawn: who stops seeing what, and that the person's own business goes on. */
export function Component(): ReactNode {
  const { id = '', consentId = '' } = useParams();
  const query = useData(PersonConsents, { id }, { topics: consentTopics(id) });
  return (
    <Loaded query={query}>
      {({ person }) => {
        const consent = person.consents.find((one) => one.id === consentId);
        return consent && person.canWrite ? <Confirm person={person} consent={consent} /> : <Gone id={id} />;
      }}
    </Loaded>
  );
}

function Gone({ id }: { id: string }): ReactNode {
  const t = useT();
  return (
    <Page title={t(consentWords.withdraw)}>
      <PageTitle><T of={consentWords.withdraw} /></PageTitle>
      <p><T of={consentWords.gone} /></p>
      <Row><LinkButton to={`/personas/${id}`}><T of={consentWords.toFile} /></LinkButton></Row>
    </Page>
  );
}

function Confirm({ person, consent }: { person: Person; consent: ConsentNode }): ReactNode {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const identity = useIdentity(person.identity);
  // What was asked about stays on the page while the withdrawal is on its way.
  const [line] = useState(() => presentConsent(consent, t, format));
  const command = useCommand({
    execute: (consentId: string, commandId) => request(WithdrawConsent, { input: { commandId, consentId } }), touches: [`person:${person.id}`, 'consent', 'timeline', 'access-grant'],
    onDone: async () => {
      const done = t(consentWords.withdrawn(line.recipient));
      announce(done);
      await navigate(`/personas/${person.id}`, { state: { done } });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!command.busy) void command.run(consent.id);
  };
  const facts = [
    { key: 'recipient', label: <T of={consentWords.recipient} />, value: line.recipient }, { key: 'data', label: <T of={consentWords.data} />, value: line.groups },
    { key: 'given', label: <T of={consentWords.given} />, value: line.taken }, ...(line.ended ? [{ key: 'ended', label: <T of={consentWords.ended} />, value: line.ended }] : []),
  ];
  const problems = command.error ? [{ field: null, text: command.error.code === 'INVALID_TRANSITION' ? t(consentWords.already) : sentence(command.error.code) }] : [];
  return (
    <ConfirmPage title={t(consentWords.withdrawTitle(line.recipient))} person={identity} onSubmit={submit} facts={facts} summary={<ErrorSummary problems={problems} attempt={command.attempt} />}
      consequence={<T of={line.inForce ? consentWords.withdrawWill(line.recipient) : consentWords.already} />}>
      <Actions>
        {line.inForce && <Button type="submit" kind="risk" busy={command.busy}><T of={consentWords.withdraw} /></Button>}
        <LinkButton kind="alt" to={`/personas/${person.id}`}><T of={personWords.cancel} /></LinkButton>
      </Actions>
    </ConfirmPage>
  );
}
