import type { ReactNode } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { cx } from './class-names.js';
import { FieldSet, fieldId, type FieldLook } from './field.js';
import type { Choice } from './text-fields.js';

interface GroupProps extends FieldLook {
  field: UseFormRegisterReturn;
  options: readonly Choice[];
  /** Columns of equal width instead of a running line. */
  grid?: boolean;
  /** Something beside the choices, e.g. one more tick. */
  beside?: ReactNode;
}

function Options({ type, field, options, grid, invalid }: Pick<GroupProps, 'field' | 'options' | 'grid'> & { type: 'radio' | 'checkbox'; invalid: true | undefined }): ReactNode {
  return (
    <div className={cx('opts', grid && 'grid')}>
      {options.map((option, at) => (
        <label key={option.value}>
          <input type={type} {...field} value={option.value} id={at === 0 ? fieldId(field.name) : undefined} aria-invalid={invalid} />{option.label}
        </label>
      ))}
    </div>
  );
}

/** One of a few, all visible. */
export function RadioGroup({ field, options, grid, beside, ...look }: GroupProps): ReactNode {
  return (
    <FieldSet name={field.name} {...look}>
      {(aria) => {
        const choices = <Options type="radio" invalid={undefined} {...{ field, options, grid }} />;
        return beside ? <div className="row ends" aria-invalid={aria['aria-invalid']}>{choices}{beside}</div> : choices;
      }}
    </FieldSet>
  );
}

/** Any of several; the value of the form is a list. */
export function CheckboxGroup({ field, options, grid, beside, ...look }: GroupProps): ReactNode {
  return (
    <FieldSet name={field.name} {...look}>
      {(aria) => <>{<Options type="checkbox" invalid={aria['aria-invalid']} {...{ field, options, grid }} />}{beside}</>}
    </FieldSet>
  );
}

/** A single yes. */
export function Checkbox({ field, label }: { field: UseFormRegisterReturn; label: ReactNode }): ReactNode {
  return <label className="check"><input type="checkbox" {...field} id={fieldId(field.name)} />{label}</label>;
}

export interface CardChoice {
  value: string;
  title: ReactNode;
  body: ReactNode;
  /** A second column of facts. */
  side?: ReactNode;
}

/** One of several, each with its reasons: a card exists only for choosing. */
export function ChoiceCards({ field, legend, cards }: { field: UseFormRegisterReturn; legend: ReactNode; cards: readonly CardChoice[] }): ReactNode {
  return (
    <fieldset className="cards">
      <legend className="vh">{legend}</legend>
      {cards.map((card, at) => (
        <div className="card" key={card.value}>
          <label><input type="radio" {...field} value={card.value} id={at === 0 ? fieldId(field.name) : undefined} /> <span className="name">{card.title}</span></label>
          <div className={card.side ? 'body two' : 'body'}>{card.body}{card.side}</div>
        </div>
      ))}
    </fieldset>
  );
}
