import { useId, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { MessageDescriptor } from '@lingui/core';
import { T } from '../i18n/text.js';
import { Button, type ButtonKind } from './button.js';
import { Dialog } from './dialog.js';
import { uiWords } from './ui-words.js';

interface FormDialogProps {
  title: MessageDescriptor;
  /** The word on the button that does it. */
  action: MessageDescriptor;
  kind?: ButtonKind;
  busy: boolean;
  /** Puts the focus on the action: for a question without fields. */
  ready?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A short form over the page: Enter and Ctrl+Enter do it, Esc leaves it. */
export function FormDialog({ title, action, kind, busy, ready, onSubmit, onClose, children }: FormDialogProps): ReactNode {
  const id = useId();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  const keys = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.requestSubmit();
  };
  return (
    <Dialog open title={<T of={title} />} onClose={onClose}
      actions={<><Button type="submit" form={id} kind={kind} busy={busy} autoFocus={ready}><T of={action} /></Button><Button kind="alt" onClick={onClose}><T of={uiWords.cancel} /></Button></>}>
      <form id={id} className="stack" noValidate onSubmit={submit} onKeyDown={keys}>{children}</form>
    </Dialog>
  );
}
