import { useEffect, useId, useRef, type MouseEvent, type ReactNode } from 'react';
import { T, useT } from '../i18n/text.js';
import { cx } from './class-names.js';
import { fieldId } from './field.js';
import { uiWords } from './ui-words.js';

/** A message in the page. `warn` asks for care, `error` says something failed, `plain` is only a ground. */
export function Notice({ kind, title, children, status }: { kind?: 'warn' | 'error' | 'plain'; title?: ReactNode; children?: ReactNode; status?: boolean }): ReactNode {
  return (
    <div className={cx('notice', kind)} role={status ? 'status' : undefined}>
      {title !== undefined && <p><strong>{title}</strong></p>}
      {children}
    </div>
  );
}

/** Where a list would be, when it has nothing: says so and what to do. */
export function EmptyState({ title, children }: { title: ReactNode; children?: ReactNode }): ReactNode {
  return <div className="empty"><p><strong>{title}</strong></p>{children}</div>;
}

/** Waiting for the server; shown only when the wait is felt. */
export function Loading({ children }: { children?: ReactNode }): ReactNode {
  return <p className="loading" role="status">{children ?? <T of={uiWords.loading} />}</p>;
}

export interface Problem {
  /** Name of the field it belongs to; null when it belongs to none. */
  field: string | null;
  text: string;
}

function goToField(event: MouseEvent, name: string): void {
  const target = document.getElementById(fieldId(name));
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/**
 * What must be corrected, on top of the form. It takes the focus once for each `attempt` (a submit) and never while
 * typing, so that correcting a field is not interrupted.
 */
export function ErrorSummary({ problems, attempt, title }: { problems: readonly Problem[]; attempt: number; title?: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const heading = useId();
  const t = useT();
  const shown = problems.length > 0;
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (!shown) return null;
  const withField = problems.filter((problem) => problem.field !== null).length;
  const fallback = withField > 0 ? t(uiWords.problems(withField)) : t(uiWords.noProblemCount);
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby={heading}>
      <h2 id={heading}>{title ?? fallback}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={`${field ?? ''} ${text}`}>{field === null ? text : <a href={`#${fieldId(field)}`} onClick={(event) => goToField(event, field)}>{text}</a>}</li>
        ))}
      </ul>
    </div>
  );
}
