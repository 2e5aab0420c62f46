import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin, Rollup } from 'vite';

const limits = { initialJs: 150_000, css: 15_000 };
/** Never in the app at all: the classic build of zod costs 18 kB where `zod/mini` does the same. */
const forbidden = [/[\\/]zod[\\/]v4[\\/]classic[\\/]/, /[\\/]zod[\\/]index\.js$/, /[\\/]zod[\\/]v3[\\/]/];
/** Only in chunks loaded with a route, never in the first one. */
const notAtStart = [/[\\/]react-aria/, /[\\/]recharts[\\/]/, /[\\/]react-hook-form[\\/]/];

interface ChunkFacts {
  file: string;
  gz: number;
  initial: boolean;
  modules: string[];
}

/** Fails the build past the budgets of WEB §13, and writes `dist/build-report.json` with what each file weighs. */
export function buildGate(): Plugin {
  return {
    name: 'konbit-build-gate',
    apply: 'build',
    writeBundle(options, bundle) {
      const files = Object.values(bundle);
      for (const file of files) compress(options.dir ?? 'dist/app', file);
      const chunks = files.filter((file) => file.type === 'chunk');
      const start = startFiles(chunks);
      const facts = chunks.map((chunk): ChunkFacts => ({ file: chunk.fileName, gz: gz(chunk.code), initial: start.has(chunk.fileName), modules: Object.keys(chunk.modules).map(shorten) }));
      const initialJs = facts.filter((chunk) => chunk.initial).reduce((sum, chunk) => sum + chunk.gz, 0);
      const css = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css')).reduce((sum, file) => sum + gz((file as Rollup.OutputAsset).source), 0);
      mkdirSync('dist', { recursive: true });
      writeFileSync('dist/build-report.json', JSON.stringify({ initialJsGz: initialJs, cssGz: css, limits, chunks: facts }, null, 2));
      const faults = [...overBudget(initialJs, css), ...facts.flatMap(strangers)];
      if (faults.length > 0) this.error(faults.join('\n'));
      this.info(`initial JS ${(initialJs / 1000).toFixed(1)} kB of ${limits.initialJs / 1000}, CSS ${(css / 1000).toFixed(1)} kB of ${limits.css / 1000} (gzip)`);
    },
  };
}

const gz = (source: string | Uint8Array): number => gzipSync(source, { level: 9 }).length;
const shorten = (id: string): string => id.replace(/^.*[\\/]node_modules[\\/]/, '').replace(/^.*[\\/]apps[\\/]web[\\/]/, '').replace(/^.*[\\/]libs[\\/]/, 'libs/');

/** The gateway sends the compressed twin of a file when the browser takes it. */
function compress(folder: string, file: Rollup.OutputAsset | Rollup.OutputChunk): void {
  if (!/\.(js|css|svg)$/.test(file.fileName)) return;
  const source = Buffer.from(file.type === 'chunk' ? file.code : file.source);
  writeFileSync(join(folder, `${file.fileName}.gz`), gzipSync(source, { level: 9 }));
  writeFileSync(join(folder, `${file.fileName}.br`), brotliCompressSync(source));
}

function startFiles(chunks: Rollup.OutputChunk[]): Set<string> {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const found = new Set<string>();
  const visit = (name: string): void => {
    if (found.has(name)) return;
    found.add(name);
    byName.get(name)?.imports.forEach(visit);
  };
  chunks.filter((chunk) => chunk.isEntry).forEach((chunk) => visit(chunk.fileName));
  return found;
}

function overBudget(initialJs: number, css: number): string[] {
  return [
    ...(initialJs > limits.initialJs ? [`initial JS is ${initialJs} bytes gzip, the limit is ${limits.initialJs}`] : []),
    ...(css > limits.css ? [`CSS is ${css} bytes gzip, the limit is ${limits.css}`] : []),
  ];
}

function strangers(chunk: ChunkFacts): string[] {
  const rules = chunk.initial ? [...forbidden, ...notAtStart] : forbidden;
  return chunk.modules.filter((id) => rules.some((rule) => rule.test(`/${id}`))).map((id) => `${id} must not be in ${chunk.file}`);
}
