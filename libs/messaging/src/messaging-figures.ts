import { type Database, type FigureValue, type Metrics, systemCtx } from '@konbit/platform';
import { noTenant } from './dispatcher.js';
import type { MessagingRuntime } from './messaging-runtime.js';

const readWithinMs = 1000;
const outboxSql = `select count(*)::int as rows,
    coalesce((select extract(epoch from clock_timestamp() - created_at) from outbox order by pos limit 1), 0)::float8 as oldest from outbox`;
/** A key is dead when one of its events is: nothing of it moves until an operator looks. */
const parkedSql = `select consumer, state, count(*)::int as keys
    from (select consumer, key, min(state) as state from parked group by consumer, key) as one group by consumer, state`;
const deadRecordsSql = 'select consumer, count(*)::int as records from dead_record group by consumer';

interface ParkedRow { consumer: string; state: 'waiting' | 'dead'; keys: number }

/** The figures of a service's backbone (BACKBONE §3.4–§3.6), the same on both event logs. */
export function addMessagingFigures(metrics: Metrics, db: Database, runtime: MessagingRuntime): void {
  const ask = <T>(sql: string): Promise<T[]> => db.inTenant(
    { ...systemCtx(noTenant, 'metrics'), deadlineAt: performance.now() + readWithinMs }, (tx): Promise<T[]> => tx.query(sql));
  addOutbox(metrics, ask, runtime);
  addGroups(metrics, ask, runtime);
}

type Ask = <T>(sql: string) => Promise<T[]>;

function addOutbox(metrics: Metrics, ask: Ask, runtime: MessagingRuntime): void {
  const outbox = async (): Promise<{ rows: number; oldest: number }> => (await ask<{ rows: number; oldest: number }>(outboxSql))[0]!;
  metrics.add({ name: 'konbit_outbox_rows', help: 'Events committed and not yet on the log', kind: 'gauge', read: async () => [{ value: (await outbox()).rows }] });
  metrics.add({ name: 'konbit_outbox_oldest_seconds', help: 'Age of the oldest of them, 0 when none waits', kind: 'gauge', read: async () => [{ value: (await outbox()).oldest }] });
  metrics.add({ name: 'konbit_relay_active', help: '1 in the one process whose relay moves the outbox', kind: 'gauge', read: () => [{ value: runtime.health().relay === 'active' ? 1 : 0 }] });
}

function addGroups(metrics: Metrics, ask: Ask, runtime: MessagingRuntime): void {
  const groups = (): string[] => runtime.health().groups.map(({ group }) => group);
  metrics.add({
    name: 'konbit_consumer_lag', help: 'Events of a topic that a group has not applied yet', kind: 'gauge', labels: ['group', 'topic'],
    read: async () => (await runtime.lags()).map(({ group, topic, lag }) => ({ labels: { group, topic }, value: lag })),
  });
  metrics.add({
    name: 'konbit_consumer_events_total', help: 'Events since the start, by what became of them', kind: 'counter', labels: ['group', 'outcome'],
    read: () => runtime.health().groups.flatMap(({ group, counts }) => Object.entries<number>({ ...counts }).map(([outcome, value]) => ({ labels: { group, outcome }, value }))),
  });
  metrics.add({
    name: 'konbit_parked_keys', help: 'Keys that wait for another try, or are dead until an operator looks', kind: 'gauge', labels: ['group', 'state'],
    read: async () => {
      const rows = await ask<ParkedRow>(parkedSql);
      return withZeros(groups(), rows.map(({ consumer, state, keys }) => ({ labels: { group: consumer, state }, value: keys })), ['waiting', 'dead']);
    },
  });
  metrics.add({
    name: 'konbit_dead_records', help: 'Records of the log that are no event', kind: 'gauge', labels: ['group'],
    read: async () => (await ask<{ consumer: string; records: number }>(deadRecordsSql)).map(({ consumer, records }) => ({ labels: { group: consumer }, value: records })),
  });
}

/** A group without parked keys says 0, so that an alarm can tell "none" from "not read". */
function withZeros(groups: readonly string[], found: readonly FigureValue[], states: readonly string[]): FigureValue[] {
  const said = new Set(found.map(({ labels }) => `${labels?.['group']} ${labels?.['state']}`));
  const silent = groups.flatMap((group) => states.map((state) => ({ labels: { group, state }, value: 0 })));
  return [...found, ...silent.filter(({ labels }) => !said.has(`${labels.group} ${labels.state}`))];
}
