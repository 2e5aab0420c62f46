export type Service = 'cases' | 'referrals' | 'directory';
export type Outcome = 'ok' | 'fail' | 'unknown';

/** One command of one client, from its first sending to what it knows in the end; repeated under the same commandId while that is nothing. */
export interface Operation {
  client: string;
  tenant: string;
  service: Service;
  name: string;
  commandId: string;
  /** Trace id that every event of the command carries. */
  trace: string;
  expectedVersion: number | null;
  /** Events of the owning service by the beginning of their type: all of them once, or none. */
  promises: Readonly<Record<string, number>>;
  /** Asks for what may be so already, and then changes nothing. */
  mayDoNothing: boolean;
  invokedAt: number;
  endedAt: number;
  attempts: number;
  outcome: Outcome;
  /** Code of the refusal. */
  code: string | null;
  /** Aggregate and version that the answer names; null when it names none. */
  aggregate: string | null;
  version: number | null;
}

/** A record as the log holds it; doubles stay in. */
export interface LoggedEvent {
  topic: string;
  part: number;
  off: number;
  id: string;
  key: string;
  type: string;
  version: number;
  tenant: string;
  trace: string | null;
  data: Readonly<Record<string, unknown>>;
}

/** What a consumer group says that it has applied. */
export interface ConsumerState {
  group: string;
  topics: readonly string[];
  keys: ReadonlyMap<string, { version: number; state: string }>;
  parked: readonly { key: string; version: number; state: string; cause: string }[];
  deadRecords: number;
}

/** A view kept from events: the rows it has, and those that folding the log gives. */
export interface Projection {
  name: string;
  expected: ReadonlyMap<string, unknown>;
  actual: ReadonlyMap<string, unknown>;
}

/** A read of somebody else's municipality. */
export interface CrossRead {
  call: string;
  id: string;
  gaveSomething: boolean;
}

/** Everything the checker looks at once the last fault has healed. */
export interface Evidence {
  operations: readonly Operation[];
  /** In the order of the log, per topic and partition. */
  log: readonly LoggedEvent[];
  consumers: readonly ConsumerState[];
  /** Versions of the owners' own rows. */
  rows: readonly { service: Service; key: string; version: number }[];
  /** Rows that still wait to be sent. */
  outbox: Readonly<Record<Service, number>>;
  /** Versions that the owners' doors answer. */
  seen: readonly { key: string; version: number | null; state: string | null }[];
  projections: readonly Projection[];
  crossReads: readonly CrossRead[];
  /** Reads that gave nothing to their own municipality either, and so prove nothing. */
  muteReads: readonly string[];
  /** From the last heal until every consumer had everything; null when that never came. */
  convergedInMs: number | null;
  convergeLimitMs: number;
  /** Sessions of the database that nobody will end, and processes that ended by themselves, in words. */
  leftBehind: readonly string[];
}

export type Rule = 'H1' | 'H2' | 'H3' | 'H4' | 'H5' | 'H6' | 'H7';

export interface Violation {
  rule: Rule;
  what: string;
  key: string;
}
