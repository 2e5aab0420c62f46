import type { ReactNode } from 'react';
import { T } from '../i18n/text.js';
import { cx } from './class-names.js';
import { uiWords } from './ui-words.js';

/** Everything around a control that is not the control. */
export interface FieldLook {
  label: ReactNode;
  hint?: ReactNode;
  /** The sentence of the fault, the same as in the summary. */
  error?: string | undefined;
  /** Marks the field as optional; a node replaces the word. */
  optional?: ReactNode;
  /** Columns of six on a wide screen. */
  width?: 2 | 3 | 4;
}

/** What the control must carry so that label, hint and error belong to it. */
export interface FieldAria {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

/** The id of a field, made from its name: what the error summary links to. */
export function fieldId(name: string): string {
  return `campo-${name}`;
}

export function fieldAria(name: string, look: Pick<FieldLook, 'hint' | 'error'>): FieldAria {
  const id = fieldId(name);
  return {
    id,
    'aria-describedby': cx(look.error && `${id}-error`, look.hint !== undefined && `${id}-ayuda`),
    'aria-invalid': look.error ? true : undefined,
  };
}

export function OptionalMark({ optional }: { optional: FieldLook['optional'] }): ReactNode {
  if (!optional) return null;
  return <> <span className="opt">{optional === true ? <T of={uiWords.optional} /> : optional}</span></>;
}

export function FieldError({ id, error }: { id: string; error: string | undefined }): ReactNode {
  return error ? <p className="bad-msg" id={`${id}-error`}>{error}</p> : null;
}

export function FieldHint({ id, hint }: { id: string; hint: ReactNode }): ReactNode {
  return hint === undefined ? null : <p className="hint" id={`${id}-ayuda`}>{hint}</p>;
}

export const fieldClass = (look: FieldLook): string | undefined => cx('field', look.width && `w${look.width}`, look.error && 'bad');

/** A control with its label above, the error between them and the hint below. */
export function Field({ name, children, ...look }: FieldLook & { name: string; children: (aria: FieldAria) => ReactNode }): ReactNode {
  const aria = fieldAria(name, look);
  return (
    <div className={fieldClass(look)}>
      <label htmlFor={aria.id}>{look.label}<OptionalMark optional={look.optional} /></label>
      <FieldError id={aria.id} error={look.error} />
      {children(aria)}
      <FieldHint id={aria.id} hint={look.hint} />
    </div>
  );
}

/** Several controls under one question. The summary's link lands on the first of them, which has the field's id. */
export function FieldSet({ name, children, ...look }: FieldLook & { name: string; children: (aria: FieldAria) => ReactNode }): ReactNode {
  const aria = fieldAria(name, look);
  return (
    <fieldset className={fieldClass(look)} aria-describedby={aria['aria-describedby']}>
      <legend>{look.label}<OptionalMark optional={look.optional} /></legend>
      <FieldError id={aria.id} error={look.error} />
      {children(aria)}
      <FieldHint id={aria.id} hint={look.hint} />
    </fieldset>
  );
}
