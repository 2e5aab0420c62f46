import type { FieldPath, FieldValues, UseFormReturn } from 'react-hook-form';
import type { DraftKeeper } from './draft-keeper.js';

/**
 * Puts the kept draft back into a form and keeps what is typed from the first key on: what is typed while the draft is
 * still being read stands over it. Returns what ends it, which writes at once what waits.
 */
export function keepTyped<Values extends FieldValues>(
  form: Pick<UseFormReturn<Values>, 'getValues' | 'reset' | 'setValue' | 'subscribe'>,
  keeper: Pick<DraftKeeper, 'restore' | 'typed' | 'flush'>,
): () => void {
  const early = new Set<FieldPath<Values>>();
  let isReading = true;
  let isStopped = false;
  const unsubscribe = form.subscribe({
    formState: { values: true },
    callback: ({ values, name }) => {
      if (!isReading) keeper.typed(values);
      else if (name) early.add(name as FieldPath<Values>);
    },
  });
  void keeper.restore().then((kept) => {
    if (isStopped) return;
    const typed = [...early].map((name) => [name, form.getValues(name)] as const);
    if (kept) form.reset({ ...form.getValues(), ...(kept as Values) }, { keepDefaultValues: true });
    for (const [name, value] of kept ? typed : []) form.setValue(name, value, { shouldDirty: true });
    isReading = false;
    if (typed.length > 0) keeper.typed(form.getValues());
  });
  return () => {
    isStopped = true;
    unsubscribe();
    void keeper.flush();
  };
}
