import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Figure } from './figure.js';

/** How often the delay of the event loop is sampled: more often, and an idle process would never rest. */
const samplePeriodMs = 50;

/** Memory, CPU and event loop of this process, under the names that Prometheus' dashboards know. */
export function processFigures(): Figure[] {
  const delay = monitorEventLoopDelay({ resolution: samplePeriodMs });
  delay.enable();
  const one = (value: number): [{ value: number }] => [{ value }];
  return [
    { name: 'process_resident_memory_bytes', help: 'Memory of the process', kind: 'gauge', read: () => one(process.memoryUsage.rss()) },
    { name: 'nodejs_heap_size_used_bytes', help: 'Memory of living objects', kind: 'gauge', read: () => one(process.memoryUsage().heapUsed) },
    { name: 'process_cpu_seconds_total', help: 'Seconds of CPU', kind: 'counter', read: () => one(cpuSeconds()) },
    { name: 'process_start_time_seconds', help: 'When the process started, in seconds since 1970', kind: 'gauge', read: () => one(Math.round(performance.timeOrigin / 1000)) },
    {
      name: 'konbit_event_loop_delay_seconds', help: 'How late the event loop came since the last reading', kind: 'gauge', labels: ['quantile'],
      read: () => {
        const values = ([['0.5', delay.percentile(50)], ['0.99', delay.percentile(99)], ['1', delay.max]] as const)
          .map(([quantile, nanoseconds]) => ({ labels: { quantile }, value: Math.max(0, nanoseconds / 1e9 - samplePeriodMs / 1e3) }));
        delay.reset();
        return values;
      },
    },
  ];
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
