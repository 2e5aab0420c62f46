#!/usr/bin/env node
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const node = process.platform === 'win32' ? join(root, 'node_modules/node/bin/node.exe') : join(root, 'node_modules/.bin/node');
const cli = join(root, 'infra/local/dist/cli.js');

if (!existsSync(node) || !existsSync(cli)) {
  process.stderr.write('Konbit aún no está instalado en esta carpeta: ejecute primero "npm start".\n');
  process.exitCode = 1;
} else {
  const { status } = spawnSync(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
