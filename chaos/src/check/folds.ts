import type { LoggedEvent } from './evidence.js';

type Data = Readonly<Record<string, unknown>>;
type Rows = Map<string, unknown>;
type Fold = (events: readonly LoggedEvent[]) => Rows;

/** A view of the product that is kept from events: where its rows are, and what the log makes of them. */
export interface FoldedView {
  name: string;
  database: 'cases' | 'referrals';
  /** Gives `id` and `row`. */
  sql: string;
  fold: Fold;
}

/** One row per key: what its newest event of the type says. */
const newest = (type: string, rowOf: (data: Data) => Data): Fold => (events) => {
  const last = new Map<string, LoggedEvent>();
  for (const event of events) {
    if (event.type === `konbit.directory.${type}.published.v1` && event.version > (last.get(event.key)?.version ?? 0)) last.set(event.key, event);
  }
  return new Map([...last.values()].map((event) => [`${event.tenant} ${event.key}`, rowOf(event.data)]));
};

const fieldsOf = (names: readonly string[]) => (data: Data): Data => Object.fromEntries(names.map((name) => [name, data[name] ?? null]));
const organisation = fieldsOf(['code', 'name', 'parentId', 'outside', 'insideMunicipality']);
const branch = fieldsOf(['code', 'name', 'organisationId', 'comuna', 'status']);
const service = fieldsOf(['code', 'name', 'sensitive']);
const offering = fieldsOf(['branchId', 'serviceId', 'status']);

const organisationSql = (table: string): string => `select tenant_id || ' ' || id as id, json_build_object('code', code, 'name', name, 'parentId', parent_id, 'outside', outside,
  'insideMunicipality', inside_municipality) as row from ${table}`;
const branchSql = (table: string): string =>
  `select tenant_id || ' ' || id as id, json_build_object('code', code, 'name', name, 'organisationId', organisation_id, 'comuna', comuna, 'status', status) as row from ${table}`;
const serviceSql = (table: string): string => `select tenant_id || ' ' || id as id, json_build_object('code', code, 'name', name, 'sensitive', sensitive) as row from ${table}`;

const referralFact = ({ type }: LoggedEvent): string | null => /^konbit\.referrals\.referral\.([a-z-]+)\.v1$/.exec(type)?.[1] ?? null;

/** Each referral's last word, and the need it came with. */
function followed(events: readonly LoggedEvent[]): Rows {
  const rows = new Map<string, Data>();
  for (const event of [...events].filter(referralFact).sort((a, b) => a.version - b.version)) {
    const { personId, to, ownerBranch, originBranch, needId } = event.data;
    if (personId === undefined) continue;
    rows.set(event.key, { personId, state: to, originBranch, ownerBranch: ownerBranch ?? null, needId: needId ?? rows.get(event.key)?.['needId'] ?? null });
  }
  return rows;
}

const leavesNoLine = ({ data }: LoggedEvent, fact: string): boolean =>
  data['personId'] === undefined || (data['from'] === 'draft' && data['to'] === 'entered_in_error') || fact === 'drafted' || fact === 'draft-edited';

function timeline(events: readonly LoggedEvent[]): Rows {
  return new Map(events.flatMap((event): [string, Data][] => {
    const fact = referralFact(event);
    return fact === null || leavesNoLine(event, fact) ? [] : [[event.id, { kind: `referral.${fact}`, person: event.data['personId'], referral: event.key, version: event.version }]];
  }));
}

/** A referral that an office receives opens that office's reading, once. */
function grants(events: readonly LoggedEvent[]): Rows {
  return new Map(events.flatMap((event): [string, Data][] => {
    const { ownerBranch, personId, recordId, basis } = event.data;
    const opens = ['sent', 'claimed'].includes(referralFact(event) ?? '') && [ownerBranch, personId, recordId, basis].every((value) => value !== undefined);
    return opens ? [[`${event.key} ${String(ownerBranch)}`, { person: personId, basisKind: (basis as Data)['kind'] }]] : [];
  }));
}

function marks(events: readonly LoggedEvent[]): Rows {
  const rows = new Map<string, Data>();
  for (const { type, key, data } of [...events].sort((a, b) => a.version - b.version)) {
    if (!type.startsWith('konbit.cases.access-grant.') || data['referralId'] === undefined) continue;
    const isEnded = type === 'konbit.cases.access-grant.ended.v1';
    rows.set(key, { referral: data['referralId'], branch: data['branch'], ended: isEnded, reason: isEnded ? data['reasonCode'] ?? null : null });
  }
  return rows;
}

/** The projections that the checker rebuilds for itself, in its own words. */
export const foldedViews: readonly FoldedView[] = [
  { name: 'referrals.organisation', database: 'referrals', sql: organisationSql('organisation'), fold: newest('organisation', organisation) },
  { name: 'referrals.branch', database: 'referrals', sql: branchSql('branch'), fold: newest('branch', branch) },
  { name: 'referrals.service', database: 'referrals', sql: serviceSql('service'), fold: newest('service', service) },
  {
    name: 'referrals.offering', database: 'referrals', fold: newest('offering', offering),
    sql: `select tenant_id || ' ' || id as id, json_build_object('branchId', branch_id, 'serviceId', service_id, 'status', status) as row from offering`,
  },
  {
    name: 'referrals.access_mark', database: 'referrals', fold: marks,
    sql: `select grant_id as id, json_build_object('referral', referral_id, 'branch', branch_id, 'ended', ended_at is not null, 'reason', reason_code) as row from access_mark`,
  },
  { name: 'cases.known_organisation', database: 'cases', sql: organisationSql('known_organisation'), fold: newest('organisation', organisation) },
  { name: 'cases.known_branch', database: 'cases', sql: branchSql('known_branch'), fold: newest('branch', branch) },
  { name: 'cases.known_service', database: 'cases', sql: serviceSql('known_service'), fold: newest('service', service) },
  {
    name: 'cases.followed_referral', database: 'cases', fold: followed,
    sql: `select id, json_build_object('personId', person_id, 'state', state, 'originBranch', origin_branch, 'ownerBranch', owner_branch, 'needId', need_id) as row from followed_referral`,
  },
  {
    name: 'cases.timeline_entry', database: 'cases', fold: timeline,
    sql: `select event_id as id, json_build_object('kind', kind, 'person', person_id, 'referral', aggregate_id, 'version', agg_version) as row
      from timeline_entry where aggregate_type = 'referral'`,
  },
  {
    name: 'cases.access_grant', database: 'cases', fold: grants,
    sql: `select referral_id || ' ' || branch_id as id, json_build_object('person', person_id, 'basisKind', basis_kind) as row from access_grant where referral_id is not null`,
  },
];
