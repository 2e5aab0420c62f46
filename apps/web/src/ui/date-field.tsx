import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { T, useT } from '../i18n/text.js';
import { FieldSet, type FieldLook } from './field.js';
import { uiWords } from './ui-words.js';

interface DateFieldProps extends FieldLook {
  /** Name of the whole date, to which the error belongs. */
  name: string;
  /** What `register` answers for each box; `approximate` is left out where it makes no sense. */
  parts: { day: UseFormRegisterReturn; month: UseFormRegisterReturn; year: UseFormRegisterReturn; approximate?: UseFormRegisterReturn };
}

/** A date in three boxes; the month may be a number or a word. What was typed is read by `readDateParts`. */
export function DateField({ name, parts, ...look }: DateFieldProps): ReactNode {
  const t = useT();
  return (
    <FieldSet name={name} {...look}>
      {(aria) => (
        <div className="date3">
          <label className="d"><T of={uiWords.day} /> <input {...parts.day} inputMode="numeric" autoComplete="off" aria-invalid={aria['aria-invalid']} /></label>
          <label className="m"><T of={uiWords.month} /> <input {...parts.month} autoComplete="off" placeholder={t(uiWords.monthExample)} aria-invalid={aria['aria-invalid']} /></label>
          <label className="y"><T of={uiWords.year} /> <input {...parts.year} id={aria.id} inputMode="numeric" autoComplete="off" aria-invalid={aria['aria-invalid']} /></label>
          {parts.approximate && <label className="check"><input type="checkbox" {...parts.approximate} /> <T of={uiWords.approximate} /></label>}
        </div>
      )}
    </FieldSet>
  );
}
