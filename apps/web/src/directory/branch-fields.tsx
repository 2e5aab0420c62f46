import type { ReactNode } from 'react';
import { sortByText } from '@konbit/contracts/format';
import type { DirectoryListsQuery } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { SelectField, TextField } from '../ui/text-fields.js';
import { directoryWords, kindWords } from './directory-words.js';
import { editWords } from './edit-words.js';
import { HoursFields, LanguageFields, type EntryForm } from './entry-fields.js';
import type { BranchFieldName } from './field-names.js';

interface FieldProps { name: BranchFieldName; entry: EntryForm; lists: DirectoryListsQuery; wasClosed?: boolean }

/** One field of a branch; the same control wherever a branch is written or a change of it proposed. */
export function BranchField({ name, entry, lists, wasClosed }: FieldProps): ReactNode {
  const t = useT();
  const path = `${entry.prefix ?? ''}${name}`;
  const common = { field: entry.form.register(path), error: entry.errorOf(path) };
  switch (name) {
    case 'name': return <TextField label={<T of={editWords.name} />} width={4} maxLength={200} lang="es" {...common} />;
    case 'organisationId': return <SelectField label={<T of={directoryWords.organisation} />} width={4} options={sortByText(lists.organisations.map((one) => ({ value: one.id, label: one.name })), (one) => one.label)} {...common} />;
    case 'kind': return <SelectField label={<T of={directoryWords.kind} />} width={2} options={Object.entries(kindWords).map(([value, word]) => ({ value, label: t(word) }))} {...common} />;
    case 'comuna': return <SelectField label={<T of={directoryWords.comuna} />} width={2} options={sortByText(lists.comunas.map((one) => ({ value: one.code, label: one.name })), (one) => one.label)} {...common} />;
    case 'address': return <TextField label={<T of={directoryWords.address} />} optional width={4} maxLength={200} lang="es" {...common} />;
    case 'phone': return <TextField label={<T of={directoryWords.phone} />} optional width={2} maxLength={40} inputMode="tel" {...common} />;
    case 'hours': return <HoursFields entry={entry} />;
    case 'languages': return <LanguageFields entry={entry} />;
    case 'status': return <RadioGroup label={<T of={directoryWords.state} />} options={[
      { value: 'active', label: <T of={editWords.stateActive} /> }, { value: 'unconfirmed', label: <T of={editWords.stateUnconfirmed} /> },
      ...(wasClosed ? [{ value: 'closed', label: <T of={editWords.stateClosed} /> }] : []),
    ]} {...common} />;
  }
}
