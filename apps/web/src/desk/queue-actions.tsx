import { useState, type ReactNode } from 'react';
import { attendanceResults } from '@konbit/contracts/forms';
import type { MessageDescriptor } from '@lingui/core';
import { FormDialog } from '../ui/form-dialog.js';
import { attendanceResultWords } from '../codes/code-words.js';
import { sentence } from '../errors/sentence.js';
import { T, useT } from '../i18n/text.js';
import { request, touch } from '../shell/data.js';
import { useCommand } from '../shell/use-command.js';
import { Button } from '../ui/button.js';
import { announce } from '../ui/live-region.js';
import { deskWords } from './desk-words.js';
import { MoveAttendance } from './desk.graphql.js';
import type { AttendanceCommand, QueueRow } from './queue-presenter.js';

const actionWords: Readonly<Record<AttendanceCommand, MessageDescriptor>> = { take: deskWords.take, close: deskWords.close, leave: deskWords.leave };
const doneWords = { take: deskWords.taken, close: deskWords.closed, leave: deskWords.left };
const results = attendanceResults.filter((result) => result !== 'left_without_attention');

/** The buttons of one row; what cannot be undone is asked first. `onGone` hears that the row will leave the list. */
export function QueueActions({ row, onGone }: { row: QueueRow; onGone: () => void }): ReactNode {
  const t = useT();
  const [asking, setAsking] = useState<'close' | 'leave' | null>(null);
  const command = useCommand({
    execute: (data: { command: AttendanceCommand; resultCode?: string }, commandId) => request(MoveAttendance, { input: { commandId, attendanceId: row.id, expectedVersion: row.version, ...data } }),
    touches: ['attendance'],
    // Somebody moved this row first: the list shows how it stands now.
    onRefused: () => void touch(['attendance']),
    onDone: (_, { command: done }) => {
      setAsking(null);
      announce(t(doneWords[done](row.name)));
      if (done !== 'take') onGone();
    },
  });
  const press = (action: AttendanceCommand): void => {
    command.clear();
    if (action === 'take') void command.run({ command: 'take' });
    else setAsking(action);
  };
  const fault = command.error && <p className="bad-msg" role="alert">{sentence(command.error.code)}</p>;
  return (
    <>
      <div className="row line">
        {row.actions.map((action) => (
          <Button key={action} kind="alt" busy={command.busy} aria-label={t(deskWords.actionOn(t(actionWords[action]), row.name))} onClick={() => press(action)}><T of={actionWords[action]} /></Button>
        ))}
      </div>
      {asking === null && fault}
      {asking === 'leave' && (
        <FormDialog title={deskWords.leaveTitle(row.name)} action={deskWords.leaveYes} busy={command.busy} ready onSubmit={() => void command.run({ command: 'leave' })} onClose={() => setAsking(null)}>
          {fault}<p><T of={deskWords.leaveHelp} /></p>
        </FormDialog>
      )}
      {asking === 'close' && <CloseDialog row={row} fault={fault} busy={command.busy} onClose={() => setAsking(null)} onResult={(resultCode) => void command.run({ command: 'close', resultCode })} />}
    </>
  );
}

interface CloseProps { row: QueueRow; fault: ReactNode; busy: boolean; onClose: () => void; onResult: (resultCode: string) => void }

function CloseDialog({ row, fault, busy, onClose, onResult }: CloseProps): ReactNode {
  const [result, setResult] = useState<string>(results[0]!);
  return (
    <FormDialog title={deskWords.closeTitle(row.name)} action={deskWords.close} busy={busy} onSubmit={() => onResult(result)} onClose={onClose}>
      {fault}
      <fieldset className="field">
        <legend><T of={deskWords.closeQuestion} /></legend>
        <div className="opts">
          {results.map((code, at) => (
            <label key={code}><input type="radio" name="resultado" value={code} checked={result === code} autoFocus={at === 0} onChange={() => setResult(code)} /><T of={attendanceResultWords[code]} /></label>
          ))}
        </div>
      </fieldset>
      <p className="small muted"><T of={deskWords.closeHelp} /></p>
    </FormDialog>
  );
}
