import { useEffect, useRef, type ReactNode } from 'react';

/** A small menu of links and buttons under a word of the bar; closes with Esc, by choosing, or by leaving it. */
export function Menu({ label, summary, children }: { label: string; summary: ReactNode; children: ReactNode }): ReactNode {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const element = details.current;
    const shut = (event: Event): void => {
      if (element?.open && !(event.target instanceof Node && element.contains(event.target))) element.open = false;
    };
    document.addEventListener('pointerdown', shut);
    document.addEventListener('focusin', shut);
    return () => {
      document.removeEventListener('pointerdown', shut);
      document.removeEventListener('focusin', shut);
    };
  }, []);
  const close = (): void => {
    if (details.current) details.current.open = false;
  };
  return (
    <details className="menu" ref={details}
      onKeyDown={(event) => { if (event.key === 'Escape') { close(); details.current?.querySelector('summary')?.focus(); } }}>
      <summary><span>{summary}</span></summary>
      <ul aria-label={label} onClick={close}>{children}</ul>
    </details>
  );
}

/** One entry of a menu; `current` marks the choice in force. */
export function MenuItem({ children, lang, current, onChoose }: { children: ReactNode; lang?: string; current?: boolean; onChoose: () => void }): ReactNode {
  return <li><button type="button" lang={lang} aria-current={current ? 'true' : undefined} onClick={onChoose}>{children}</button></li>;
}
