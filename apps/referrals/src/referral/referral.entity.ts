import type { Referral, ReferralTexts } from './referral.js';

/** A row of `referral` as the driver gives it, and the marks that its query adds. */
export type ReferralRow = Record<string, unknown> & { id: string; version: number; texts: Buffer | null };

/** Seals and opens free text; `place` binds it to its row. */
export interface Sealer { seal(text: string, place: string): Buffer; open(sealed: Buffer, place: string): string }

type Field = Exclude<keyof Referral, 'version' | 'texts'>;

/** Fields that one column each holds; version is moved by the commit, texts are sealed together. */
const fields: readonly Field[] = [
  'id', 'folio', 'state', 'originOrg', 'originBranch', 'official', 'authoredAt', 'personId', 'recordId', 'serviceId', 'needId', 'needCode', 'priority', 'companion',
  'destinationBranch', 'poolComuna', 'ownerOrg', 'ownerBranch', 'fieldGroups', 'basisKind', 'basisNorm', 'basisConsent', 'basisOverride', 'basisId', 'facts',
  'language', 'interpreter', 'ageBand', 'replaces', 'duplicateReason', 'partOf', 'chain', 'destinationRef', 'responsibleOfficial', 'sentAt', 'openedAt', 'openedBy',
  'openedVia', 'cancelRequestedAt', 'movedAt', 'endedAt', 'endedBy', 'acknowledgedAt', 'dueAt', 'extended', 'reasonCode', 'outcomeCode', 'requirementType',
  'requirementDocument', 'requirementDeclared', 'missing', 'holdReason', 'reviewOn', 'servedOn', 'outputs', 'appointmentId', 'appointmentAt',
];
const json: readonly Field[] = ['facts', 'outputs'];
const frozen: readonly Field[] = ['id', 'folio', 'originOrg', 'originBranch', 'authoredAt', 'partOf', 'chain'];

const columnOf = (field: Field): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columns = new Map(fields.map((field) => [field, columnOf(field)]));
const changing = [...columns].filter(([field]) => !frozen.includes(field));

/** Columns of a row `r` by name: a prepared statement outlives a migration that adds one. */
export const rowColumns = ['version', 'texts', ...fields.map(columnOf)].map((column) => `r.${column}`).join(', ');

/** `$1` is the tenant, `$2` the sealed texts, the rest the fields; gives no row when id or folio is taken. */
export const insertSql = `insert into referral (tenant_id, texts, ${fields.map(columnOf).join(', ')})
  values ($1, $2, ${fields.map((_, index) => `$${index + 3}`).join(', ')}) on conflict do nothing returning id`;

export function insertValues(referral: Referral, tenant: string, sealer: Sealer): unknown[] {
  return [tenant, sealTexts(referral, sealer), ...fields.map((field) => toColumn(referral, field))];
}

/** The columns that a move may change, with their values. */
export function changedColumns(referral: Referral, sealer: Sealer): Record<string, unknown> {
  return { texts: sealTexts(referral, sealer), ...Object.fromEntries(changing.map(([field, column]) => [column, toColumn(referral, field)])) };
}

/** The referral of a row; its texts stay closed unless asked for. */
export function referralOf(row: ReferralRow, sealer?: Sealer): Referral {
  const values = Object.fromEntries([...columns].map(([field, column]) => [field, fromColumn(field, row[column])]));
  const texts = sealer && row.texts ? JSON.parse(sealer.open(row.texts, placeOf(row.id))) as ReferralTexts : {};
  // Every field of the list is a column that the migration gives this type.
  return { ...values, version: row.version, texts } as unknown as Referral;
}

function sealTexts(referral: Referral, sealer: Sealer): Buffer | null {
  const written = Object.fromEntries(Object.entries(referral.texts).filter(([, text]) => text != null));
  return Object.keys(written).length === 0 ? null : sealer.seal(JSON.stringify(written), placeOf(referral.id));
}

const placeOf = (id: string): string => `referral.texts.${id}`;

function toColumn(referral: Referral, field: Field): unknown {
  if (field === 'dueAt') return referral.dueAt ?? 'infinity';
  return json.includes(field) ? JSON.stringify(referral[field]) : referral[field];
}

/** A clock that does not run is kept as infinity, which the driver gives as a number. */
function fromColumn(field: Field, value: unknown): unknown {
  return field === 'dueAt' && !(value instanceof Date) ? null : value;
}
