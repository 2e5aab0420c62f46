import { useState, type ReactNode } from 'react';
import { consentHow, fieldGroups, newId, type FieldGroup } from '@konbit/contracts/forms';
import { consentHowWords, fieldGroupWords, wordOf } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import type { GiveConsentInput, PersonConsentsQuery } from '../gql/graphql.js';
import { sortByText } from '@konbit/contracts/format';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { request, useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useCommand } from '../shell/use-command.js';
import { Button } from '../ui/button.js';
import { CheckboxGroup, RadioGroup } from '../ui/choice-fields.js';
import { Row, Section, Stack } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { SelectField } from '../ui/text-fields.js';
import { FormDialog } from './form-dialog.js';
import type { PersonFacts } from './person-facts.js';
import { GiveConsent, Organisations, PersonConsents, WithdrawConsent } from './person.graphql.js';
import { personErrorWords, personWords } from './person-words.js';

type ConsentNode = PersonConsentsQuery['person']['consents'][number];

/** What the person allowed whom to see; given here, withdrawn here. */
export function ConsentsSection({ person }: { person: PersonFacts }): ReactNode {
  const [open, setOpen] = useState<'give' | ConsentNode | null>(null);
  const query = useData(PersonConsents, { id: person.id }, { topics: [`person:${person.id}`, 'consent'] });
  const close = (): void => setOpen(null);
  return (
    <Section title={<T of={personWords.consents} />}>
      <Loaded query={query}>
        {(data) => (data.person.consents.length === 0 ? <p className="muted"><T of={personWords.noConsents} /></p>
          : <>{data.person.consents.map((consent) => <ConsentLine key={consent.id} consent={consent} mayWrite={person.canWrite} onWithdraw={() => setOpen(consent)} />)}</>)}
      </Loaded>
      {person.canWrite && <Row><Button kind="alt" onClick={() => setOpen('give')}><T of={personWords.giveConsent} /></Button></Row>}
      {open === 'give' && <GiveDialog personId={person.id} onClose={close} />}
      {open !== null && open !== 'give' && <WithdrawDialog personId={person.id} consent={open} onClose={close} />}
    </Section>
  );
}

function ConsentLine({ consent, mayWrite, onWithdraw }: { consent: ConsentNode; mayWrite: boolean; onWithdraw: () => void }): ReactNode {
  const t = useT();
  const format = useFormat();
  const say = (words: Parameters<typeof wordOf>[0], code: string): string => { const word = wordOf(words, code); return word ? t(word) : code; };
  const name = consent.recipient?.name ?? '';
  return (
    <Stack gap="tight">
      <p><strong><T of={personWords.consentTo(name)} /></strong></p>
      <p className="small">{format.list(consent.fieldGroups.map((group) => say(fieldGroupWords, group)))}</p>
      <p className="small muted"><T of={consent.revokedAt ? personWords.withdrawn(format.date(consent.revokedAt)) : personWords.consentFacts(say(consentHowWords, consent.how), format.date(consent.givenAt))} /></p>
      {mayWrite && !consent.revokedAt && <Row><Button kind="alt" aria-label={t(personWords.actionOn(t(personWords.withdraw), name))} onClick={onWithdraw}><T of={personWords.withdraw} /></Button></Row>}
    </Stack>
  );
}

function WithdrawDialog({ personId, consent, onClose }: { personId: string; consent: ConsentNode; onClose: () => void }): ReactNode {
  const t = useT();
  const command = useCommand({
    execute: (consentId: string, commandId) => request(WithdrawConsent, { input: { commandId, consentId } }), touches: [`person:${personId}`],
    onDone: () => {
      announce(t(personWords.withdrawDone));
      onClose();
    },
  });
  return (
    <FormDialog title={personWords.withdrawTitle(consent.recipient?.name ?? '')} action={personWords.withdrawYes} kind="risk" busy={command.busy} onSubmit={() => void command.run(consent.id)} onClose={onClose}>
      {command.error && <p className="bad-msg" role="alert">{sentence(command.error.code)}</p>}
      <p><T of={personWords.withdrawHelp} /></p>
    </FormDialog>
  );
}

interface GiveValues { recipientOrgId: string; fieldGroups: string[]; how: string }
const alwaysShared: FieldGroup = 'identity';
const askedGroups = fieldGroups.filter((group) => group !== alwaysShared);

function GiveDialog({ personId, onClose }: { personId: string; onClose: () => void }): ReactNode {
  const t = useT();
  const [consentId] = useState(() => newId());
  const organisations = useData(Organisations, {}, { topics: [] }).data?.organisations.filter((organisation) => !organisation.insideMunicipality) ?? [];
  const entry = useKonbitForm<GiveValues, Omit<GiveConsentInput, 'commandId'>, unknown>({
    defaultValues: { recipientOrgId: '', fieldGroups: ['contact'], how: '' }, words: personErrorWords, touches: [`person:${personId}`],
    resolver: resolverOf(({ recipientOrgId, how }) => [...(recipientOrgId ? [] : [{ path: 'recipientOrgId', code: 'RECIPIENT_REQUIRED' }]), ...(how ? [] : [{ path: 'how', code: 'HOW_REQUIRED' }])]),
    toData: (values) => ({ consentId, personId, purpose: 'referral', recipientOrgId: values.recipientOrgId, fieldGroups: [alwaysShared, ...values.fieldGroups], how: values.how }),
    execute: (data, commandId) => request(GiveConsent, { input: { commandId, ...data } }),
    onDone: () => {
      announce(t(personWords.consentDone));
      onClose();
    },
  });
  const { register } = entry.form;
  return (
    <FormDialog title={personWords.giveConsent} action={personWords.save} busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <SelectField label={<T of={personWords.giveTo} />} field={register('recipientOrgId')} error={entry.errorOf('recipientOrgId')}
        options={sortByText(organisations.map(({ id, name }) => ({ value: id, label: name })), (one) => one.label)} />
      <CheckboxGroup label={<T of={personWords.giveGroups} />} field={register('fieldGroups')} options={askedGroups.map((group) => ({ value: group, label: <T of={fieldGroupWords[group]} /> }))} />
      <RadioGroup label={<T of={personWords.giveHow} />} field={register('how')} error={entry.errorOf('how')} options={consentHow.map((code) => ({ value: code, label: <T of={consentHowWords[code]} /> }))} />
    </FormDialog>
  );
}
