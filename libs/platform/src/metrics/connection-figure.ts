import type { Figure } from './figure.js';

/** What a pool of `pg` says of itself. */
export interface PoolCounts { totalCount: number; idleCount: number; waitingCount: number }

/** The use of a pool: a queue of waiting requests is the first sign of a database that cannot keep up. */
export function connectionFigure(pool: () => PoolCounts): Figure {
  return {
    name: 'konbit_database_connections', help: 'Connections of the pool, busy or idle, and requests that wait for one', kind: 'gauge', labels: ['state'],
    read: () => {
      const { totalCount, idleCount, waitingCount } = pool();
      return [['busy', totalCount - idleCount], ['idle', idleCount], ['waiting', waitingCount]].map(([state, value]) => ({ labels: { state: String(state) }, value: Number(value) }));
    },
  };
}
