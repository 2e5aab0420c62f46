import { BranchPublished, type BranchEdit, type FieldError, type OfferingEdit, OfferingPublished, type OrganisationEdit, OrganisationPublished, type SubjectType } from '@konbit/contracts';
import { plainText } from '@konbit/contracts/format';

export type Edit = BranchEdit | OfferingEdit | OrganisationEdit;
export type Fields = Record<string, unknown>;

/** How the fields of an edit are kept, and which a new entry must bring. */
interface EntryKind { columns: Readonly<Record<string, string>>; required: readonly string[]; fixed: readonly string[] }

export const entryKinds: Readonly<Record<SubjectType, EntryKind>> = {
  organisation: { columns: { code: 'code', name: 'name', type: 'type', parentId: 'parent_id', outside: 'outside' }, required: ['code', 'name', 'type'], fixed: ['code'] },
  branch: {
    columns: {
      code: 'code', organisationId: 'organisation_id', name: 'name', kind: 'kind', comuna: 'comuna', address: 'address', phone: 'phone', hours: 'hours', languages: 'languages',
      status: 'status', closedReason: 'closed_reason', verifiedOn: 'verified_on', verifiedBy: 'verified_by',
    },
    required: ['code', 'organisationId', 'name', 'kind', 'comuna'], fixed: ['code'],
  },
  offering: {
    columns: {
      branchId: 'branch_id', serviceId: 'service_id', status: 'status', fee: 'fee', feeText: 'fee_text', hours: 'hours', languages: 'languages', documents: 'documents', note: 'note',
      verifiedOn: 'verified_on', verifiedBy: 'verified_by',
    },
    required: ['branchId', 'serviceId'], fixed: ['branchId', 'serviceId'],
  },
};

/** What a new entry says where its edit is silent: nobody stated it. */
const blank: Readonly<Record<SubjectType, Fields>> = {
  organisation: { parentId: null, outside: false },
  branch: { address: null, phone: null, hours: null, languages: null, status: 'unconfirmed', closedReason: null, verifiedOn: null, verifiedBy: null },
  offering: { status: 'expected', fee: null, feeText: null, hours: null, languages: null, documents: null, note: null, verifiedOn: null, verifiedBy: null },
};

export interface FieldChange { field: string; before: unknown; after: unknown }
export type EditDecision = { errors: FieldError[] } | { after: Fields; changes: FieldChange[] };

/**
 * Decides an edit on an entry as it is now (null: a new one). An absent field stays; a branch closes only with a reason, and loses it when it opens.
 * Ids follow from codes, so a code never changes (DESIGN §5). Errors by field: REQUIRED, CODE_FIXED.
 */
export function decideEdit(kind: SubjectType, current: Fields | null, edit: Edit): EditDecision {
  const given = Object.fromEntries(Object.entries(edit).filter(([field, value]) => value !== undefined && field in entryKinds[kind].columns));
  const after: Fields = { ...(current ?? blank[kind]), ...given };
  if (kind === 'branch' && after['status'] !== 'closed') after['closedReason'] = null;
  const missing = [...entryKinds[kind].required, ...(after['status'] === 'closed' ? ['closedReason'] : [])].filter((field) => after[field] === undefined || after[field] === null || after[field] === '');
  const moved = entryKinds[kind].fixed.filter((field) => current !== null && after[field] !== current[field]);
  if (missing.length + moved.length > 0) return { errors: [...missing.map((path) => ({ path, code: 'REQUIRED' })), ...moved.map((path) => ({ path, code: 'CODE_FIXED' }))] };
  return { after, changes: changesBetween(current, after) };
}

/** Each field that is not the same in both. */
export function changesBetween(before: Fields | null, after: Fields): FieldChange[] {
  return Object.keys(after).map((field) => ({ field, before: before?.[field] ?? null, after: after[field] ?? null })).filter((change) => !isEqual(change.before, change.after));
}

/** The columns that these fields are kept in, hours as JSON text. */
export function columnsOf(kind: SubjectType, fields: Fields): Fields {
  const columns = Object.entries(entryKinds[kind].columns).filter(([field]) => field in fields)
    .map(([field, column]): [string, unknown] => [column, field === 'hours' && fields[field] !== null ? JSON.stringify(fields[field]) : fields[field]]);
  return { ...Object.fromEntries(columns), ...(kind === 'branch' && { search_text: plainText(String(fields['name'])) }) };
}

/** The fact that tells an entry to the other services. */
export function publishedEvent(kind: SubjectType, fields: Fields, facts: { demo: boolean; insideMunicipality: boolean }): { type: string; data: object } {
  switch (kind) {
    case 'organisation': {
      const { code, name, outside, parentId } = fields;
      return { type: OrganisationPublished.type, data: { code, name, outside, insideMunicipality: facts.insideMunicipality, ...(parentId !== null && { parentId }) } };
    }
    case 'branch': {
      const { code, name, organisationId, comuna, status } = fields;
      return { type: BranchPublished.type, data: { code, name, organisationId, comuna, status, demo: facts.demo } };
    }
    case 'offering': {
      const { branchId, serviceId, status } = fields;
      return { type: OfferingPublished.type, data: { branchId, serviceId, status } };
    }
  }
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}
