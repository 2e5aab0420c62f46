import { useState, type ReactNode } from 'react';
import { fieldGroupWords, identifierWords, wordOf } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import { T, useT } from '../i18n/text.js';
import { Button, LinkButton } from '../ui/button.js';
import { Row, Section } from '../ui/layout.js';
import { Facts, type Fact } from '../ui/lists.js';
import { Tag, Withheld } from '../ui/tag.js';
import { AddIdentifierDialog, ShowNumberDialog } from './identifier-dialogs.js';
import type { PersonFacts } from './person-facts.js';
import { personWords } from './person-words.js';

type Props = { person: PersonFacts };

/** Documents, masked; a whole number is shown once and with a reason. */
export function DocumentsSection({ person }: Props): ReactNode {
  const t = useT();
  const [open, setOpen] = useState<'show' | 'add' | null>(null);
  if (!person.migration) return <Section title={<T of={personWords.documents} />}><p><Withheld /></p></Section>;
  const identifiers = person.migration.identifiers;
  const facts = identifiers.map((identifier): Fact => ({
    key: identifier.id, label: sayOr(wordOf(identifierWords, identifier.type), identifier.type, t), numeric: true,
    value: <>{identifier.masked || <T of={personWords.noDocument} />}{identifier.warning && <><br /><Tag tone="need">{sentence(identifier.warning)}</Tag></>}</>,
  }));
  const withNumber = identifiers.filter((identifier) => identifier.masked !== '');
  return (
    <Section title={<T of={personWords.documents} />}>
      {facts.length > 0 ? <Facts facts={facts} layout="side" /> : <p className="muted"><T of={personWords.noDocuments} /></p>}
      {person.canWrite && (
        <Row>
          {withNumber.length > 0 && <Button kind="alt" onClick={() => setOpen('show')}><T of={personWords.showNumber} /></Button>}
          <Button kind="alt" onClick={() => setOpen('add')}><T of={personWords.addDocument} /></Button>
        </Row>
      )}
      {open === 'show' && <ShowNumberDialog personId={person.id} identifiers={withNumber} onClose={() => setOpen(null)} />}
      {open === 'add' && <AddIdentifierDialog person={person} onClose={() => setOpen(null)} />}
    </Section>
  );
}

export function ContactSection({ person }: Props): ReactNode {
  const contact = person.contact;
  const rows = contact ? (['phone', 'email', 'safeContact', 'address', 'sector'] as const).filter((name) => contact[name]) : [];
  return (
    <Section title={<T of={personWords.contact} />}>
      {!contact && <p><Withheld /></p>}
      {contact && rows.length === 0 && <p className="muted"><T of={personWords.noContact} /></p>}
      {contact && rows.length > 0 && <Facts layout="side" facts={rows.map((name) => ({ key: name, label: <T of={personWords[name]} />, value: contact[name], numeric: name === 'phone' }))} />}
      {person.canWrite && <Row><LinkButton kind="alt" to={`/personas/${person.id}/corregir`}><T of={personWords.correct} /></LinkButton></Row>}
    </Section>
  );
}

/** What other offices share with this one, and what they keep: a word, never a blank. */
export function SharedSection({ person }: Props): ReactNode {
  const work = person.workAndStudy;
  const said = (value: string | null | undefined): ReactNode => value ?? <span className="muted"><T of={personWords.nothingNoted} /></span>;
  const own: Fact[] = work ? [
    { key: 'occupation', label: <T of={personWords.occupation} />, value: said(work.occupation) }, { key: 'schooling', label: <T of={personWords.schooling} />, value: said(work.schooling) },
  ] : [];
  const kept = person.withheld.map((group): Fact => ({ key: group, label: <GroupName group={group} />, value: <Withheld /> }));
  return (
    <Section title={<T of={personWords.shared} />}>
      <Facts facts={[...own, ...kept]} layout="side" />
      {person.access !== 'full' && <Row><LinkButton kind="alt" to={`/personas/${person.id}/acceso`}><T of={personWords.askAccess} /></LinkButton></Row>}
    </Section>
  );
}

export function GroupName({ group }: { group: string }): ReactNode {
  const word = wordOf(fieldGroupWords, group);
  return word ? <T of={word} /> : group;
}

const sayOr = (word: ReturnType<typeof wordOf>, code: string, t: ReturnType<typeof useT>): string => (word ? t(word) : code);
