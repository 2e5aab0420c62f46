import type { EntityManager } from 'typeorm';

const published = new WeakSet<object>();

/** Marks a transaction that has outbox rows. */
export function notePublished(tx: EntityManager): void {
  if (tx.queryRunner) published.add(tx.queryRunner);
}

/** Whether a transaction that has just committed wakes the relay. */
export function hasPublished(tx: EntityManager): boolean {
  return tx.queryRunner !== undefined && published.has(tx.queryRunner);
}
