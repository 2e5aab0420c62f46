import { useState, type ReactNode } from 'react';
import { consentHow, fieldGroups, newId, type FieldGroup } from '@konbit/contracts/forms';
import { sortByText } from '@konbit/contracts/format';
import { useNavigate, useParams } from 'react-router';
import { consentHowWords, fieldGroupWords } from '../codes/code-words.js';
import { groupExamples } from '../codes/group-words.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm, type KonbitForm } from '../forms/use-konbit-form.js';
import type { GiveConsentInput, PersonConsentsQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { FieldSet, fieldId } from '../ui/field.js';
import { FormPage } from '../ui/form-page.js';
import { Row } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary, Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { SelectField } from '../ui/text-fields.js';
import { consentTopics, groupContents } from './consent-presenter.js';
import { consentWords } from './consent-words.js';
import { useIdentity } from './identity.js';
import { GiveConsent, Organisations, PersonConsents } from './person.graphql.js';
import { personErrorWords, personWords } from './person-words.js';

interface GiveValues { recipientOrgId: string; fieldGroups: string[]; how: string }
type Person = PersonConsentsQuery['person'];
interface Recipient { id: string; name: string }

const alwaysShared: FieldGroup = 'identity';
/** Reserved notes stay with who wrote them, whatever a person permits. */
const askedGroups = fieldGroups.filter((group) => group !== alwaysShared && group !== 'reserved_notes');

/** Takes down what a person allows an outside organisation to see, after saying it to them. */
export function Component(): ReactNode {
  const { id = '' } = useParams();
  const query = useData(PersonConsents, { id }, { topics: consentTopics(id) });
  const organisations = useData(Organisations, {}, { topics: [] });
  return (
    <Loaded query={query}>
      {({ person }) => (person.canWrite ? (
        <Loaded query={organisations}>{(data) => <GiveForm person={person} recipients={sortByText(data.organisations.filter((one) => !one.insideMunicipality), (one) => one.name)} />}</Loaded>
      ) : <MayNot id={id} />)}
    </Loaded>
  );
}

function MayNot({ id }: { id: string }): ReactNode {
  const t = useT();
  return (
    <Page title={t(consentWords.giveTitle)}>
      <PageTitle><T of={consentWords.giveTitle} /></PageTitle>
      <p><T of={consentWords.mayNot} /></p>
      <Row><LinkButton to={`/personas/${id}`}><T of={consentWords.toFile} /></LinkButton></Row>
    </Page>
  );
}

function GiveForm({ person, recipients }: { person: Person; recipients: readonly Recipient[] }): ReactNode {
  const t = useT();
  const identity = useIdentity(person.identity);
  const entry = useGiving(person.id, recipients);
  const { register, watch } = entry.form;
  const values = watch();
  const recipient = recipients.find(({ id }) => id === values.recipientOrgId);
  return (
    <FormPage title={t(consentWords.giveTitle)} person={identity} onSubmit={entry.onSubmit} summary={<ErrorSummary problems={entry.problems} attempt={entry.attempt} />}>
      <p><T of={consentWords.giveLead} /></p>
      <SelectField label={<T of={consentWords.who} />} hint={<T of={consentWords.whoHelp} />} width={4} field={register('recipientOrgId')} error={entry.errorOf('recipientOrgId')}
        options={recipients.map(({ id, name }) => ({ value: id, label: name }))} />
      <GroupChoice entry={entry} />
      {recipient && (
        <Notice kind="plain" status>
          <p><strong><T of={consentWords.tell} />:</strong> <T of={consentWords.tellText(recipient.name, groupContents([alwaysShared, ...values.fieldGroups], t))} /></p>
        </Notice>
      )}
      <RadioGroup label={<T of={consentWords.how} />} field={register('how')} error={entry.errorOf('how')} options={consentHow.map((code) => ({ value: code, label: <T of={consentHowWords[code]} /> }))} />
      <Actions><Button type="submit" keys="Ctrl Enter" busy={entry.busy}><T of={consentWords.save} /></Button><LinkButton kind="alt" to={`/personas/${person.id}`}><T of={personWords.cancel} /></LinkButton></Actions>
    </FormPage>
  );
}

function GroupChoice({ entry }: { entry: KonbitForm<GiveValues> }): ReactNode {
  const field = entry.form.register('fieldGroups');
  return (
    <FieldSet name="fieldGroups" label={<T of={consentWords.what} />} error={entry.errorOf('fieldGroups')}>
      {(aria) => (
        <>
          <p className="small"><T of={consentWords.always} />: <T of={groupExamples.identity} />.</p>
          {askedGroups.map((group, at) => (
            <label className="check" key={group}>
              <input type="checkbox" {...field} value={group} id={at === 0 ? fieldId('fieldGroups') : undefined} aria-invalid={aria['aria-invalid']} />
              <span><T of={fieldGroupWords[group]} /> <span className="small muted"><T of={groupExamples[group]} /></span></span>
            </label>
          ))}
        </>
      )}
    </FieldSet>
  );
}

function useGiving(personId: string, recipients: readonly Recipient[]): KonbitForm<GiveValues> {
  const t = useT();
  const navigate = useNavigate();
  const [consentId] = useState(() => newId());
  return useKonbitForm<GiveValues, Omit<GiveConsentInput, 'commandId'>, unknown>({
    defaultValues: { recipientOrgId: '', fieldGroups: ['contact'], how: '' }, words: personErrorWords, touches: [`person:${personId}`, 'consent', 'timeline'],
    resolver: resolverOf(({ recipientOrgId, how }) => [...(recipientOrgId ? [] : [{ path: 'recipientOrgId', code: 'RECIPIENT_REQUIRED' }]), ...(how ? [] : [{ path: 'how', code: 'HOW_REQUIRED' }])]),
    toData: (values) => ({ consentId, personId, purpose: 'referral', recipientOrgId: values.recipientOrgId, fieldGroups: [alwaysShared, ...values.fieldGroups], how: values.how }),
    execute: (data, commandId) => request(GiveConsent, { input: { commandId, ...data } }),
    onDone: async (_, data) => {
      const done = t(consentWords.saved(recipients.find(({ id }) => id === data.recipientOrgId)?.name ?? ''));
      announce(done);
      await navigate(`/personas/${personId}`, { state: { done } });
    },
  });
}
