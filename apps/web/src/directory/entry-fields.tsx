import type { ReactNode } from 'react';
import { useFieldArray, useWatch, type Control, type FieldValues, type UseFormReturn } from 'react-hook-form';
import { firstLanguages, languageName, otherLanguages } from '../codes/languages.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { Button } from '../ui/button.js';
import { Checkbox, CheckboxGroup } from '../ui/choice-fields.js';
import { FieldSet, fieldId } from '../ui/field.js';
import { Row, Stack } from '../ui/layout.js';
import { TextField } from '../ui/text-fields.js';
import { directoryWords } from './directory-words.js';
import { editWords } from './edit-words.js';
import { maxSlots, type HoursValues } from './hours-form.js';
import { dayName } from './hours-words.js';
import { maxPapers } from './offering-form.js';

/** The form an entry is typed into and the sentences of its faults; `prefix` is where the entry lies in a larger form. */
export interface EntryForm {
  form: UseFormReturn<FieldValues>;
  errorOf: (field: string) => string | undefined;
  prefix?: string;
}
const at = ({ prefix = '' }: EntryForm, name: string): string => `${prefix}${name}`;

/** Opening hours: the days as ticks, the times in pairs; all by keyboard. */
export function HoursFields({ entry, ofPlace }: { entry: EntryForm; ofPlace?: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const name = at(entry, 'hours');
  const { fields, append, remove } = useFieldArray({ control: entry.form.control, name: `${name}.slots` });
  const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
  const days = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: capital(dayName(day, format)) }));
  const error = fields.map((_, index) => entry.errorOf(`${name}.slots.${index}.from`) ?? entry.errorOf(`${name}.slots.${index}.to`)).find((found) => found !== undefined);
  return (
    <>
      <CheckboxGroup label={<T of={editWords.hoursDays} />} field={entry.form.register(`${name}.days`)} options={days} />
      <FieldSet name={`${name}.slots`} label={<T of={editWords.hoursTimes} />} hint={<T of={ofPlace ? editWords.hoursOfPlace : editWords.hoursHint} />} error={error}>
        {() => (
          <Stack>
            {fields.map((field, index) => (
              <div className="slot" key={field.id} role="group" aria-label={t(editWords.slotOf(index + 1))}>
                {(['from', 'to'] as const).map((end) => {
                  const path = `${name}.slots.${index}.${end}`;
                  return <label key={end}><T of={editWords[end]} /> <input {...entry.form.register(path)} id={fieldId(path)} inputMode="numeric" autoComplete="off" aria-invalid={entry.errorOf(path) ? true : undefined} /></label>;
                })}
                {fields.length > 1 && <Button kind="alt" onClick={() => remove(index)}><T of={editWords.removeSlot(index + 1)} /></Button>}
              </div>
            ))}
            {fields.length < maxSlots && <Row><Button kind="alt" onClick={() => append({ from: '', to: '' } satisfies HoursValues['slots'][number])}><T of={editWords.addSlot} /></Button></Row>}
          </Stack>
        )}
      </FieldSet>
    </>
  );
}

/** The languages in which somebody there attends. */
export function LanguageFields({ entry, ofPlace }: { entry: EntryForm; ofPlace?: boolean }): ReactNode {
  const t = useT();
  const options = [...firstLanguages, ...otherLanguages].map((code) => {
    const { name, lang } = languageName(code, t);
    return { value: code, label: <span lang={lang}>{name}</span> };
  });
  return <CheckboxGroup grid label={<T of={directoryWords.languages} />} hint={<T of={ofPlace ? editWords.languagesOfPlace : editWords.languagesHint} />} field={entry.form.register(at(entry, 'languages'))} options={options} />;
}

/** The papers a service asks for, added one by one; or the tick that it asks for none. */
export function PaperFields({ entry }: { entry: EntryForm }): ReactNode {
  const t = useT();
  const name = at(entry, 'documents');
  const control: Control<FieldValues> = entry.form.control;
  const { fields, append, remove } = useFieldArray({ control, name });
  const none = useWatch({ control, name: at(entry, 'noPapers') }) === true;
  return (
    <FieldSet name={at(entry, 'noPapers-lista')} label={<T of={directoryWords.papers} />} hint={<T of={editWords.papersHint} />} error={entry.errorOf(at(entry, 'noPapers'))}>
      {() => (
        <Stack>
          {!none || fields.length > 1 ? fields.map((field, index) => (
            <div className="paper" key={field.id}>
              <input {...entry.form.register(`${name}.${index}.text`)} aria-label={t(editWords.paper(index + 1))} id={fieldId(`${name}.${index}.text`)} maxLength={160} autoComplete="off" lang="es" />
              <Button kind="alt" onClick={() => (fields.length === 1 ? entry.form.setValue(`${name}.0.text`, '') : remove(index))}><T of={editWords.removePaper(index + 1)} /></Button>
            </div>
          )) : null}
          <Row>
            {fields.length < maxPapers && !none && <Button kind="alt" onClick={() => append({ text: '' })}><T of={editWords.addPaper} /></Button>}
            <Checkbox field={entry.form.register(at(entry, 'noPapers'))} label={<T of={editWords.noPapers} />} />
          </Row>
        </Stack>
      )}
    </FieldSet>
  );
}

/** Who confirmed the entry today; left empty the last confirmation stays. */
export function ConfirmedByField({ entry }: { entry: EntryForm }): ReactNode {
  const name = at(entry, 'confirmedBy');
  return <TextField label={<T of={editWords.confirmedBy} />} optional hint={<T of={editWords.confirmedByHint} />} field={entry.form.register(name)} error={entry.errorOf(name)} maxLength={120} width={4} />;
}
