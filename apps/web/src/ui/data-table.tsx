import { Fragment, type ReactNode } from 'react';
import { cx } from './class-names.js';

export interface Column<Row> {
  key: string;
  header: ReactNode;
  cell: (row: Row) => ReactNode;
  /** The column that names the row; its cell is a header cell. */
  rowHeader?: boolean;
  /** Word put before the value when the table folds on a narrow screen. */
  label?: string;
  numeric?: boolean;
}

export interface RowGroup<Row> {
  key: string;
  title?: ReactNode;
  rows: readonly Row[];
}

interface DataTableProps<Row> {
  /** Name of the table; shown only with `showCaption`. */
  caption: ReactNode;
  showCaption?: boolean;
  columns: Column<Row>[];
  rows?: readonly Row[];
  /** Rows under headings of their own, e.g. by deadline. */
  groups?: RowGroup<Row>[];
  rowKey: (row: Row) => string;
  /** The header row is read aloud but not drawn. */
  hideHeader?: boolean;
  /** On narrow screens each value takes a line of its own. */
  lines?: boolean;
}

/** A real table; on a narrow screen each row becomes a block. Roles are written out: some readers lose them when `display` changes. */
export function DataTable<Row>(props: DataTableProps<Row>): ReactNode {
  const groups = props.groups ?? [{ key: 'all', rows: props.rows ?? [] }];
  return (
    <table className={cx('table fold', props.lines && 'lines')} role="table">
      <caption className={props.showCaption ? undefined : 'vh'}>{props.caption}</caption>
      <thead role="rowgroup" className={props.hideHeader ? 'vh' : undefined}>
        <tr role="row">{props.columns.map((column) => <th key={column.key} role="columnheader" scope="col">{column.header}</th>)}</tr>
      </thead>
      {groups.map((group) => <Body key={group.key} group={group} {...props} />)}
    </table>
  );
}

function Body<Row>({ group, columns, rowKey }: DataTableProps<Row> & { group: RowGroup<Row> }): ReactNode {
  return (
    <tbody role="rowgroup">
      {group.title !== undefined && <tr role="row" className="group"><th role="rowheader" colSpan={columns.length} scope="rowgroup">{group.title}</th></tr>}
      {group.rows.map((row) => (
        <tr role="row" key={rowKey(row)}>{columns.map((column) => <Fragment key={column.key}><Cell column={column} row={row} /></Fragment>)}</tr>
      ))}
    </tbody>
  );
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }): ReactNode {
  const content = column.cell(row);
  if (column.rowHeader) return <th role="rowheader" scope="row">{content}</th>;
  return <td role="cell" data-l={column.label} className={column.numeric ? 'num' : undefined}>{content}</td>;
}

/** Second line of a cell: what is only sometimes read. */
export function Sub({ children }: { children: ReactNode }): ReactNode {
  return <span className="sub">{children}</span>;
}
