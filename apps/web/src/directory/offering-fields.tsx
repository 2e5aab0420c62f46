import type { ReactNode } from 'react';
import { serviceChoices, type NamedService } from '../codes/service-names.js';
import { T } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { SelectField, TextArea, TextField } from '../ui/text-fields.js';
import { directoryWords } from './directory-words.js';
import { editWords } from './edit-words.js';
import type { OfferingFieldName } from './field-names.js';
import { HoursFields, LanguageFields, PaperFields, type EntryForm } from './entry-fields.js';

/** One field of a service at a place; the same control wherever it is written or a change of it proposed. */
export function OfferingField({ name, entry }: { name: OfferingFieldName; entry: EntryForm }): ReactNode {
  const path = `${entry.prefix ?? ''}${name}`;
  const common = { field: entry.form.register(path), error: entry.errorOf(path) };
  switch (name) {
    case 'status': return <RadioGroup label={<T of={directoryWords.state} />} options={[
      { value: 'expected', label: <T of={editWords.offeringExpected} /> }, { value: 'confirmed', label: <T of={editWords.offeringConfirmed} /> }, { value: 'suspended', label: <T of={editWords.offeringSuspended} /> },
    ]} {...common} />;
    case 'documents': return <PaperFields entry={entry} />;
    case 'fee': return <RadioGroup label={<T of={directoryWords.fee} />} options={[
      { value: '', label: <T of={editWords.feeUnknown} /> }, { value: 'free', label: <T of={directoryWords.free} /> }, { value: 'paid', label: <T of={directoryWords.paid} /> },
    ]} {...common} />;
    case 'feeText': return <TextField label={<T of={editWords.feeText} />} optional width={4} maxLength={120} lang="es" {...common} />;
    case 'hours': return <HoursFields entry={entry} ofPlace />;
    case 'languages': return <LanguageFields entry={entry} ofPlace />;
    case 'note': return <TextArea label={<T of={directoryWords.note} />} optional hint={<T of={editWords.noteHint} />} maxLength={500} lang="es" {...common} />;
  }
}

/** Which service a new entry is about. */
export function ServiceField({ entry, services }: { entry: EntryForm; services: readonly (NamedService & { id: string })[] }): ReactNode {
  const { language } = useFormat();
  return <SelectField label={<T of={directoryWords.service} />} width={4} field={entry.form.register('serviceId')} error={entry.errorOf('serviceId')} options={serviceChoices(services, (service) => service, language)} />;
}
