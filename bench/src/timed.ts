/** Seconds that something takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** Looks every 20 ms. */
export async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!await isDone()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Things a second between the first that is seen and the last: joining a group is not counted. */
export async function pace(total: number, count: () => Promise<number>): Promise<number> {
  let first = 0;
  await until(async () => (first = await count()) > 0);
  const seconds = await timed(() => until(async () => await count() >= total));
  return (total - first) / seconds;
}
