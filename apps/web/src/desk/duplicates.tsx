import { useEffect, type ReactNode } from 'react';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { Link, useNavigate } from 'react-router';
import { LanguageName } from '../codes/language-name.js';
import { sentence } from '../errors/sentence.js';
import type { PersonInput } from '../gql/graphql.js';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Button } from '../ui/button.js';
import { Row, Section, Stack } from '../ui/layout.js';
import { announce } from '../ui/live-region.js';
import { Notice } from '../ui/messages.js';
import { Reasons, Tag } from '../ui/tag.js';
import { presentDuplicate, type DuplicateRow } from './duplicates-presenter.js';
import { duplicateQuestion, type IntakeValues } from './intake-form.js';
import { PossibleDuplicates } from './intake.graphql.js';
import { intakeWords } from './intake-words.js';
import { useSettled } from './use-now.js';

const pauseMs = 300;
const panelId = 'parecidas';

export interface Duplicates {
  asked: boolean;
  rows: DuplicateRow[];
  /** Somebody was recognised: the question is answered. */
  answered: boolean;
  /** Why nothing could be compared, in words; the page may be saved all the same. */
  fault: string | null;
}

/** Records that resemble what is typed, asked for when the typing pauses; those somebody denied are left out. */
export function useDuplicates(form: UseFormReturn<IntakeValues>): Duplicates {
  const t = useT();
  const format = useFormat();
  const values = useWatch({ control: form.control }) as IntakeValues;
  const question = useSettled(JSON.stringify(duplicateQuestion(values)), pauseMs);
  const person = JSON.parse(question) as PersonInput | null;
  const query = useData(PossibleDuplicates, { person: person ?? {} }, { topics: [], enabled: person !== null, keep: true });
  const hits = person ? query.data?.possibleDuplicates.hits ?? [] : [];
  const rows = hits.filter((hit) => !values.notSameAs.includes(hit.personId)).map((hit) => presentDuplicate(hit, t, format));
  const count = rows.length;
  useEffect(() => {
    if (count > 0) announce(t(intakeWords.similar(count)));
  }, [count, t]);
  return { asked: person !== null && query.data !== undefined, rows, answered: values.samePersonId !== '', fault: person && query.error ? sentence(query.error.code) : null };
}

/** Under the names: that there are some, and the way to them. */
export function SimilarLine({ duplicates }: { duplicates: Duplicates }): ReactNode {
  if (duplicates.rows.length === 0 || duplicates.answered) return null;
  return (
    <p className="row">
      <Tag tone="need"><T of={intakeWords.similar(duplicates.rows.length)} /></Tag>
      <a href={`#${panelId}`} onClick={(event) => { event.preventDefault(); document.getElementById(panelId)?.focus(); }}><T of={intakeWords.checkSimilar} /></a>
    </p>
  );
}

interface PanelProps {
  form: UseFormReturn<IntakeValues>;
  duplicates: Duplicates;
  /** Called before the page is left for the one of a known person. */
  onLeave: () => Promise<void>;
}

/** *¿Ya tiene ficha?*: each record with its reasons; it never stands in the way of saving. */
export function DuplicatesPanel({ form, duplicates, onLeave }: PanelProps): ReactNode {
  const navigate = useNavigate();
  const { rows, asked, fault } = duplicates;
  const samePersonId = useWatch({ control: form.control, name: 'samePersonId' });
  // What was pressed leaves the panel, so the panel takes the focus.
  const recognise = (id: string): void => {
    form.setValue('samePersonId', id);
    document.getElementById(panelId)?.focus();
  };
  const same = async (row: DuplicateRow): Promise<void> => {
    if (row.masked) return recognise(row.id);
    const needs = form.getValues('needs');
    await onLeave();
    await navigate(`/meson/nueva?persona=${row.id}`, { state: { needs } });
  };
  const notSame = (row: DuplicateRow): void => {
    form.setValue('notSameAs', [...form.getValues('notSameAs'), row.id]);
    document.getElementById(panelId)?.focus();
  };
  const attached = rows.find((row) => row.id === samePersonId);
  return (
    <div id={panelId} tabIndex={-1}>
      <Section panel as="aside" title={<T of={intakeWords.haveFile} />} fact={rows.length > 0 ? <T of={intakeWords.similarCount(rows.length)} /> : undefined}>
        {samePersonId && <Attached name={attached?.name ?? null} onUndo={() => recognise('')} />}
        {!samePersonId && rows.map((row, at) => <DuplicateCard key={row.id} row={row} first={at === 0} onSame={() => void same(row)} onNotSame={() => notSame(row)} />)}
        {rows.length > 0 ? !samePersonId && <p className="small muted"><T of={intakeWords.mayStillSave} /></p> : <p className="small muted">{fault ?? <T of={asked ? intakeWords.noneFound : intakeWords.noneSimilar} />}</p>}
      </Section>
    </div>
  );
}

function DuplicateCard({ row, first, onSame, onNotSame }: { row: DuplicateRow; first: boolean; onSame: () => void; onNotSame: () => void }): ReactNode {
  const t = useT();
  const about = (words: typeof intakeWords.notSame): string => `${t(words)}: ${row.name}`;
  return (
    <Stack gap="tight">
      <h3>{row.masked ? row.name : <Link to={`/personas/${row.id}`}>{row.name}</Link>}</h3>
      <p className="small muted">{row.facts}{row.language && <> · <LanguageName code={row.language} /></>}</p>
      <Reasons small items={row.reasons.map((text) => ({ text }))} />
      <Row>
        <Button kind={first ? 'main' : 'alt'} aria-label={about(intakeWords.samePerson)} onClick={onSame}><T of={intakeWords.samePerson} /></Button>
        <Button kind="alt" aria-label={about(intakeWords.notSame)} onClick={onNotSame}><T of={intakeWords.notSame} /></Button>
      </Row>
    </Stack>
  );
}

function Attached({ name, onUndo }: { name: string | null; onUndo: () => void }): ReactNode {
  return (
    <Notice kind="warn" title={<T of={name === null ? intakeWords.attachedKnown : intakeWords.attached(name)} />} status>
      <p><T of={intakeWords.attachedHelp} /></p>
      <Row><Button kind="alt" onClick={onUndo}><T of={intakeWords.undo} /></Button></Row>
    </Notice>
  );
}
