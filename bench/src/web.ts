import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Metric, metric } from './metric.js';

const root = new URL('../../', import.meta.url);
const report = z.object({ initialJsGz: z.number(), cssGz: z.number() });
const figures = z.object({ deskPathPresses: z.int(), screens: z.int(), axeViolations: z.int() });

/** Size of the first load from a fresh build, key presses of the desk path, and accessibility of every screen at 1280 and 360 px. Limits are those of WEB §13. */
export function measureWeb(): Promise<Metric[]> {
  return Promise.resolve(measure());
}

function measure(): Metric[] {
  run('npm', ['run', '-s', 'build:web']);
  run('npx', ['--no-install', 'playwright', 'test', '--config', 'e2e/playwright.config.ts', 'figures']);
  const built = report.parse(read('apps/web/dist/build-report.json'));
  const seen = figures.parse(read('e2e/shots/figures.json'));
  return [
    metric('initial_js_gz_kb', built.initialJsGz / 1000, 'kB', 150), metric('css_gz_kb', built.cssGz / 1000, 'kB', 15),
    metric('desk_path_presses', seen.deskPathPresses, 'presses', 75),
    metric('axe_screens', seen.screens, 'screens × widths × languages'), metric('axe_violations', seen.axeViolations, 'violations', 0),
  ];
}

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { cwd: fileURLToPath(root), stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`);
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, root), 'utf8')) as unknown;
}
