/** Where a group stands in a topic, over all partitions; one without an offset begins at the oldest record. */
export function placeIn(ends: readonly { partition: number; high: string; low: string }[], kept: ReadonlyMap<number, number> = new Map()): { offset: number; lag: number } {
  let [offset, lag] = [0, 0];
  for (const { partition, high, low } of ends) {
    const off = kept.get(partition) ?? -1;
    offset += Math.max(0, off);
    lag += Number(high) - Math.max(off, Number(low));
  }
  return { offset, lag };
}
