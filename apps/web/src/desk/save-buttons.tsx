import type { ReactNode } from 'react';
import { T } from '../i18n/text.js';
import type { CommandState } from '../shell/use-command.js';
import { Actions, Button } from '../ui/button.js';
import { intakeWords } from './intake-words.js';

/** How an attendance is saved: on to the referral, or to the queue. */
export function SaveButtons({ busy, state, onSave }: { busy: boolean; state: CommandState; onSave: () => void }): ReactNode {
  return (
    <Actions>
      <Button type="submit" keys="Ctrl Enter" busy={busy}><T of={intakeWords.saveAndRefer} /></Button>
      <Button kind="alt" busy={busy} onClick={onSave}><T of={intakeWords.save} /></Button>
      <p className="small muted" role="status"><T of={state === 'retrying' ? intakeWords.retrying : intakeWords.saveHelp} /></p>
    </Actions>
  );
}
