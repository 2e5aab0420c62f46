import { setTimeout as wait } from 'node:timers/promises';
import { type Database, errorFields, type Log, silentLog, systemCtx } from '@konbit/platform';
import type { EntityManager } from 'typeorm';
import type { Cause } from './envelope.js';
import { causeOf, type EventHandlers, type EventItem, HandlerFailure, isConnectionFailure, type Item } from './event-handlers.js';
import type { Handle, SaveOffset } from './event-log.js';
import { buryRecords, type DeadRow, type Gate, lockGates, parkEvents, type ParkedRow, saveGates, turnOf } from './version-gate.js';

/** A database that has vanished in the middle would hold the transaction, and so the group, for ever. */
const endsWithinMs = 60_000;

export const noTenant = '00000000-0000-0000-0000-000000000000';

export interface DispatcherOptions {
  /** Consumer name: the group, and the name in consumer_key, parked and dead_record. */
  group: string;
  db: Database;
  handlers: EventHandlers;
  /** Pauses between quick tries; the number of tries is one more. */
  tryPausesMs?: readonly number[];
  /** Called after events were parked, to wake the worker. */
  onParked?: () => void;
  log?: Log;
}

/** What a consumer has done since it started. */
export interface DispatcherCounts {
  applied: number;
  duplicates: number;
  unhandled: number;
  parked: number;
  deadRecords: number;
}

type CountName = keyof DispatcherCounts;

/**
 * Applies each event once and in order per key: gate, effect, version and offset in one transaction (BACKBONE §3.5).
 * A failing event parks its key after three quick tries; everything else flows (§3.6).
 */
export class Dispatcher {
  readonly counts: DispatcherCounts = { applied: 0, duplicates: 0, unhandled: 0, parked: 0, deadRecords: 0 };
  private readonly log: Log;
  private stopping = false;

  constructor(private readonly options: DispatcherOptions) {
    this.log = options.log ?? silentLog;
  }

  /** A run of records in one transaction; a run that fails is redone one by one. */
  readonly handle: Handle = async (records, saveOffset) => {
    const items = records.map((record) => this.options.handlers.read(record));
    try {
      await this.apply(items, saveOffset);
    } catch (error) {
      if (!isHandlersFault(error)) throw error;
      for (const item of items) {
        if (this.stopping) return;
        await this.applyOne(item, saveOffset);
      }
    }
  };

  /** Ends a run that is being redone after the event in flight; the rest is delivered again. */
  stop(): void {
    this.stopping = true;
  }

  private async applyOne(item: Item, saveOffset: SaveOffset): Promise<void> {
    const cause = await this.tryQuickly(item, saveOffset);
    if (cause === null || item.kind !== 'event') return;
    this.log.warn('event parked', { group: this.options.group, type: item.event.type, key: item.event.subject, version: item.event.version, cause: cause.code });
    await this.apply([{ ...item, park: cause }], saveOffset);
  }

  /** Null when applied, else why not. */
  private async tryQuickly(item: Item, saveOffset: SaveOffset): Promise<Cause | null> {
    const pauses = this.options.tryPausesMs ?? [50, 400];
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.apply([item], saveOffset);
        return null;
      } catch (error) {
        if (!isHandlersFault(error)) throw error;
        const pause = pauses[attempt];
        this.log.warn('handler failed', { group: this.options.group, type: item.record.type, attempt: attempt + 1, ...errorFields(error.inner) });
        if (pause === undefined) return causeOf(error.inner);
        await wait(pause);
      }
    }
  }

  private async apply(items: readonly Item[], saveOffset: SaveOffset): Promise<void> {
    const { db, group } = this.options;
    const first = items.find((item) => item.kind === 'event');
    const work = await db.inTenant({ ...systemCtx(first?.event.tenant ?? noTenant, group), deadlineAt: performance.now() + endsWithinMs }, async (tx) => {
      const run = new Run(tx, this.options, first?.event.tenant ?? noTenant);
      await run.applyAll(items);
      await saveOffset(tx, items.at(-1)!.record);
      return run;
    });
    for (const name of Object.keys(work.counts) as CountName[]) this.counts[name] += work.counts[name];
    if (work.counts.parked > 0) this.options.onParked?.();
  }
}

/** One transaction of the dispatcher; its counts are added only when it has committed. */
class Run {
  readonly counts: DispatcherCounts = { applied: 0, duplicates: 0, unhandled: 0, parked: 0, deadRecords: 0 };
  private readonly parked: ParkedRow[] = [];
  private readonly dead: DeadRow[] = [];

  constructor(private readonly tx: EntityManager, private readonly options: DispatcherOptions, private tenant: string) {}

  async applyAll(items: readonly Item[]): Promise<void> {
    const { group } = this.options;
    const keys = [...new Set(items.filter((item) => item.kind === 'event').map((item) => item.event.subject))];
    const gates = keys.length > 0 ? await lockGates(this.tx, group, keys) : new Map<string, Gate>();
    for (const item of items) {
      if (item.kind === 'unreadable') this.dead.push(item);
      else await this.applyEvent(item, gates.get(item.event.subject)!);
    }
    await saveGates(this.tx, group, gates);
    await parkEvents(this.tx, group, this.parked);
    await buryRecords(this.tx, group, this.dead);
    this.counts.parked = this.parked.length;
    this.counts.deadRecords = this.dead.length;
  }

  private async applyEvent(item: EventItem, gate: Gate): Promise<void> {
    const turn = turnOf(gate, item.event.version);
    if (turn === 'seen') {
      this.counts.duplicates += 1;
      return;
    }
    if (turn !== 'next' || item.park) {
      this.park(item, gate, item.park ?? (turn === 'gap' ? { code: 'GAP', expected: gate.last + 1 } : { code: 'BEHIND' }));
      return;
    }
    if (item.handlers.length > 0) await this.runHandlers(item);
    else this.counts.unhandled += 1;
    gate.last = item.event.version;
    gate.changed = true;
  }

  private async runHandlers(item: EventItem): Promise<void> {
    if (item.event.tenant !== this.tenant) await enterTenant(this.tx, item.event.tenant);
    this.tenant = item.event.tenant;
    await this.options.handlers.run(this.tx, item);
    this.counts.applied += 1;
  }

  private park(item: EventItem, gate: Gate, cause: Cause): void {
    this.parked.push({ record: item.record, cause });
    if (!gate.parked) gate.changed = true;
    gate.parked = true;
  }
}

/** The municipality wall of one transaction that meets events of several. */
export async function enterTenant(tx: EntityManager, tenant: string): Promise<void> {
  await tx.query(`select set_config('konbit.tenant', $1, true)`, [tenant]);
}

function isHandlersFault(error: unknown): error is HandlerFailure {
  return error instanceof HandlerFailure && !isConnectionFailure(error.inner);
}
