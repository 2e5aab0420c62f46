import type { ComponentProps, ReactNode } from 'react';
import { Link, type LinkProps } from 'react-router';
import { cx } from './class-names.js';

/** `main` once per view; `alt` for the rest; `risk` for what ends or refuses something. */
export type ButtonKind = 'main' | 'alt' | 'risk';
interface Look {
  kind?: ButtonKind;
  wide?: boolean;
  /** Keyboard shortcut written inside, for the eye only. */
  keys?: string;
  children: ReactNode;
}

const look = ({ kind = 'main', wide }: Omit<Look, 'children'>): string | undefined => cx('btn', kind !== 'main' && kind, wide && 'wide');
const Keys = ({ keys }: { keys: string | undefined }): ReactNode => (keys ? <kbd aria-hidden="true">{keys}</kbd> : null);

type ButtonProps = Look & Omit<ComponentProps<'button'>, 'className' | 'disabled' | 'children'> & {
  /** While true a press does nothing and the button says it is working; it keeps its focus. */
  busy?: boolean;
};

/** A button. There is no disabled one: what cannot be done is a sentence. */
export function Button({ kind, wide, keys, busy, children, type = 'button', onClick, ...rest }: ButtonProps): ReactNode {
  return (
    <button {...rest} type={type} className={look({ kind, wide })} aria-busy={busy || undefined} aria-disabled={busy || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}>
      {children}<Keys keys={keys} />
    </button>
  );
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ kind, wide, keys, children, ...rest }: Look & Omit<LinkProps, 'className' | 'children'>): ReactNode {
  return <Link {...rest} className={look({ kind, wide })}>{children}<Keys keys={keys} /></Link>;
}

/** The row of buttons that ends a form. */
export function Actions({ children }: { children: ReactNode }): ReactNode {
  return <div className="actions">{children}</div>;
}
