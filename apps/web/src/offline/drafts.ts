import { useEffect, useMemo, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';
import { useSession } from '../shell/session.js';
import { DraftKeeper, type DraftNote } from './draft-keeper.js';
import { keepTyped } from './keep-typed.js';

interface DraftContext {
  /** Which form: `nueva-atencion`, `rechazar`. */
  form: string;
  /** About whom or what: a person's or referral's id; empty for a form about nobody yet. */
  subject?: string;
}

export interface Draft {
  /** For the line beside the title; null while nothing was kept. */
  note: DraftNote | null;
  /** Forgets the draft: call when the command was acknowledged. */
  clear: () => Promise<void>;
}

/**
 * Keeps what is typed, sealed, 300 ms after the last key, and puts it back after a reload, a crash or a new sign-in. The
 * key lives in the session: the next person at this computer opens nothing.
 */
export function useDraft<Values extends FieldValues>(form: UseFormReturn<Values>, { form: name, subject = '' }: DraftContext): Draft {
  const { user, draftKey } = useSession();
  const [note, setNote] = useState<DraftNote | null>(null);
  const keeper = useMemo(() => (draftKey ? new DraftKeeper({ key: draftKey, user: user.sub, form: name, subject }) : null), [draftKey, user.sub, name, subject]);
  useEffect(() => {
    if (!keeper) return;
    keeper.onNote = setNote;
    return keepTyped(form, keeper);
  }, [keeper, form]);
  return { note, clear: async () => { setNote(null); await keeper?.clear(); } };
}
