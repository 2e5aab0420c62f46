import { useState, type ReactNode } from 'react';
import { needCodes, needDropReasons, newId } from '@konbit/contracts/forms';
import { useForm } from 'react-hook-form';
import { needDropWords, needWords, wordOf } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import { T, useT } from '../i18n/text.js';
import { useDraft } from '../offline/drafts.js';
import { RadioGroup } from '../ui/choice-fields.js';
import { SelectField, TextArea } from '../ui/text-fields.js';
import { FormDialog } from '../ui/form-dialog.js';
import { personErrorWords, personWords } from './person-words.js';

interface DialogProps { busy: boolean; fault: ReactNode; onClose: () => void }

/** Asks which need, and in the person's words what is the matter. */
export function AddNeedDialog({ personId, busy, fault, onClose, onAdd }: DialogProps & { personId: string; onAdd: (need: { needId: string; code: string; text: string; name: string }) => Promise<boolean> }): ReactNode {
  const t = useT();
  const form = useForm({ defaultValues: { code: '', text: '' } });
  const draft = useDraft(form, { form: 'necesidad', subject: personId });
  const [needId] = useState(() => newId());
  const [missing, setMissing] = useState(false);
  const add = form.handleSubmit(async ({ code, text }) => {
    const word = wordOf(needWords, code);
    setMissing(!word);
    if (!word) return;
    if (await onAdd({ needId, code, text: text.trim(), name: t(word) })) await draft.clear();
  });
  return (
    <FormDialog title={personWords.addNeed} action={personWords.save} busy={busy} onSubmit={() => void add()} onClose={onClose}>
      {fault}
      <SelectField label={<T of={personWords.need} />} field={form.register('code')} error={missing ? sentence('NEED_REQUIRED', personErrorWords) : undefined}
        options={needCodes.map((code) => ({ value: code, label: t(needWords[code]) }))} />
      <TextArea label={<T of={personWords.addNeedText} />} optional field={form.register('text')} maxLength={500} />
    </FormDialog>
  );
}

/** Asks why a need leaves the list. */
export function DropNeedDialog({ name, busy, fault, onClose, onDrop }: DialogProps & { name: string; onDrop: (reasonCode: string) => void }): ReactNode {
  const { register, handleSubmit } = useForm<{ reason: string }>({ defaultValues: { reason: needDropReasons[0] } });
  const drop = handleSubmit(({ reason }) => onDrop(reason));
  return (
    <FormDialog title={personWords.dropTitle(name)} action={personWords.dropYes} kind="risk" busy={busy} onSubmit={() => void drop()} onClose={onClose}>
      {fault}
      <RadioGroup label={<T of={personWords.dropWhy} />} field={register('reason')} options={needDropReasons.map((code) => ({ value: code, label: <T of={needDropWords[code]} /> }))} />
    </FormDialog>
  );
}
