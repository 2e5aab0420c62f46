import { check } from './check.js';
import type { ConsumerState, Evidence, LoggedEvent, Operation, Rule } from './evidence.js';

const tenant = 'tenant';
const key = 'referral-1';
const type = (fact: string): string => `konbit.referrals.referral.${fact}.v1`;

function anEvent(version: number, change: Partial<LoggedEvent> = {}): LoggedEvent {
  return { topic: 'referrals.events', part: 0, off: version, id: `event-${version}`, key, type: type('noted'), version, tenant, trace: `trace-${version}`, data: {}, ...change };
}

function anOperation(version: number, change: Partial<Operation> = {}): Operation {
  return {
    client: 'client 1', tenant, service: 'referrals', name: 'note', commandId: `command-${version}`, trace: `trace-${version}`, expectedVersion: version - 1,
    promises: { 'konbit.referrals.referral.': 1 }, mayDoNothing: false, invokedAt: version * 10, endedAt: version * 10 + 5, attempts: 1, outcome: 'ok', code: null, aggregate: key, version, ...change,
  };
}

function aConsumer(version: number, change: Partial<ConsumerState> = {}): ConsumerState {
  return { group: 'cases', topics: ['referrals.events'], keys: new Map([[key, { version, state: 'ok' }]]), parked: [], deadRecords: 0, ...change };
}

/** Two commands on one referral, and everybody has what they should have. */
function aRun(change: Partial<Evidence> = {}): Evidence {
  return {
    operations: [anOperation(1), anOperation(2)], log: [anEvent(1), anEvent(2)], consumers: [aConsumer(2)], rows: [{ service: 'referrals', key, version: 2 }],
    outbox: { cases: 0, referrals: 0, directory: 0 }, seen: [{ key, version: 2, state: null }], projections: [], crossReads: [], muteReads: [], convergedInMs: 100, convergeLimitMs: 1000, leftBehind: [], ...change,
  };
}

const broken = (evidence: Evidence): Rule[] => [...new Set(check(evidence).violations.map(({ rule }) => rule))].sort();

describe('the history checker', () => {
  it('finds nothing in a run where everybody has what they should have', () => {
    expect(check(aRun())).toEqual({ violations: [], acknowledged: 2, lost: 0, outOfOrder: 0 });
  });

  it('takes a record that the log holds twice for one event', () => {
    expect(broken(aRun({ log: [anEvent(1), anEvent(2), anEvent(1, { off: 3 })] }))).toEqual([]);
  });

  it('H1: misses the event of an acknowledged command that is not on the log', () => {
    const verdict = check(aRun({ log: [anEvent(1)], consumers: [aConsumer(1)], rows: [{ service: 'referrals', key, version: 1 }] }));
    expect(verdict.lost).toBe(1);
    expect(verdict.violations.map(({ rule }) => rule)).toContain('H1');
  });

  it('H1: misses an event that one consumer has not applied', () => {
    const verdict = check(aRun({ consumers: [aConsumer(2), aConsumer(1, { group: 'late' })] }));
    expect(verdict).toMatchObject({ lost: 1, violations: [{ rule: 'H1', key, what: `late has not applied ${type('noted')} version 2 of referrals.events` }] });
  });

  it('H1: misses the version that an answer has named', () => {
    expect(broken(aRun({ operations: [anOperation(1), anOperation(2, { version: 3 })], seen: [] }))).toEqual(['H1']);
  });

  it('H2: sees the effect of a refused command', () => {
    expect(broken(aRun({ operations: [anOperation(1), anOperation(2, { outcome: 'fail', code: 'REASON_REQUIRED', aggregate: null, version: null })] }))).toEqual(['H2']);
  });

  it('H2: allows an unknown command a whole effect or none', () => {
    const unknown = { outcome: 'unknown', aggregate: null, version: null } as const;
    expect(broken(aRun({ operations: [anOperation(1), anOperation(2, unknown), anOperation(3, unknown)] }))).toEqual([]);
  });

  it('H2: sees half of an unknown command', () => {
    const promises = { 'konbit.referrals.referral.': 1, 'konbit.referrals.slip.': 1 };
    expect(broken(aRun({ operations: [anOperation(1), anOperation(2, { promises, outcome: 'unknown', aggregate: null, version: null })] }))).toEqual(['H2']);
  });

  it('H2: sees a command that was repeated and done twice', () => {
    const log = [anEvent(1), anEvent(2), anEvent(3, { trace: 'trace-2' })];
    expect(broken(aRun({ log, consumers: [aConsumer(3)], rows: [{ service: 'referrals', key, version: 3 }] }))).toEqual(['H2']);
  });

  it('H3: sees a version that the log tells too late', () => {
    expect(check(aRun({ log: [anEvent(2), anEvent(1)] }))).toMatchObject({ outOfOrder: 1, violations: [{ rule: 'H3', what: 'referrals.events tells version 1 after 2' }] });
  });

  it('H3: sees a version that the log never tells', () => {
    expect(broken(aRun({ operations: [], log: [anEvent(2)] }))).toEqual(['H3']);
  });

  it('H3: sees an owner or a consumer that stands beyond the log', () => {
    expect(check(aRun({ rows: [{ service: 'referrals', key, version: 3 }], consumers: [aConsumer(4)] })).violations.map(({ rule }) => rule)).toEqual(['H3', 'H3']);
  });

  it('H4: sees a row that the log does not give', () => {
    const projection = { name: 'cases.followed_referral', expected: new Map([[key, { state: 'active' }]]), actual: new Map([[key, { state: 'requested' }]]) };
    expect(check(aRun({ projections: [projection] })).violations).toEqual([
      { rule: 'H4', key, what: 'cases.followed_referral has {"state":"requested"}, the log gives {"state":"active"}' },
    ]);
  });

  it('H4: sees a door that answers another state than the log', () => {
    const log = [anEvent(1, { data: { from: 'new', to: 'requested' } }), anEvent(2, { data: { from: 'requested', to: 'accepted' } })];
    expect(broken(aRun({ log, seen: [{ key, version: 2, state: 'requested' }] }))).toEqual(['H4']);
  });

  it.each<[string, Partial<Evidence>]>([
    ['late', { convergedInMs: 2000 }], ['never', { convergedInMs: null }], ['unsent', { outbox: { cases: 0, referrals: 1, directory: 0 } }],
    ['unreadable', { consumers: [aConsumer(2, { deadRecords: 1 })] }], ['aside', { consumers: [aConsumer(2, { keys: new Map([[key, { version: 2, state: 'parked' }]]) })] }],
    ['left behind', { leftBehind: ['a session holds a transaction'] }],
  ])('H5: sees what is %s once the faults have healed', (_, change) => {
    expect(broken(aRun(change))).toEqual(['H5']);
  });

  it('H6: sees a read that gave something of another municipality', () => {
    expect(broken(aRun({ crossReads: [{ call: 'referrals.get', id: key, gaveSomething: true }, { call: 'cases.byIds', id: 'p', gaveSomething: false }] }))).toEqual(['H6']);
  });

  it('H6: takes a read that gives nothing to anybody for no proof', () => {
    expect(broken(aRun({ muteReads: ['referrals.get'] }))).toEqual(['H6']);
  });

  it('H7: sees two events of one version', () => {
    expect(broken(aRun({ log: [anEvent(1), anEvent(2), anEvent(2, { id: 'other', trace: 'other', off: 3 })] }))).toEqual(['H7']);
  });

  it('H7: sees two winners of one version', () => {
    expect(broken(aRun({ operations: [anOperation(1), anOperation(2), anOperation(2, { client: 'client 2', promises: {}, trace: 'other', expectedVersion: null })] }))).toEqual(['H1', 'H7']);
  });

  it('H7: sees a winner on a version that somebody else has followed', () => {
    const log = [anEvent(1), anEvent(2, { trace: 'other' }), anEvent(3, { trace: 'trace-2' })];
    const operations = [anOperation(1), anOperation(2, { version: 3, expectedVersion: 1 })];
    expect(broken(aRun({ log, operations, consumers: [aConsumer(3)], rows: [{ service: 'referrals', key, version: 3 }], seen: [] }))).toEqual(['H7']);
  });

  it('H7: sees a referral that goes on from a state it was not in', () => {
    const log = [anEvent(1, { data: { from: 'new', to: 'requested' } }), anEvent(2, { data: { from: 'accepted', to: 'active' } })];
    expect(broken(aRun({ log }))).toEqual(['H7']);
  });

  it('H7: sees an answer older than one that had already been given', () => {
    expect(broken(aRun({ operations: [anOperation(1, { invokedAt: 50, endedAt: 60 }), anOperation(2)] }))).toEqual(['H7']);
  });

  it('H7: sees a door that has forgotten what it acknowledged', () => {
    expect(broken(aRun({ seen: [{ key, version: 1, state: null }] }))).toEqual(['H7']);
  });
});
