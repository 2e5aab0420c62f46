import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { MoveCommand } from '@konbit/contracts';
import { useWatch } from 'react-hook-form';
import type { MoveReferralMutation } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { Button } from '../ui/button.js';
import { GridForm } from '../ui/form-page.js';
import { Row } from '../ui/layout.js';
import { ErrorSummary, Notice } from '../ui/messages.js';
import { cancelAsks, cancelNow, commandWords, consequenceWords, riskCommands } from './command-words.js';
import { useMoveContext, useStartValues } from './move-context.js';
import { MoveFieldInput } from './move-fields.js';
import { fieldsOf, type MoveValues } from './move-values.js';
import { pageWords } from './page-words.js';
import { changesSince, type ReferralFacts } from './referral-presenter.js';
import { useMove } from './use-move.js';

interface MoveFormProps {
  command: MoveCommand;
  referral: ReferralFacts;
  onClose: () => void;
  onDone: (result: MoveReferralMutation['moveReferral']) => void;
}

/** The form of one command, on the page of its referral: its reasons are the confirmation. */
export function MoveForm({ command, referral, onClose, onDone }: MoveFormProps): ReactNode {
  const t = useT();
  const context = useMoveContext(command, referral);
  const start = useStartValues(command, context.requires, referral);
  const { form, onSubmit, problems, attempt, errorOf, busy, state } = useMove({
    referral, context, start,
    onDone: async (result) => {
      await draft.clear();
      onDone(result);
    },
  });
  const draft = useDraft(form, { form: command, subject: referral.id });
  const values = { ...start, ...(useWatch({ control: form.control }) as MoveValues) };
  const isOpen = referral.availableActions.some((action) => action.command === command);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <GridForm panel label={t(commandWords[command])} onSubmit={(event) => { if (isOpen) onSubmit(event); else event.preventDefault(); }}>
      <Row ends><h3 tabIndex={-1} ref={heading}><T of={commandWords[command]} /></h3><DraftLine note={draft.note} /></Row>
      <Changes command={command} referral={referral} quiet={busy || state === 'done'} isOpen={isOpen} />
      <ErrorSummary problems={problems} attempt={attempt} />
      {fieldsOf(context, values).map((field) => <MoveFieldInput key={field} {...{ field, form, context, values, errorOf }} />)}
      {isOpen && <Consequence command={command} referral={referral} />}
      <Row>
        {isOpen && <Button type="submit" kind={riskCommands.has(command) ? 'risk' : 'main'} busy={busy}><T of={commandWords[command]} /></Button>}
        <Button kind="alt" onClick={onClose}><T of={pageWords.close} /></Button>
        {state === 'retrying' && <p role="status" className="muted"><T of={pageWords.retrying} /></p>}
      </Row>
    </GridForm>
  );
}

function Consequence({ command, referral }: { command: MoveCommand; referral: ReferralFacts }): ReactNode {
  const asks = command === 'cancel' && referral.mine === 'origin' && referral.openedAt !== null;
  const words = command === 'cancel' ? (asks ? cancelAsks : cancelNow) : consequenceWords[command];
  return words ? <p><T of={words} parts={[<strong key="0" />]} /></p> : null;
}

/** What others did since the form was opened, and whether the command can still be given. */
function Changes({ command, referral, quiet, isOpen }: { command: MoveCommand; referral: ReferralFacts; quiet: boolean; isOpen: boolean }): ReactNode {
  const t = useT();
  const format = useFormat();
  const [since] = useState(referral.version);
  const changes = changesSince(since, referral.detail, t, format);
  if (quiet || (isOpen && changes.length === 0)) return null;
  return (
    <Notice kind="warn" status title={<T of={isOpen ? pageWords.changedTitle : pageWords.changedClosed(t(commandWords[command]))} />}>
      <ul>{changes.map((change) => <li key={change.key}>{change.when}: {[change.state, change.what, change.reason].filter(Boolean).join(' · ')}</li>)}</ul>
      <p><T of={isOpen ? pageWords.changedHelp : pageWords.changedClosedHelp} /></p>
    </Notice>
  );
}
