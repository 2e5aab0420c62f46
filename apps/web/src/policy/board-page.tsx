import { useId, type ReactNode } from 'react';
import type { Format } from '@konbit/contracts/format';
import type { MessageDescriptor } from '@lingui/core';
import { useFormat } from '../i18n/use-format.js';
import { T, useT } from '../i18n/text.js';
import { useData } from '../shell/data.js';
import { Loaded } from '../shell/loaded.js';
import { useUrlState, type UrlState } from '../shell/url-state.js';
import { Button } from '../ui/button.js';
import { DataTable, type Column } from '../ui/data-table.js';
import { Field } from '../ui/field.js';
import { ChoiceChips } from '../ui/filters.js';
import { Section } from '../ui/layout.js';
import { EmptyState, Notice } from '../ui/messages.js';
import { Page, PageTitle } from '../ui/page.js';
import { OmilRate } from './board.graphql.js';
import { daysOf, isBackwards, isMonth, monthsUntil, periods } from './board-period.js';
import { presentBoard, type Board, type BoardFacts, type RateRow } from './board-presenter.js';
import { boardWords } from './board-words.js';
import { RateChart } from './rate-chart.js';
import './chart.css';

const schema = { periodo: periods, desde: 'text', hasta: 'text' } as const;
const monthsOffered = 36;

/** *Tablero*: how many of those attended at the migration office reached the job office too. Counts only, never a person. */
export function Component(): ReactNode {
  const t = useT();
  const format = useFormat();
  const url = useUrlState(schema);
  const range = daysOf(url.values, format.dayOf());
  const backwards = isBackwards(range);
  const query = useData(OmilRate, { from: range.from, to: range.to }, { topics: ['attendance'], keep: true, enabled: !backwards });
  return (
    <Page title={t(boardWords.title)}>
      <div className="row ends"><PageTitle><T of={boardWords.title} /></PageTitle><Button kind="alt" onClick={() => window.print()}><T of={boardWords.print} /></Button></div>
      <PeriodChoice url={url} today={format.dayOf()} format={format} />
      {backwards ? <Notice kind="warn" status><p><T of={boardWords.badPeriod} /></p></Notice>
        : <Loaded query={query}>{({ omilRate }) => <OmilFigure facts={omilRate} board={presentBoard(omilRate, t, format)} format={format} />}</Loaded>}
    </Page>
  );
}

function PeriodChoice({ url, today, format }: { url: UrlState<typeof schema>; today: string; format: Format }): ReactNode {
  const t = useT();
  const { periodo, desde, hasta } = url.values;
  const byMonth = isMonth(desde) || isMonth(hasta);
  const months = monthsUntil(today, monthsOffered).map((month) => ({ value: month, label: format.partialDate(month) }));
  const choices = periods.map((period) => ({ to: url.address({ periodo: period, desde: '', hasta: '' }), text: <T of={boardWords.periodNames[period]} />, current: !byMonth && period === periodo }));
  return (
    <div className="stack no-print">
      <ChoiceChips label={t(boardWords.period)} choices={choices} />
      <details className="twin" open={byMonth}>
        <summary><T of={boardWords.otherPeriod} /></summary>
        <form className="form" aria-label={t(boardWords.otherPeriod)} onSubmit={(event) => event.preventDefault()}>
          <MonthField name="desde" label={boardWords.fromMonth} value={desde} months={months} choose={(month) => url.set({ desde: month })} />
          <MonthField name="hasta" label={boardWords.toMonth} value={hasta} months={months} choose={(month) => url.set({ hasta: month })} />
        </form>
      </details>
    </div>
  );
}

interface MonthFieldProps { name: string; label: MessageDescriptor; value: string; months: readonly { value: string; label: string }[]; choose: (month: string) => void }

function MonthField({ name, label, value, months, choose }: MonthFieldProps): ReactNode {
  const t = useT();
  return (
    <Field name={name} label={<T of={label} />} width={2}>
      {(aria) => (
        <select {...aria} value={value} onChange={(event) => choose(event.target.value)}>
          <option value="">{t(boardWords.anyMonth)}</option>
          {months.map((month) => <option key={month.value} value={month.value}>{month.label}</option>)}
        </select>
      )}
    </Field>
  );
}

function OmilFigure({ facts, board, format }: { facts: BoardFacts; board: Board; format: Format }): ReactNode {
  const twin = useId();
  const hasMonths = facts.months.length > 0;
  return (
    <Section title={<T of={boardWords.omil} />} fact={board.asOf}>
      <p className="muted">{board.shown}</p>
      {board.figure === null ? <EmptyState title={<T of={boardWords.nobody} />}><p><T of={boardWords.nobodyHelp} /></p></EmptyState> : (
        <div className="row"><p className="lead">{board.figure}</p><p className="muted">{board.counts}{board.interval && <><br />{board.interval}</>}</p></div>
      )}
      {hasMonths && (
        <div className="board">
          <figure className="figure" aria-describedby={twin}>
            <figcaption className="small muted"><T of={boardWords.byMonth} /></figcaption>
            <RateChart months={facts.months} label={board.summary} format={format} />
          </figure>
          <Twin id={twin} board={board} />
        </div>
      )}
      {board.hiddenWhy && <p className="small muted">{board.hiddenWhy}</p>}
      <Definition />
    </Section>
  );
}

/** The same numbers as a table: open on paper, and for who does not see the drawing. */
function Twin({ id, board }: { id: string; board: Board }): ReactNode {
  const t = useT();
  const number = (key: 'alsoServed' | 'attended' | 'rate' | 'interval', words: MessageDescriptor): Column<RateRow> => ({ key, header: <T of={words} />, label: t(words), numeric: true, cell: (row) => row[key] });
  const columns: Column<RateRow>[] = [
    { key: 'month', header: <T of={boardWords.month} />, rowHeader: true, cell: (row) => row.month },
    number('alsoServed', boardWords.omilCount), number('attended', boardWords.attended), number('rate', boardWords.rate), number('interval', boardWords.between),
  ];
  return (
    <details className="twin" id={id}>
      <summary className="no-print"><T of={boardWords.seeTable} /></summary>
      <DataTable caption={<T of={boardWords.tableName} />} columns={columns} rows={[...board.rows, board.total]} rowKey={(row) => row.key} />
    </details>
  );
}

function Definition(): ReactNode {
  const lines = [boardWords.howWho, boardWords.howOmil, boardWords.howMonth, boardWords.howInterval, boardWords.howSource];
  return (
    <details className="twin">
      <summary><T of={boardWords.how} /></summary>
      <ul className="plain">{lines.map((line) => <li key={line.id}><T of={line} /></li>)}</ul>
    </details>
  );
}
