import type { Measurement, Metric } from './metric.js';

const measurements: Record<string, () => Promise<Measurement>> = {
  start: async () => (await import('./start.js')).measureStart,
  messaging: async () => (await import('./messaging.js')).measureMessaging,
  web: async () => (await import('./web.js')).measureWeb,
  visible: async () => (await import('./visible.js')).measureVisible,
  worklist: async () => (await import('./worklist.js')).measureWorklist,
  keycloak: async () => (await import('./keycloak.js')).measureKeycloak,
  search: async () => (await import('./search.js')).measureSearch,
  criteria: async () => (await import('./criteria.js')).measureCriteria,
};

/** `npm run bench -- [--json] NAME`: one measurement, a JSON object a line with `--json`, else a sentence a line. */
async function run(args: readonly string[]): Promise<void> {
  const json = args.includes('--json');
  const name = args.find((arg) => !arg.startsWith('-'));
  const load = name === undefined ? undefined : measurements[name];
  if (!load) {
    console.error(`Which measurement? ${Object.keys(measurements).join(', ')}. Example: npm run bench -- --json messaging`);
    process.exitCode = 2;
    return;
  }
  for (const one of await (await load())()) console.log(json ? JSON.stringify(one) : sentence(one));
}

function sentence({ metric, value, unit, floor, ratio }: Metric): string {
  return `${metric}: ${value} ${unit}${floor === null ? '' : ` (floor ${floor}, ratio ${ratio ?? '-'})`}`;
}

await run(process.argv.slice(2));
