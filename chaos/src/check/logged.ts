import { groupBy } from '../group-by.js';
import type { LoggedEvent, Operation } from './evidence.js';

/** The log without its doubles, by trace and by key: the first record of an event is the event. */
export class Logged {
  readonly events: readonly LoggedEvent[];
  private readonly byTrace: ReadonlyMap<string, LoggedEvent[]>;
  readonly byKey: ReadonlyMap<string, readonly LoggedEvent[]>;

  constructor(records: readonly LoggedEvent[]) {
    const first = new Map<string, LoggedEvent>();
    for (const record of records) if (!first.has(record.id)) first.set(record.id, record);
    this.events = [...first.values()];
    this.byTrace = groupBy(this.events.filter(({ trace }) => trace !== null), ({ topic, trace }) => `${topic} ${trace}`);
    this.byKey = groupBy(this.events, ({ topic, key }) => `${topic} ${key}`);
  }

  /** What the owning service published for a command; what others made of that has another topic. */
  of({ service, trace }: Operation): readonly LoggedEvent[] {
    return this.byTrace.get(`${service}.events ${trace}`) ?? [];
  }

  ofKey(service: string, key: string): readonly LoggedEvent[] {
    return this.byKey.get(`${service}.events ${key}`) ?? [];
  }
}

/** How the events of a command stand to what it promised. */
export function effectOf({ promises }: Operation, events: readonly LoggedEvent[]): 'none' | 'whole' | 'part' | 'twice' {
  const counts = Object.entries(promises).map(([type, wanted]) => ({ wanted, found: events.filter((event) => event.type.startsWith(type)).length }));
  if (events.length === 0) return 'none';
  if (counts.some(({ wanted, found }) => found > wanted)) return 'twice';
  return counts.every(({ wanted, found }) => found === wanted) ? 'whole' : 'part';
}
