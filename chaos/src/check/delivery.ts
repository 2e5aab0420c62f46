import type { ConsumerState, Evidence, LoggedEvent, Operation, Violation } from './evidence.js';
import { effectOf, type Logged } from './logged.js';

/** H1: an acknowledged command is on the log, and what is on the log has reached every consumer. */
export function delivered({ operations, consumers }: Evidence, logged: Logged): Violation[] {
  const acknowledged = operations.filter(({ outcome }) => outcome === 'ok').flatMap((operation) => missing(operation, logged));
  const unread = logged.events.flatMap((event) => consumers.filter((consumer) => !hasApplied(consumer, event)).map((consumer): Violation =>
    ({ rule: 'H1', key: event.key, what: `${consumer.group} has not applied ${event.type} version ${event.version} of ${event.topic}` })));
  return [...acknowledged, ...unread];
}

/** Commands that were acknowledged and whose events are not all where they belong. */
export function lostOf({ operations, consumers }: Evidence, logged: Logged): Operation[] {
  return operations.filter((operation) => operation.outcome === 'ok' && (missing(operation, logged).length > 0
    || logged.of(operation).some((event) => consumers.some((consumer) => !hasApplied(consumer, event)))));
}

/** H2: a refused command has no effect, an unknown one a whole effect or none, and nothing happens twice. */
export function wholeOrNone({ operations }: Evidence, logged: Logged): Violation[] {
  return operations.flatMap((operation): Violation[] => {
    const events = logged.of(operation);
    const effect = effectOf(operation, events);
    const isWrong = effect === 'twice' || operation.outcome === 'fail' && effect !== 'none' || operation.outcome === 'unknown' && effect === 'part';
    return isWrong ? [{ rule: 'H2', key: operation.commandId, what: `${told(operation)} has ${effect === 'whole' ? 'an' : `${effect} of its`} effect: ${listed(events)}` }] : [];
  });
}

function missing(operation: Operation, logged: Logged): Violation[] {
  const events = logged.of(operation);
  const effect = effectOf(operation, events);
  if (effect === 'none' && operation.mayDoNothing) return [];
  if (effect !== 'whole' && effect !== 'twice') {
    return [{ rule: 'H1', key: operation.aggregate ?? operation.commandId, what: `${told(operation)} was acknowledged and has ${effect} of its effect on the log: ${listed(events)}` }];
  }
  const { aggregate, version } = operation;
  if (aggregate === null || version === null || version === 0 || logged.ofKey(operation.service, aggregate).some((event) => event.version === version)) return [];
  return [{ rule: 'H1', key: aggregate, what: `${told(operation)} was acknowledged with version ${version}, which is not on the log` }];
}

function hasApplied({ topics, keys, parked }: ConsumerState, { topic, key, version }: LoggedEvent): boolean {
  if (!topics.includes(topic)) return true;
  const known = keys.get(key);
  return known !== undefined && known.version >= version && !parked.some((row) => row.key === key && row.version === version);
}

export function told({ client, name, commandId, outcome, attempts }: Operation): string {
  return `${name} of ${client} (${commandId}, ${outcome} after ${attempts} ${attempts === 1 ? 'try' : 'tries'})`;
}

const listed = (events: readonly LoggedEvent[]): string => (events.length === 0 ? 'nothing' : events.map(({ type, version }) => `${type} ${version}`).join(', '));
