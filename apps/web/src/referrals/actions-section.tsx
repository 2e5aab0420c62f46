import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { MoveCommand } from '@konbit/contracts';
import { sentence } from '../errors/sentence.js';
import type { MoveReferralMutation } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import type { AppError } from '../shell/app-error.js';
import { useCommand } from '../shell/use-command.js';
import { useUrlState } from '../shell/url-state.js';
import { Button, LinkButton } from '../ui/button.js';
import { Row } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { Notice } from '../ui/messages.js';
import { buttonsOf, commandWords, pressCommands, quietCommands, type ActionButton } from './command-words.js';
import { MoveForm } from './move-form.js';
import { pageWords } from './page-words.js';
import { offered, waitLine, type ReferralFacts } from './referral-presenter.js';
import { stateWord } from './referral-state.js';
import { renewWhenOutdated, sendMove, touchedBy } from './use-move.js';

const schema = { accion: 'text' } as const;
type Moved = MoveReferralMutation['moveReferral'];

/** *Qué puede hacer usted*: the server's actions as buttons, and the form of the one that was chosen. */
export function ActionsSection({ referral }: { referral: ReferralFacts }): ReactNode {
  const t = useT();
  const heading = useId();
  const { values, set } = useUrlState(schema);
  const [done, setDone] = useState<string | null>(null);
  const chosen = values.accion in commandWords && !pressCommands.has(values.accion) ? (values.accion as MoveCommand) : null;
  const finished = (command: MoveCommand, moved: Moved): void => {
    const words = t(quietCommands.has(command) ? pageWords.doneSame : pageWords.done(t(stateWord(moved.state))));
    announce(words);
    setDone(words);
    set({ accion: '' });
  };
  return (
    <section className="stack" aria-labelledby={heading}>
      <div className="sec-h"><h2 id={heading}><T of={pageWords.actions} /></h2></div>
      {done && !chosen && <DoneNotice key={done}>{done}</DoneNotice>}
      <ActionButtons referral={referral} chosen={chosen} choose={(command) => { setDone(null); set({ accion: command === chosen ? '' : command }); }} onDone={finished} />
      {chosen && <ChosenForm key={chosen} command={chosen} referral={referral} onClose={() => set({ accion: '' })} onDone={(moved) => finished(chosen, moved)} />}
    </section>
  );
}

/** Takes the focus that the closed form had. */
function DoneNotice({ children }: { children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return <div tabIndex={-1} ref={box} data-autofocus><Notice title={children} /></div>;
}

/** Only for a command that was offered when the form was opened; afterwards it stays with what was typed. */
function ChosenForm({ command, referral, onClose, onDone }: { command: MoveCommand; referral: ReferralFacts; onClose: () => void; onDone: (moved: Moved) => void }): ReactNode {
  const wasOffered = useRef(false);
  wasOffered.current ||= referral.availableActions.some((action) => action.command === command);
  if (!wasOffered.current) return <Notice kind="warn"><p><T of={pageWords.noLonger} /></p></Notice>;
  return <div id="formulario"><MoveForm {...{ command, referral, onClose, onDone }} /></div>;
}

interface ButtonsProps { referral: ReferralFacts; chosen: MoveCommand | null; choose: (command: MoveCommand) => void; onDone: (command: MoveCommand, moved: Moved) => void }

function ActionButtons({ referral, chosen, choose, onDone }: ButtonsProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const [all, setAll] = useState(false);
  const press = useCommand<MoveCommand, MoveReferralMutation>({
    execute: (command, commandId) => sendMove(referral.id, { move: { [command]: 'YES' } as never, expectedVersion: referral.version }, commandId),
    touches: touchedBy(referral.id), onDone: ({ moveReferral }, command) => onDone(command, moveReferral), onRefused: (error) => renewWhenOutdated(referral.id, error),
  });
  const { leading, rest } = buttonsOf(referral.state, offered(referral, format.now()));
  const draw = ({ command, kind }: ActionButton): ReactNode => (
    <Button key={command} kind={chosen && kind === 'main' ? 'alt' : kind} busy={press.busy} aria-expanded={pressCommands.has(command) ? undefined : command === chosen} aria-controls={command === chosen ? 'formulario' : undefined}
      onClick={() => (pressCommands.has(command) ? void press.run(command) : choose(command))}><T of={commandWords[command]} /></Button>
  );
  const wait = referral.branchClosed ? '' : waitLine(referral, t);
  return (
    <>
      {wait && leading.every(({ command }) => command === 'cancel') && <p>{wait}</p>}
      {leading.length + rest.length > 0 && (
        <Row>
          {leading.map(draw)}
          {rest.length > 0 && <Button kind="alt" aria-expanded={all} onClick={() => setAll(!all)}><T of={all ? pageWords.fewerActions : pageWords.moreActions} /></Button>}
        </Row>
      )}
      {all && rest.length > 0 && <Row>{rest.map(draw)}</Row>}
      <EarlyNoShow referral={referral} />
      <Again referral={referral} />
      <PressRefused error={press.error} />
    </>
  );
}

function EarlyNoShow({ referral }: { referral: ReferralFacts }): ReactNode {
  const format = useFormat();
  const { appointment, availableActions } = referral;
  const hidden = availableActions.some(({ command }) => command === 'no_show') && !offered(referral, format.now()).includes('no_show');
  return hidden && appointment ? <p className="muted"><T of={pageWords.noShowLater(format.dateTime(appointment.startsAt))} /></p> : null;
}

/** After a no, the origin goes on from here: the same request, another branch. A draft goes on where it is written. */
function Again({ referral }: { referral: ReferralFacts }): ReactNode {
  if (referral.mine !== 'origin' || !referral.person) return null;
  const to = `/personas/${referral.person.id}/derivar`;
  const need = referral.needId ? `necesidad=${referral.needId}&` : '';
  if (referral.state === 'draft') return <Row><LinkButton to={`${to}?${need}borrador=${referral.id}`}><T of={pageWords.continueDraft} /></LinkButton></Row>;
  if (!['rejected', 'failed', 'cancelled'].includes(referral.state)) return null;
  return <Row><LinkButton kind="alt" to={`${to}?${need}reemplaza=${referral.id}`}><T of={pageWords.newReferral} /></LinkButton><p className="muted"><T of={pageWords.newReferralHelp} /></p></Row>;
}

function PressRefused({ error }: { error: AppError | null }): ReactNode {
  return error ? <Notice kind="error" status title={<T of={pageWords.pressRefused} />}><p>{sentence(error.code)}</p></Notice> : null;
}
