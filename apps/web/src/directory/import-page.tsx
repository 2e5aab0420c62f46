import { useRef, useState, type ChangeEvent, type ReactNode } from 'react';
import { newId } from '@konbit/contracts/forms';
import { resolverOf } from '../forms/resolver-of.js';
import { useKonbitForm } from '../forms/use-konbit-form.js';
import type { ImportDirectoryMutation } from '../gql/graphql.js';
import { T, useT } from '../i18n/text.js';
import { useFormat } from '../i18n/use-format.js';
import { DraftLine } from '../offline/draft-line.js';
import { useDraft } from '../offline/drafts.js';
import { asAppError } from '../shell/app-error.js';
import { request } from '../shell/data.js';
import { Actions, Button, LinkButton } from '../ui/button.js';
import { DataTable } from '../ui/data-table.js';
import { GridForm } from '../ui/form-page.js';
import { Row, Section } from '../ui/layout.js';
import { Facts } from '../ui/lists.js';
import { announce } from '../ui/live-region.js';
import { ErrorSummary } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { TextArea } from '../ui/text-fields.js';
import { ImportDirectory } from './directory.graphql.js';
import { MayNotEdit } from './entry-page.js';
import { importFaults, shownFaults, type ImportFault } from './import-presenter.js';
import { placeTopics } from './topics.js';
import { placesPath } from './paths.js';
import { DirectoryTabs, useMayEdit } from './place-parts.js';
import { reviewWords } from './review-words.js';

interface Values { text: string }
interface Outcome { text: string; result: ImportDirectoryMutation['importDirectory'] }
const largest = 1_000_000;

/** Many branches at once from a file: first what it would do, then the import, all or nothing. */
export function Component(): ReactNode {
  return useMayEdit() ? <Import /> : <MayNotEdit title={reviewWords.importTitle} to={placesPath} />;
}

function Import(): ReactNode {
  const t = useT();
  const [importId, setImportId] = useState(newId);
  // Set by the button that was pressed: a submit by keyboard only checks.
  const imports = useRef(false);
  // The browser's own control speaks the language of the browser, not of the screen.
  const picker = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [faults, setFaults] = useState<ImportFault[]>([]);
  const entry = useKonbitForm<Values, { text: string; dryRun: boolean }, ImportDirectoryMutation>({
    defaultValues: { text: '' }, words: { 'text:REQUIRED': reviewWords.textMissing, 'text:TOO_LONG': reviewWords.tooLarge, 'text:PAYLOAD_TOO_LARGE': reviewWords.tooLarge, 'text:FAULTS': reviewWords.errorsHelp },
    resolver: resolverOf(({ text }) => (text.trim() === '' ? [{ path: 'text', code: 'REQUIRED' }] : text.length > largest ? [{ path: 'text', code: 'TOO_LONG' }] : [])),
    toData: ({ text }) => ({ text, dryRun: !imports.current }), touches: placeTopics, fieldOf: () => 'text',
    execute: async (data, commandId) => {
      imports.current = false;
      setFaults([]);
      setOutcome(null);
      return request(ImportDirectory, { input: { commandId, importId, ...data } }).catch((error: unknown) => {
        setFaults(importFaults(asAppError(error).fields, t));
        throw error;
      });
    },
    onDone: async ({ importDirectory: result }, { text }) => {
      setOutcome({ text, result });
      if (result.dryRun) return announce(t(reviewWords.preview));
      setImportId(newId());
      await draft.clear();
      announce(t(reviewWords.result));
    },
  });
  const draft = useDraft(entry.form, { form: 'importar-directorio' });
  const { form } = entry;
  const choose = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    if (!file) return;
    setOutcome(null);
    form.setValue('text', await file.text(), { shouldDirty: true });
  };
  const ready = outcome?.result.dryRun === true && outcome.result.created + outcome.result.changed > 0;
  const press = (really: boolean) => (): void => { imports.current = really; };
  return (
    <Page title={t(reviewWords.importTitle)}>
      <Row ends><PageTitle><T of={reviewWords.importTitle} /></PageTitle><DraftLine note={draft.note} /></Row>
      <DirectoryTabs current="import" />
      <GridForm label={t(reviewWords.importTitle)} onSubmit={entry.onSubmit}>
        {faults.length > 0 ? <Faults faults={faults} attempt={entry.attempt} /> : <ErrorSummary problems={entry.problems} attempt={entry.attempt} />}
        {outcome && <Result outcome={outcome} />}
        <p><T of={reviewWords.importLead} /></p>
        <input ref={picker} type="file" hidden accept=".csv,text/csv,text/plain" onChange={(event) => void choose(event)} />
        <Row><Button kind="alt" onClick={() => picker.current?.click()}><T of={reviewWords.file} /></Button><span className="hint"><T of={reviewWords.fileHint} /></span></Row>
        <TextArea label={<T of={reviewWords.text} />} hint={<><T of={reviewWords.columnsHelp} /> <code lang="en">{requiredColumns.join(', ')}</code>. <T of={reviewWords.columns} /> <code lang="en">{otherColumns.join(', ')}</code>.</>}
          field={form.register('text', { onChange: () => setOutcome(null) })} error={faults.length > 0 ? undefined : entry.errorOf('text')} rows={12} spellCheck={false} lang="es" />
        <Actions>
          <Button type="submit" kind={ready ? 'alt' : 'main'} busy={entry.busy} onClick={press(false)}><T of={reviewWords.check} /></Button>
          {ready && <Button type="submit" busy={entry.busy} onClick={press(true)}><T of={reviewWords.importNow} /></Button>}
        </Actions>
      </GridForm>
    </Page>
  );
}

/** Columns a file must have. */
const requiredColumns: readonly string[] = ['code', 'organisation', 'name', 'kind', 'comuna'];
/** Columns a file may have or not; what one lacks stays as it is. */
const otherColumns: readonly string[] = ['address', 'phone', 'days', 'opens', 'closes', 'languages', 'status', 'closed_reason', 'verified_on', 'verified_by', 'services'];

function Result({ outcome: { result } }: { outcome: Outcome }): ReactNode {
  const format = useFormat();
  const facts = (['created', 'changed', 'unchanged'] as const).map((key) => ({ key, label: <T of={reviewWords[key]} />, value: format.number(result[key]), numeric: true }));
  return (
    <Section panel title={<T of={result.dryRun ? reviewWords.preview : reviewWords.result} />}>
      <Facts facts={facts} />
      {result.created + result.changed === 0 && <p><T of={reviewWords.nothingToDo} /></p>}
      {!result.dryRun && <Row><LinkButton kind="alt" to={placesPath}><T of={reviewWords.goToDirectory} /></LinkButton></Row>}
    </Section>
  );
}

function Faults({ faults, attempt }: { faults: readonly ImportFault[]; attempt: number }): ReactNode {
  const t = useT();
  const format = useFormat();
  const shown = faults.slice(0, shownFaults);
  return (
    <>
      <ErrorSummary title={<T of={reviewWords.errorsTitle} />} problems={[{ field: 'text', text: t(reviewWords.errorsHelp) }]} attempt={attempt} />
      <DataTable showCaption caption={<T of={reviewWords.errorsTable} />} rows={shown} rowKey={({ key }) => key} columns={[
        { key: 'line', header: <T of={reviewWords.line} />, rowHeader: true, cell: ({ line }) => (line === null ? '–' : <><span className="vh"><T of={reviewWords.line} /> </span>{format.number(line)}</>) },
        { key: 'column', header: <T of={reviewWords.column} />, label: t(reviewWords.column), cell: ({ column }) => (column === null ? <T of={reviewWords.wholeLine} /> : <code lang="en">{column}</code>) },
        { key: 'text', header: <T of={reviewWords.problem} />, cell: ({ text }) => text },
      ]} />
      {faults.length > shown.length && <p className="muted"><T of={reviewWords.moreErrors(faults.length - shown.length)} /></p>}
    </>
  );
}
