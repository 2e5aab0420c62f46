import type { ComponentProps, ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { T } from '../i18n/text.js';
import { cx } from './class-names.js';
import { Field, type FieldLook } from './field.js';
import { uiWords } from './ui-words.js';

/** `field` is what `form.register('name')` answers. */
interface Bound {
  field: UseFormRegisterReturn;
}
type Input = Omit<ComponentProps<'input'>, 'className' | 'name' | 'width' | 'placeholder'>;

/** One line of text. `big` is the one question of a page. */
export function TextField({ field, label, hint, error, optional, width, big, ...input }: Bound & FieldLook & Input & { big?: boolean }): ReactNode {
  return (
    <Field name={field.name} {...{ label, hint, error, optional, width }}>
      {(aria) => <input autoComplete="off" {...input} {...field} {...aria} className={cx(big && 'big')} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ field, label, hint, error, optional, width, ...area }: Bound & FieldLook & Omit<ComponentProps<'textarea'>, 'className' | 'name'>): ReactNode {
  return (
    <Field name={field.name} {...{ label, hint, error, optional, width }}>
      {(aria) => <textarea autoComplete="off" {...area} {...field} {...aria} />}
    </Field>
  );
}

export interface Choice {
  value: string;
  label: ReactNode;
  /** Set where the label is in another language than the screen. */
  lang?: string;
}

export interface SelectProps extends Bound, FieldLook {
  options: readonly Choice[];
  /** False when one option is already chosen, so that there is nothing like "elija uno". */
  emptyOption?: boolean;
}

/** One of a short list. Labels are plain text: an `<option>` holds nothing else. */
export function SelectField({ field, options, emptyOption = true, ...look }: SelectProps): ReactNode {
  return (
    <Field name={field.name} {...look}>
      {(aria) => (
        <select {...field} {...aria}>
          {emptyOption && <option value=""><T of={uiWords.choose} /></option>}
          {options.map((option) => <option key={option.value} value={option.value} lang={option.lang}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** First the type, then the value: a short list joined to a text box. */
export function JoinedField({ type, options, value, valueLabel, ...look }: FieldLook & { type: UseFormRegisterReturn; options: readonly Choice[]; value: UseFormRegisterReturn; valueLabel: string }): ReactNode {
  return (
    <Field name={type.name} {...look}>
      {(aria) => (
        <div className="joined">
          <select {...type} {...aria}>{options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}</select>
          <input {...value} id={`campo-${value.name}`} aria-label={valueLabel} aria-describedby={aria['aria-describedby']} aria-invalid={aria['aria-invalid']} autoComplete="off" />
        </div>
      )}
    </Field>
  );
}
