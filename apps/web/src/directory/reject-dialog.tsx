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
import { DecideSuggestion } from './directory.graphql.js';
import { suggestWords } from './suggest-words.js';

/** Says no to a proposal, with a reason that its author reads. */
export function RejectDialog({ suggestion, onClose }: { suggestion: { id: string; version: number }; onClose: () => void }): ReactNode {
  const t = useT();
  const entry = useKonbitForm<{ reason: string }, { reason: string }, unknown>({
    defaultValues: { reason: '' }, touches: ['suggestion'],
    words: { 'reason:REASON_REQUIRED': suggestWords.reasonMissing, ':VERSION_CONFLICT': suggestWords.conflict, ':INVALID_TRANSITION': suggestWords.conflict },
    resolver: resolverOf(({ reason }) => (reason.trim().length < 3 ? [{ path: 'reason', code: 'REASON_REQUIRED' }] : [])), toData: ({ reason }) => ({ reason: reason.trim() }),
    execute: ({ reason }, commandId) => request(DecideSuggestion, { input: { commandId, suggestionId: suggestion.id, expectedVersion: suggestion.version, decision: 'reject', reason } }),
    onDone: async () => {
      await draft.clear();
      announce(t(suggestWords.rejectedDone));
      onClose();
    },
  });
  const draft = useDraft(entry.form, { form: 'rechazar-sugerencia', subject: suggestion.id });
  return (
    <FormDialog title={suggestWords.rejectTitle} action={suggestWords.reject} kind="risk" busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <TextArea label={<T of={suggestWords.rejectReason} />} hint={<T of={suggestWords.rejectHint} />} field={entry.form.register('reason')} error={entry.errorOf('reason')} maxLength={300} lang="es" />
    </FormDialog>
  );
}
