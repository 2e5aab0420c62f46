import { groupBy } from '../group-by.js';
import type { Evidence, LoggedEvent, Operation, Violation } from './evidence.js';
import { told } from './delivery.js';
import type { Logged } from './logged.js';

/** H3: per key the log tells versions 1…n in order, and every consumer and the owner's own row stand at n. */
export function inOrder({ consumers, rows }: Evidence, logged: Logged): Violation[] {
  const keys = [...logged.byKey.values()].flatMap(unordered);
  const ahead = consumers.flatMap(({ group, topics, keys: applied }) => topics.flatMap((topic) => [...logged.byKey.values()].filter(([first]) => first?.topic === topic)
    .flatMap((events): Violation[] => {
      const [key, last] = [events[0]!.key, lastVersion(events)];
      const version = applied.get(key)?.version ?? 0;
      return version <= last ? [] : [{ rule: 'H3', key, what: `${group} stands at version ${version} of a key whose last is ${last}` }];
    })));
  const owners = rows.flatMap(({ service, key, version }): Violation[] => {
    const last = lastVersion(logged.ofKey(service, key));
    return version === last ? [] : [{ rule: 'H3', key, what: `the row in ${service} has version ${version}, the log ends at ${last}` }];
  });
  return [...keys, ...ahead, ...owners];
}

/** H7: the winners of an aggregate form one chain: each version one event, built on the version before it, and time does not run backwards. */
export function oneChain({ operations, seen }: Evidence, logged: Logged): Violation[] {
  const forks = [...logged.byKey.values()].flatMap((events) => [...groupBy(events, ({ version }) => version)].filter(([, same]) => same.length > 1)
    .map(([version, same]): Violation => ({ rule: 'H7', key: same[0]!.key, what: `version ${version} exists ${same.length} times: ${same.map(({ type, id }) => `${type} ${id}`).join(', ')}` })));
  const breaks = [...logged.byKey.values()].flatMap(brokenStates);
  const winners = operations.filter((one) => one.outcome === 'ok' && one.aggregate !== null && one.version !== null && !(one.mayDoNothing && logged.of(one).length === 0));
  const chains = [...groupBy(winners, ({ service, aggregate }) => `${service} ${aggregate}`).values()].flatMap((chain) => [...sameVersion(chain), ...notOnBase(chain, logged), ...backwards(chain)]);
  return [...forks, ...breaks, ...chains, ...goneBack(winners, seen)];
}

function unordered(events: readonly LoggedEvent[]): Violation[] {
  const [{ key, topic }] = events as [LoggedEvent];
  const wrong = events.findIndex((event, index) => index > 0 && event.version < events[index - 1]!.version);
  if (wrong > 0) return [{ rule: 'H3', key, what: `${topic} tells version ${events[wrong]!.version} after ${events[wrong - 1]!.version}` }];
  const known = new Set(events.map(({ version }) => version));
  const gaps = Array.from({ length: lastVersion(events) }, (_, index) => index + 1).filter((version) => !known.has(version));
  return gaps.length === 0 ? [] : [{ rule: 'H3', key, what: `${topic} has no version ${gaps.join(', ')} of ${lastVersion(events)}` }];
}

/** A referral's event tells the state it came from: it is the one the event before it led to. */
function brokenStates(events: readonly LoggedEvent[]): Violation[] {
  const steps = [...events].sort((a, b) => a.version - b.version);
  return steps.flatMap((event, index): Violation[] => {
    const before = index === 0 ? 'new' : stateIn(steps[index - 1]!, 'to');
    const from = stateIn(event, 'from');
    return from === undefined || before === undefined || from === before ? []
      : [{ rule: 'H7', key: event.key, what: `version ${event.version} goes on from "${from}", the version before it led to "${before}"` }];
  });
}

function sameVersion(chain: readonly Operation[]): Violation[] {
  return [...groupBy(chain, ({ version }) => version).values()].filter((same) => same.length > 1)
    .map((same): Violation => ({ rule: 'H7', key: same[0]!.aggregate!, what: `version ${same[0]!.version} was acknowledged to ${same.map(told).join(' and to ')}` }));
}

function notOnBase(chain: readonly Operation[], logged: Logged): Violation[] {
  return chain.flatMap((operation): Violation[] => {
    const { expectedVersion, service, aggregate, trace, version } = operation;
    if (expectedVersion === null || version === expectedVersion) return [];
    const next = logged.ofKey(service, aggregate!).find((event) => event.version === expectedVersion + 1);
    return next && next.trace !== trace ? [{ rule: 'H7', key: aggregate!, what: `${told(operation)} built on version ${expectedVersion}, which somebody else's ${next.type} follows` }] : [];
  });
}

function backwards(chain: readonly Operation[]): Violation[] {
  const byEnd = [...chain].sort((a, b) => a.endedAt - b.endedAt);
  let newest: Operation | null = null;
  const found: Violation[] = [];
  for (const operation of [...chain].sort((a, b) => a.invokedAt - b.invokedAt)) {
    while (byEnd.length > 0 && byEnd[0]!.endedAt < operation.invokedAt) {
      const ended = byEnd.shift()!;
      if (newest === null || ended.version! > newest.version!) newest = ended;
    }
    if (newest !== null && operation.version! < newest.version!) {
      found.push({ rule: 'H7', key: operation.aggregate!, what: `${told(operation)} got version ${operation.version} after ${told(newest)} had ended with ${newest.version}` });
    }
  }
  return found;
}

/** What the owners' doors answer in the end is not older than what they had acknowledged. */
function goneBack(winners: readonly Operation[], seen: Evidence['seen']): Violation[] {
  const last = new Map(seen.map(({ key, version }) => [key, version]));
  return winners.flatMap((operation): Violation[] => {
    const version = last.get(operation.aggregate!);
    if (version === undefined || (version !== null && version >= operation.version!)) return [];
    return [{ rule: 'H7', key: operation.aggregate!, what: `${told(operation)} was acknowledged with version ${operation.version}, the door answers ${version ?? 'nothing'}` }];
  });
}

const stateIn = ({ data }: LoggedEvent, name: 'from' | 'to'): string | undefined => data[name] as string | undefined;
const lastVersion = (events: readonly LoggedEvent[]): number => events.reduce((last, { version }) => Math.max(last, version), 0);
