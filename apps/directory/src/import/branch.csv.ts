import { type BranchEdit, directoryEdits, type FieldError } from '@konbit/contracts';
import { parse } from 'csv-parse/sync';

/** One line of the file: the branch by its codes, and the services it says it offers (null: the file has no such column). */
export interface CsvBranch { line: number; code: string; organisationCode: string; fields: Omit<BranchEdit, 'organisationId'>; services: string[] | null }
export type CsvReading = { errors: FieldError[] } | { rows: CsvBranch[] };

export const csvColumns = ['code', 'organisation', 'name', 'kind', 'comuna', 'address', 'phone', 'days', 'opens', 'closes', 'languages', 'status', 'closed_reason', 'verified_on', 'verified_by', 'services'] as const;
type Column = (typeof csvColumns)[number];
type Cells = Partial<Record<Column, string>>;

const required: readonly Column[] = ['code', 'organisation', 'name', 'kind', 'comuna'];
const dayNames = ['lu', 'ma', 'mi', 'ju', 'vi', 'sa', 'do'];
const columnOf: Readonly<Record<string, Column>> = { closedReason: 'closed_reason', verifiedOn: 'verified_on', verifiedBy: 'verified_by', organisationId: 'organisation' };
/** What fits into the deadline of a call; more lines come in a second file. */
const mostRows = 2000;

/**
 * Reads a CSV of branches (UTF-8, with or without mark, `,` or `;`). An empty cell says "nobody stated it"; a column that is not there leaves its field
 * as it is. Every wrong cell is named `line 7.comuna` with its code: REQUIRED, UNKNOWN_CODE, TIME_INVALID, HOURS_INVALID, CODE_INVALID, COLUMN_UNKNOWN, CSV_INVALID.
 */
export function readBranchCsv(text: string): CsvReading {
  const table = tableOf(text);
  if (table === null || table.length === 0) return { errors: [{ path: 'line 1', code: 'CSV_INVALID' }] };
  const header = table[0]!.map((name) => name.toLowerCase());
  const strange = header.filter((name) => !(csvColumns as readonly string[]).includes(name)).map((name) => ({ path: `line 1.${name.slice(0, 40)}`, code: 'COLUMN_UNKNOWN' }));
  const absent = required.filter((name) => !header.includes(name)).map((name) => ({ path: `line 1.${name}`, code: 'REQUIRED' }));
  if (strange.length + absent.length > 0) return { errors: [...strange, ...absent] };
  if (table.length - 1 > mostRows) return { errors: [{ path: 'line 1', code: 'TOO_MANY_ROWS' }] };
  const read = table.slice(1).map((cells, i) => readLine(i + 2, Object.fromEntries(header.map((name, at) => [name, (cells[at] ?? '').trim()])) as Cells));
  const errors = [...read.flatMap((line) => ('errors' in line ? line.errors : [])), ...repeated(read)];
  return errors.length > 0 ? { errors } : { rows: read.flatMap((line) => ('row' in line ? [line.row] : [])) };
}

function tableOf(text: string): string[][] | null {
  const firstLine = text.split('\n', 1)[0] ?? '';
  try {
    return parse(text, { bom: true, delimiter: firstLine.split(';').length > firstLine.split(',').length ? ';' : ',', skip_empty_lines: true, relax_column_count: true, trim: true });
  } catch {
    return null;
  }
}

type Line = { errors: FieldError[] } | { row: CsvBranch };

function readLine(line: number, cells: Cells): Line {
  const missing = required.filter((name) => !cells[name]).map((name) => ({ path: `line ${line}.${name}`, code: 'REQUIRED' }));
  if (missing.length > 0) return { errors: missing };
  const hours = hoursOf(cells);
  if (hours === 'wrong') return { errors: [{ path: `line ${line}.days`, code: 'HOURS_INVALID' }] };
  const given: Record<string, unknown> = {
    code: cells.code, name: cells.name, kind: cells.kind, comuna: cells.comuna, ...textIn(cells, 'address'), ...textIn(cells, 'phone'), ...(hours !== undefined && { hours }),
    ...('languages' in cells && { languages: cells.languages ? cells.languages.split(/\s+/) : null }), ...(cells.status && { status: cells.status }), ...(cells.closed_reason && { closedReason: cells.closed_reason }),
    ...(cells.verified_on && { verifiedOn: cells.verified_on }), ...(cells.verified_by && { verifiedBy: cells.verified_by }),
  };
  const parsed = directoryEdits.branch.safeParse(given);
  if (!parsed.success) {
    return { errors: parsed.error.issues.map((issue) => ({ path: `line ${line}.${cellOf(String(issue.path[0]))}`, code: /^[A-Z_]+$/.test(issue.message) ? issue.message : 'UNKNOWN_CODE' })) };
  }
  const { organisationId: _none, ...fields } = parsed.data;
  return { row: { line, code: cells.code!, organisationCode: cells.organisation!, fields, services: 'services' in cells ? (cells.services ?? '').split(/\s+/).filter(Boolean) : null } };
}

/** The column that a field of an edit is read from. */
export const cellOf = (field: string): string => (field === 'hours' ? 'opens' : columnOf[field] ?? field);

function textIn(cells: Cells, name: 'address' | 'phone'): Record<string, string | null> {
  return name in cells ? { [name]: cells[name] || null } : {};
}

/** `lu-vi`, `1-5`, `lu mi vi`; days without hours, or hours without days, are kept as they were stated. */
function hoursOf({ days, opens, closes }: Cells): { days: number[] | null; slots: { from: string; to: string }[] } | null | undefined | 'wrong' {
  if (days === undefined && opens === undefined) return undefined;
  if (!days && !opens && !closes) return null;
  const numbers = days ? daysOf(days) : null;
  if (days && numbers === null) return 'wrong';
  if (Boolean(opens) !== Boolean(closes)) return 'wrong';
  return { days: numbers, slots: opens && closes ? [{ from: opens.padStart(5, '0'), to: closes.padStart(5, '0') }] : [] };
}

function daysOf(text: string): number[] | null {
  const parts = text.toLowerCase().split(/[\s,]+/).filter(Boolean).flatMap((part) => {
    const [from = '', to = from] = part.split('-');
    const [first, last] = [dayOf(from), dayOf(to)];
    return first === null || last === null || last < first ? [null] : Array.from({ length: last - first + 1 }, (_, i) => first + i);
  });
  return parts.includes(null) ? null : [...new Set(parts as number[])].sort((a, b) => a - b);
}

function dayOf(text: string): number | null {
  const named = dayNames.indexOf(text.slice(0, 2));
  if (named >= 0) return named + 1;
  return /^[1-7]$/.test(text) ? Number(text) : null;
}

function repeated(lines: readonly Line[]): FieldError[] {
  const seen = new Set<string>();
  return lines.flatMap((line) => {
    if (!('row' in line)) return [];
    const isNew = !seen.has(line.row.code);
    seen.add(line.row.code);
    return isNew ? [] : [{ path: `line ${line.row.line}.code`, code: 'CODE_TAKEN' }];
  });
}
