import { useEffect, useId, useRef, type ReactNode } from 'react';

interface DialogProps {
  open: boolean;
  title: ReactNode;
  children: ReactNode;
  /** The buttons; the first one gets the focus when it has `autoFocus`. */
  actions?: ReactNode;
  /** Called by Esc too. Left out, the dialog stays until the page closes it. */
  onClose?: () => void;
}

/** A question over the page, which stays intact beneath. The browser keeps the focus inside. */
export function Dialog({ open, title, children, actions, onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element || !open || element.open) return;
    element.showModal();
    return () => element.close();
  }, [open]);
  return (
    <dialog className="dialog" ref={dialog} aria-labelledby={heading}
      onCancel={(event) => { if (event.target !== dialog.current) return; event.preventDefault(); onClose?.(); }}>
      {open && <><h2 id={heading}>{title}</h2><div className="stack">{children}</div>{actions && <div className="row">{actions}</div>}</>}
    </dialog>
  );
}
