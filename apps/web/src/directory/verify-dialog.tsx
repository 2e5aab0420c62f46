import type { ReactNode } from 'react';
import { serviceChoices } from '../codes/service-names.js';
import { FormDialog } from '../ui/form-dialog.js';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { useDraft } from '../offline/drafts.js';
import { request } from '../shell/data.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { SelectField, TextField } from '../ui/text-fields.js';
import { VerifyEntry } from './directory.graphql.js';
import { placeTopics } from './topics.js';
import type { BranchFacts, OfferingFacts } from './place-presenter.js';
import { placeWords } from './place-words.js';

interface Values { subject: string; verifiedBy: string }

/** Writes down that somebody asked today and the entry is right; of the place, or of one of its services. */
export function VerifyDialog({ branch, offerings, onClose }: { branch: BranchFacts; offerings: readonly OfferingFacts[]; onClose: () => void }): ReactNode {
  const t = useT();
  const { language } = useFormat();
  const entry = useKonbitForm<Values, Values, unknown>({
    defaultValues: { subject: '', verifiedBy: '' }, touches: placeTopics, words: { 'verifiedBy:SHORT': placeWords.verifyShort },
    resolver: resolverOf(({ verifiedBy }) => (verifiedBy.trim().length < 3 ? [{ path: 'verifiedBy', code: 'SHORT' }] : [])),
    toData: ({ subject, verifiedBy }) => ({ subject, verifiedBy: verifiedBy.trim() }),
    execute: ({ subject, verifiedBy }, commandId) => {
      const offering = offerings.find(({ id }) => id === subject);
      const about = offering ? { subjectType: 'offering', subjectId: offering.id, expectedVersion: offering.version } : { subjectType: 'branch', subjectId: branch.id, expectedVersion: branch.version };
      return request(VerifyEntry, { input: { commandId, verifiedBy, ...about } });
    },
    onDone: async () => {
      await draft.clear();
      announce(t(placeWords.verified));
      onClose();
    },
  });
  const draft = useDraft(entry.form, { form: 'confirmar-sucursal', subject: branch.id });
  const subjects = [{ value: '', label: t(placeWords.verifyPlace) }, ...serviceChoices(offerings, ({ service }) => service, language)];
  return (
    <FormDialog title={placeWords.verifyTitle} action={placeWords.verifySave} busy={entry.busy} onSubmit={() => entry.onSubmit()} onClose={onClose}>
      <ErrorSummary problems={entry.problems} attempt={entry.attempt} />
      <p><T of={placeWords.verifyHelp} /></p>
      <SelectField label={<T of={placeWords.verifyWhat} />} emptyOption={false} field={entry.form.register('subject')} options={subjects} />
      <TextField label={<T of={placeWords.verifyBy} />} hint={<T of={placeWords.verifyByHint} />} field={entry.form.register('verifiedBy')} error={entry.errorOf('verifiedBy')} maxLength={120} />
    </FormDialog>
  );
}
