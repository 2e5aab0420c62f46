import { useRef, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import { intakeWords } from '../desk/intake-words.js';
import { sentence } from '../errors/sentence.js';
import type { NeedMoveInput } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, Text, useT } from '../i18n/text.js';
import { request, touch } from '../shell/data.js';
import { useSession } from '../shell/session.js';
import { useCommand, type Command } from '../shell/use-command.js';
import { Button } from '../ui/button.js';
import { DataTable, Sub, type Column } from '../ui/data-table.js';
import { Row, Section } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { Notice } from '../ui/messages.js';
import { Tag } from '../ui/tag.js';
import { AddNeedDialog, DropNeedDialog } from './need-dialogs.js';
import { inOrder, presentNeed, type NeedRow } from './needs-presenter.js';
import type { PersonFacts } from './person-facts.js';
import { MoveNeed } from './person.graphql.js';
import { personWords } from './person-words.js';
import type { ReferralNode } from './use-history.js';

export type NeedMove = Omit<NeedMoveInput, 'commandId' | 'personId' | 'caseFileId' | 'expectedVersion'>;
type File = NonNullable<PersonFacts['caseFile']>;

/** *Qué necesita*: each need, what was done about it, and what may be done now. */
export function NeedsSection({ person, referrals, mayRefer }: { person: PersonFacts; referrals: readonly ReferralNode[]; mayRefer: boolean }): ReactNode {
  const format = useFormat();
  const mayAttend = useSession().permissions.includes('attendance.work');
  const file = person.caseFile;
  const last = file?.needs.map((need) => need.addedAt).sort().at(-1);
  return (
    <Section title={<T of={personWords.needs} />} fact={last && <T of={personWords.notedOn(format.date(last))} />}>
      {file ? <Needs person={person} file={file} referrals={referrals} mayRefer={mayRefer} /> : <p className="muted"><T of={mayAttend ? personWords.noFile : intakeWords.noAccess} /></p>}
    </Section>
  );
}

interface NeedsProps { person: PersonFacts; file: File; referrals: readonly ReferralNode[]; mayRefer: boolean }

function Needs({ person, file, referrals, mayRefer }: NeedsProps): ReactNode {
  const t = useT();
  const format = useFormat();
  const [asking, setAsking] = useState<{ add: true } | { drop: NeedRow } | null>(null);
  const [added, setAdded] = useState<{ needId: string; name: string } | null>(null);
  const { command, note } = useNeedMove(person.id, file, () => setAsking(null));
  const rows = inOrder(file.needs).map((need) => presentNeed(need, referrals, { write: person.canWrite, refer: mayRefer }, t, format));
  const fault = command.error && <p className="bad-msg" role="alert">{sentence(command.error.code)}</p>;
  const add = async (need: { needId: string; code: string; text: string; name: string }): Promise<boolean> => {
    const { needId, code, text, name } = need;
    note(personWords.added(name));
    const done = await command.run({ command: 'add_need', needId, code, ...(text && { text }) });
    if (done) setAdded({ needId, name });
    return done;
  };
  const undo = async (done: { needId: string; name: string }): Promise<void> => {
    note(personWords.undone(done.name));
    if (await command.run({ command: 'drop_need', needId: done.needId, reasonCode: 'recorded_by_mistake' })) setAdded(null);
  };
  const meet = (row: NeedRow): void => {
    note(personWords.metDone(row.name));
    void command.run({ command: 'meet_need', needId: row.id });
  };
  const drop = (row: NeedRow, reasonCode: string): void => {
    note(personWords.dropDone(row.name));
    void command.run({ command: 'drop_need', needId: row.id, reasonCode });
  };
  return (
    <>
      {rows.length > 0 ? <NeedTable personId={person.id} rows={rows} busy={command.busy} onMeet={meet} onDrop={(row) => setAsking({ drop: row })} /> : <p className="muted"><T of={personWords.noNeeds} /></p>}
      {asking === null && fault}
      {added && file.needs.some((need) => need.id === added.needId && need.state === 'open') && (
        <Notice kind="plain" status><div className="row"><p><T of={personWords.added(added.name)} /></p><Button kind="alt" busy={command.busy} onClick={() => void undo(added)}><T of={personWords.undo} /></Button></div></Notice>
      )}
      {person.canWrite && <Row><Button kind="alt" onClick={() => { command.clear(); setAsking({ add: true }); }}><T of={personWords.addNeed} /></Button></Row>}
      {asking && 'add' in asking && <AddNeedDialog personId={person.id} busy={command.busy} fault={fault} onClose={() => setAsking(null)} onAdd={add} />}
      {asking && 'drop' in asking && <DropNeedDialog name={asking.drop.name} busy={command.busy} fault={fault} onClose={() => setAsking(null)} onDrop={(reason) => drop(asking.drop, reason)} />}
    </>
  );
}

/** One command on the ficha; `note` says what will be announced once it is done. */
function useNeedMove(personId: string, file: File, onDone: () => void): { command: Command<NeedMove>; note: (words: ReturnType<typeof personWords.added>) => void } {
  const t = useT();
  const words = useRef<ReturnType<typeof personWords.added> | null>(null);
  const command = useCommand<NeedMove, unknown>({
    execute: (move, commandId) => request(MoveNeed, { input: { commandId, personId, caseFileId: file.id, expectedVersion: file.version, ...move } }),
    touches: [`person:${personId}`],
    onRefused: (error) => { if (error.code === 'VERSION_CONFLICT') void touch([`person:${personId}`]); },
    onDone: () => {
      onDone();
      if (words.current) announce(t(words.current));
    },
  });
  return { command, note: (next) => { words.current = next; } };
}

function NeedTable({ personId, rows, busy, onMeet, onDrop }: { personId: string; rows: readonly NeedRow[]; busy: boolean; onMeet: (row: NeedRow) => void; onDrop: (row: NeedRow) => void }): ReactNode {
  const t = useT();
  const button = (row: NeedRow, words: typeof personWords.meet, onClick: () => void): ReactNode => (
    <Button kind="alt" busy={busy} aria-label={t(personWords.actionOn(t(words), row.name))} onClick={onClick}><T of={words} /></Button>
  );
  const columns: Column<NeedRow>[] = [
    { key: 'need', header: <T of={personWords.need} />, rowHeader: true, cell: (row) => <>{row.name}{row.sub && <Sub><Text of={row.sub} /></Sub>}</> },
    { key: 'done', header: <T of={personWords.whatWasDone} />, cell: (row) => <Done row={row} personId={personId} /> },
    { key: 'state', header: <T of={personWords.state} />, cell: (row) => <Tag tone={row.tone}>{row.state}</Tag> },
    {
      key: 'action', header: <T of={personWords.action} />,
      cell: (row) => row.commands.length > 0 && <div className="row line">{button(row, personWords.meet, () => onMeet(row))}{button(row, personWords.drop, () => onDrop(row))}</div>,
    },
  ];
  return <DataTable caption={<T of={personWords.needs} />} hideHeader columns={columns} rows={rows} rowKey={(row) => row.id} />;
}

function Done({ row, personId }: { row: NeedRow; personId: string }): ReactNode {
  const t = useT();
  if (row.refer) return <>{row.done}<Sub><Link to={`/personas/${personId}/derivar?necesidad=${row.id}`} aria-label={t(personWords.actionOn(t(personWords.refer), row.name))}><T of={personWords.refer} /></Link></Sub></>;
  return row.to ? <Link to={row.to}>{row.done}</Link> : row.done;
}
