import { useState, type ReactNode } from 'react';
import { identifierTypes, newId } from '@konbit/contracts/forms';
import { useWatch } from 'react-hook-form';
import { identifierWords, wordOf } from '../codes/code-words.js';
import { allCountries } from '../codes/countries.js';
import { asksCountry, countryFrom, hasNoDocument } from '../desk/intake-form.js';
import { intakeWords } from '../desk/intake-words.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import type { IdentifierInput } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useDraft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { Button } from '../ui/button.js';
import { Dialog } from '../ui/dialog.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { JoinedField, SelectField, TextField } from '../ui/text-fields.js';
import { FormDialog } from '../ui/form-dialog.js';
import { checkIdentifierForm, fieldOfIdentifier, toIdentifier, type IdentifierValues } from './identifier-form.js';
import type { PersonFacts } from './person-facts.js';
import { AddIdentifier, UnmaskIdentifier } from './person.graphql.js';
import { personErrorWords, personWords } from './person-words.js';

interface ShowProps { personId: string; identifiers: readonly { id: string; type: string; masked: string }[]; onClose: () => void }

/** Shows one whole number once; who saw it and why is kept for the auditor. */
export function ShowNumberDialog({ personId, identifiers, onClose }: ShowProps): ReactNode {
  const t = useT();
  const [number, setNumber] = useState<string | null>(null);
  const entry = useKonbitForm<{ identifierId: string; reason: string }, { identifierId: string; reason: string }, { unmaskIdentifier: string }>({
    defaultValues: { identifierId: identifiers[0]?.id ?? '', reason: '' }, words: personErrorWords, resolver: resolverOf(({ reason }) => (reason.trim().length < 3 ? [{ path: 'reason', code: 'REASON_SHORT' }] : [])),
    toData: ({ identifierId, reason }) => ({ identifierId, reason: reason.trim() }), execute: (data) => request(UnmaskIdentifier, { personId, ...data }),
    onDone: async (result) => {
      await draft.clear();
      setNumber(result.unmaskIdentifier);
    },
  });
  const draft = useDraft(entry.form, { form: 'mostrar-numero', subject: personId });
  const { register } = entry.form;
  const name = (type: string): string => { const word = wordOf(identifierWords, type); return word ? t(word) : type; };
  if (number !== null) {
    return (
      <Dialog open title={<T of={personWords.showTitle} />} onClose={onClose} actions={<Button autoFocus onClick={onClose}><T of={personWords.close} /></Button>}>
        <p className="lead" role="status">{number}</p><p className="small muted"><T of={personWords.shownOnce} /></p>
      </Dialog>
    );
  }
  return (
    <FormDialog title={personWords.showTitle} action={personWords.show} busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <p><T of={personWords.showHelp} /></p>
      <SelectField label={<T of={personWords.which} />} emptyOption={false} field={register('identifierId')} options={identifiers.map(({ id, type, masked }) => ({ value: id, label: `${name(type)} ${masked}` }))} />
      <TextField label={<T of={personWords.why} />} field={register('reason')} error={entry.errorOf('reason')} maxLength={200} />
    </FormDialog>
  );
}

/** Adds a document: first its type, then the number, checked by its type. */
export function AddIdentifierDialog({ person, onClose }: { person: PersonFacts; onClose: () => void }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const [identifierId] = useState(() => newId());
  const entry = useKonbitForm<IdentifierValues, IdentifierInput, unknown>({
    defaultValues: { type: '', value: '', country: countryFrom(person.identity?.nationality ?? '') }, resolver: resolverOf(checkIdentifierForm), words: personErrorWords, fieldOf: fieldOfIdentifier,
    toData: (values) => toIdentifier(values, identifierId), touches: [`person:${person.id}`],
    execute: (identifier, commandId) => request(AddIdentifier, { input: { commandId, personId: person.id, expectedVersion: person.version ?? 0, identifier } }),
    onDone: async () => {
      await draft.clear();
      announce(t(personWords.documentAdded));
      onClose();
    },
  });
  const draft = useDraft(entry.form, { form: 'documento', subject: person.id });
  const { register, control } = entry.form;
  const type = useWatch({ control, name: 'type' });
  const types = [{ value: '', label: '–' }, ...identifierTypes.map((code) => ({ value: code, label: t(identifierWords[code]) }))];
  const none = hasNoDocument(type);
  return (
    <FormDialog title={personWords.addDocument} action={personWords.save} busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <JoinedField label={<T of={personWords.documentType} />} type={register('type')} options={types} value={register('value')} valueLabel={t(none ? intakeWords.documentWhyNone : intakeWords.documentNumber)}
        error={entry.errorOf('type') ?? entry.errorOf('value')} hint={<T of={none ? intakeWords.documentWhyHelp : intakeWords.documentHelp} />} />
      {asksCountry(type) && <SelectField label={<T of={intakeWords.documentCountry} />} field={register('country')} error={entry.errorOf('country')} options={allCountries(language, t)} />}
    </FormDialog>
  );
}
