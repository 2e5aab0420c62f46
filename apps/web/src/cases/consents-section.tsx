import type { ReactNode } from 'react';
import type { PersonConsentsQuery } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { LinkButton } from '../ui/button.js';
import { Row, Section, Stack } from '../ui/layout.js';
import { Tag } from '../ui/tag.js';
import { consentTopics, inOrderOfForce, presentConsent } from './consent-presenter.js';
import { consentWords } from './consent-words.js';
import type { PersonFacts } from './person-facts.js';
import { PersonConsents } from './person.graphql.js';
import { personWords } from './person-words.js';

type ConsentNode = PersonConsentsQuery['person']['consents'][number];

/** What the person allowed whom to see, in force or withdrawn, and who took it down. */
export function ConsentsSection({ person }: { person: PersonFacts }): ReactNode {
  const query = useData(PersonConsents, { id: person.id }, { topics: consentTopics(person.id) });
  return (
    <Section title={<T of={personWords.consents} />}>
      <Loaded query={query} part>
        {(data) => (data.person.consents.length === 0 ? <p className="muted"><T of={personWords.noConsents} /></p>
          : <>{inOrderOfForce(data.person.consents).map((consent) => <ConsentLine key={consent.id} personId={person.id} consent={consent} mayWrite={person.canWrite} />)}</>)}
      </Loaded>
      {person.canWrite && <Row><LinkButton kind="alt" to={`/personas/${person.id}/consentimientos/nuevo`}><T of={personWords.giveConsent} /></LinkButton></Row>}
    </Section>
  );
}

function ConsentLine({ personId, consent, mayWrite }: { personId: string; consent: ConsentNode; mayWrite: boolean }): ReactNode {
  const t = useT();
  const line = presentConsent(consent, t, useFormat());
  return (
    <Stack gap="tight">
      <p><strong><T of={personWords.consentTo(line.recipient)} /></strong> <Tag tone={line.inForce ? 'done' : 'end'}><T of={line.inForce ? consentWords.inForce : consentWords.ended} /></Tag></p>
      <p className="small">{line.groups}</p>
      <p className="small muted">{line.taken}.{line.ended && <> {line.ended}.</>}</p>
      {mayWrite && line.inForce && (
        <Row><LinkButton kind="alt" to={`/personas/${personId}/consentimientos/${line.id}/retirar`} aria-label={t(personWords.actionOn(t(personWords.withdraw), line.recipient))}><T of={personWords.withdraw} /></LinkButton></Row>
      )}
    </Stack>
  );
}
