import type { ReactNode } from 'react';
import { FormDialog } from '../ui/form-dialog.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import { T, useT } from '../i18n/text.js';
import { useDraft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { TextArea } from '../ui/text-fields.js';
import { MoveText } from './texts.graphql.js';
import { textWords } from './text-words.js';

interface TextFacts { id: string; version: number; source: string; body?: string | null; html: string }

/** Writes or corrects the wording, or sends it back with what must be corrected. */
export function TextDialog({ text, command, onClose }: { text: TextFacts; command: 'propose' | 'back'; onClose: () => void }): ReactNode {
  const t = useT();
  const isBack = command === 'back';
  const entry = useKonbitForm<{ words: string }, string, unknown>({
    defaultValues: { words: isBack ? '' : text.body ?? '' }, touches: ['text'],
    words: {
      'words:REQUIRED': isBack ? textWords.sayWhy : textWords.writeIt, 'words:PLACEHOLDER_MISSING': textWords.placeholders, ':VERSION_CONFLICT': textWords.conflict, ':INVALID_TRANSITION': textWords.conflict,
    },
    fieldOf: (path) => (path === 'body' || path === 'note' ? 'words' : null),
    resolver: resolverOf(({ words }) => (words.trim() === '' ? [{ path: 'words', code: 'REQUIRED' }] : [])), toData: ({ words }) => words.trim(),
    execute: (words, commandId) => request(MoveText, { input: { commandId, textId: text.id, expectedVersion: text.version, command, ...(isBack ? { note: words } : { body: words }) } }),
    onDone: async () => {
      await draft.clear();
      announce(t(textWords.done));
      onClose();
    },
  });
  const draft = useDraft(entry.form, { form: `texto-${command}`, subject: text.id });
  return (
    <FormDialog title={isBack ? textWords.back : textWords.fix} action={isBack ? textWords.back : textWords.save} busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <p lang="es">{text.source}</p>
      <TextArea label={<T of={isBack ? textWords.why : textWords.wording} />} hint={isBack ? undefined : <T of={textWords.wordingHint} />} field={entry.form.register('words')} error={entry.errorOf('words')} maxLength={isBack ? 500 : 2000} lang={isBack ? 'es' : text.html} rows={4} />
    </FormDialog>
  );
}
