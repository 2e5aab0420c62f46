import type { ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { Link } from 'react-router';
import { T, useT } from '../i18n/text.js';
import { Field } from './field.js';
import { Shape } from './shape.js';
import type { Choice } from './text-fields.js';
import { uiWords } from './ui-words.js';

export interface ActiveFilter {
  key: string;
  label: ReactNode;
  value: ReactNode;
  /** The same list without this filter. */
  without: string;
}

/** The filters in force, each removable, and how many rows they leave. */
export function FilterChips({ filters, clear, fact }: { filters: readonly ActiveFilter[]; clear?: string; fact: ReactNode }): ReactNode {
  const t = useT();
  return (
    <div className="chips" role="group" aria-label={t(uiWords.activeFilters)}>
      {filters.map((filter) => (
        <Link className="chip x" key={filter.key} to={filter.without}><span className="vh"><T of={uiWords.removeFilter} /> </span>{filter.label}: <b>{filter.value}</b><Shape name="no" /></Link>
      ))}
      {filters.length > 1 && clear !== undefined && <Link className="no-print chip-clear" to={clear}><T of={uiWords.removeAllFilters} /></Link>}
      <p className="muted" role="status">{fact}</p>
    </div>
  );
}

interface FilterChoiceProps {
  name: string;
  label: MessageDescriptor;
  /** The option that narrows nothing. */
  all: MessageDescriptor;
  value: string;
  options: readonly Choice[];
  choose: (value: string) => void;
}

/** One filter as a list; the rows follow each choice. */
export function FilterChoice({ name, label, all, value, options, choose }: FilterChoiceProps): ReactNode {
  const t = useT();
  return (
    <Field name={`filtro-${name}`} label={<T of={label} />} width={2}>
      {(aria) => (
        <select {...aria} value={value} onChange={(event) => choose(event.target.value)}>
          <option value="">{t(all)}</option>
          {options.map((option) => <option key={option.value} value={option.value} lang={option.lang}>{option.label}</option>)}
        </select>
      )}
    </Field>
  );
}

/** Choices of which one is in force, in the address. */
export function ChoiceChips({ label, choices }: { label: string; choices: readonly { to: string; text: ReactNode; current: boolean }[] }): ReactNode {
  return (
    <div className="chips" role="group" aria-label={label}>
      {choices.map((choice) => <Link className="chip" key={choice.to} to={choice.to} aria-current={choice.current ? 'true' : undefined}>{choice.text}</Link>)}
    </div>
  );
}

/** The keys that move along the parts of a list. */
export function PartKeys(): ReactNode {
  return <T of={uiWords.partKeys} parts={[<kbd key="0" />, <kbd key="1" />, <kbd key="2" />]} />;
}

/** From one page of a list to the next, by links, with what is shown on the left. */
export function Pager({ fact, previous, next, keys }: { fact: ReactNode; previous?: string | null; next?: string | null; keys?: ReactNode }): ReactNode {
  const t = useT();
  return (
    <div className="more">
      <span>{fact}</span>
      {keys && <span className="keys">{keys}</span>}
      {(previous || next) && (
        <nav className="pager" aria-label={t(uiWords.pages)}>
          {previous && <Link rel="prev" to={previous}><T of={uiWords.previous} /></Link>}
          {next && <Link rel="next" to={next}><T of={uiWords.next} /></Link>}
        </nav>
      )}
    </div>
  );
}
