import type { FieldError } from '@konbit/contracts/forms';
import type { BranchFields } from '../gql/graphql.js';
import { checkHours, hoursValues, toHours, type HoursValues } from './hours-form.js';
import type { BranchFacts } from './place-presenter.js';

/** A branch as it is typed. An empty text, no language and no hours mean that nobody stated them. */
export interface BranchValues {
  code: string;
  name: string;
  organisationId: string;
  kind: string;
  comuna: string;
  address: string;
  phone: string;
  hours: HoursValues;
  languages: string[];
  status: string;
  /** Who confirmed the entry today; empty leaves the last confirmation as it is. */
  confirmedBy: string;
}

export const newBranch: BranchValues = {
  code: 'BR-', name: '', organisationId: '', kind: 'office', comuna: '', address: '', phone: '', hours: hoursValues(null), languages: [], status: 'unconfirmed', confirmedBy: '',
};

export function branchValues(branch: BranchFacts): BranchValues {
  return {
    code: branch.code, name: branch.name, organisationId: branch.organisation.id, kind: branch.kind, comuna: branch.comuna, address: branch.address ?? '', phone: branch.phone ?? '',
    hours: hoursValues(branch.hours), languages: [...(branch.languages ?? [])], status: branch.status, confirmedBy: '',
  };
}

/** Every field as the directory keeps it. */
export function toBranch(values: BranchValues): Required<Omit<BranchFields, 'closedReason' | 'verifiedOn' | 'verifiedBy'>> {
  const orNull = (text: string): string | null => text.trim() || null;
  return {
    code: values.code.trim().toUpperCase(), name: values.name.trim(), organisationId: values.organisationId, kind: values.kind, comuna: values.comuna, address: orNull(values.address),
    phone: orNull(values.phone), hours: toHours(values.hours), languages: values.languages.length > 0 ? [...values.languages].sort() : null, status: values.status,
  };
}

/** Only what differs from what was shown, so that an edit never writes over what somebody else wrote; `today` is the day of the confirmation. */
export function toBranchEdit(values: BranchValues, shown: BranchValues, today: string): BranchFields {
  const confirmed = values.confirmedBy.trim();
  const reopened = shown.status === 'closed' && values.status !== 'closed' ? { closedReason: null } : {};
  return { ...differing(toBranch(values), toBranch(shown)), ...reopened, ...(confirmed && { verifiedOn: today, verifiedBy: confirmed }) };
}

/** The fields of one object whose value is another than in the other. */
export function differing<Fields extends object>(now: Fields, before: Fields): Partial<Fields> {
  const entries = Object.entries(now) as [keyof Fields, Fields[keyof Fields]][];
  return Object.fromEntries(entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]))) as Partial<Fields>;
}

/** What must be corrected; without `shown` the branch is new. */
export function checkBranch(values: BranchValues, shown: BranchValues | null): FieldError[] {
  const required = (['name', 'organisationId', 'comuna', 'kind'] as const).filter((name) => values[name].trim() === '').map((path) => ({ path, code: `${path.toUpperCase()}_MISSING` }));
  const faults: FieldError[] = [
    ...(/^BR-[A-Z0-9-]{2,50}$/.test(values.code.trim().toUpperCase()) ? [] : [{ path: 'code', code: 'CODE_INVALID' }]), ...required, ...checkHours(values.hours, 'hours'),
    ...(values.confirmedBy.trim() !== '' && values.confirmedBy.trim().length < 3 ? [{ path: 'confirmedBy', code: 'WHO_SHORT' }] : []),
  ];
  if (faults.length > 0 || shown === null) return faults;
  return Object.keys(toBranchEdit(values, shown, '2000-01-01')).length === 0 ? [{ path: 'name', code: 'NOTHING_CHANGED' }] : [];
}

/** Where a path of the command is typed: `fields.hours.slots.0.to` is the box of that time. */
export const fieldOfEntry = (path: string): string => {
  const name = path.replace(/^(fields|branch|offering|organisation)\./, '');
  return /^verified(On|By)$/.test(name) ? 'confirmedBy' : name;
};
