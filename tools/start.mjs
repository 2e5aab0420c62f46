// Runs before any install, on any Node from 20: built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const home = homeFolder();
const isWindows = process.platform === 'win32';

/** A sentence for the person, without a stack. */
class Stop extends Error {}

function homeFolder() {
  if (process.env.KONBIT_HOME) return resolve(process.env.KONBIT_HOME);
  return process.getuid?.() === 0 ? '/var/lib/konbit' : join(root, '.konbit');
}

function say(sentence) {
  process.stdout.write(`${sentence}\n`);
}

function requireTools() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) throw new Stop(`Konbit necesita Node 20 o más nuevo y este equipo tiene ${process.versions.node}: instálelo desde https://nodejs.org y vuelva a intentar.`);
  if (npm(['--version'], { stdio: 'ignore' }).status !== 0) throw new Stop('No se encontró npm: instale Node con npm desde https://nodejs.org y vuelva a intentar.');
}

/** npm may be absent from PATH when it was called by its full name; it tells where it is. */
function npmCommand(args) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return [process.execPath, [cli, ...args]];
  return [isWindows ? 'npm.cmd' : 'npm', args];
}

function npm(args, options) {
  const [command, all] = npmCommand(args);
  return spawnSync(command, all, { cwd: root, shell: isWindows && command === 'npm.cmd', ...options });
}

// ---- install ----

async function install() {
  const stamp = join(root, 'node_modules', '.konbit-install');
  const wanted = sha256(readFileSync(join(root, 'package-lock.json'))) + ` ${process.platform}-${process.arch}`;
  if (read(stamp) === wanted && existsSync(node24())) return;
  const [command, args] = npmCommand(['ci', '--no-audit', '--no-fund']);
  await step('Instalando los componentes (la primera vez tarda unos minutos)', command, args, installProblem);
  writeFileSync(stamp, wanted);
}

function installProblem(output) {
  if (/ENOSPC|no space left/i.test(output)) return `No queda espacio en el disco de ${root}: libere al menos 2 GB y vuelva a iniciar.`;
  if (/EACCES|EPERM|permission denied/i.test(output)) return `Este usuario no tiene permiso para escribir en ${root}: déle permiso a esa carpeta o use una copia propia.`;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|network/i.test(output)) return 'No se pudo llegar al registro de npm: revise la conexión a internet (o el proxy) y vuelva a iniciar.';
  return 'No se pudieron instalar los componentes: vea el detalle de arriba y vuelva a iniciar.';
}

function node24() {
  return isWindows ? join(root, 'node_modules', 'node', 'bin', 'node.exe') : join(bin, 'node');
}

// ---- build ----

async function build() {
  const stamp = join(root, 'node_modules', '.konbit-build');
  const products = ['infra/local/dist/launcher.js', 'apps/gateway/dist/main.js', 'apps/web/dist/app/index.html'];
  if (read(stamp) === sourceHash() && products.every((file) => existsSync(join(root, file)))) return;
  rmSync(stamp, { force: true });
  const tsc = (...projects) => [node24(), [join(root, 'node_modules/ts7/bin/tsc'), '-b', ...projects]];
  const failed = () => 'No se pudo compilar Konbit: vea el detalle de arriba. Si no cambió el código, borre la carpeta node_modules y vuelva a iniciar.';
  if (existsSync(join(root, 'tools/codegen.mjs'))) await step('Preparando los contratos y los tipos', node24(), ['tools/codegen.mjs'], failed);
  await step('Compilando los servicios', ...tsc(existsSync(join(root, 'tsconfig.build.json')) ? 'tsconfig.build.json' : 'tsconfig.json'), failed);
  await step('Compilando la aplicación web', ...npmCommand(['run', '--silent', 'build:web']), failed);
  // Taken after the build, which itself derives files inside the source folders.
  writeFileSync(stamp, sourceHash());
}

function sourceHash() {
  const hash = createHash('sha256');
  const top = readdirSync(root).filter((name) => /^(package(-lock)?|tsconfig.*)\.json$/.test(name)).map((name) => join(root, name));
  const folders = ['libs', 'apps', 'infra', 'seed', 'tools/codegen'].map((name) => join(root, name)).filter(existsSync);
  for (const file of [...top, ...folders.flatMap(filesBelow)].sort()) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function filesBelow(folder) {
  const skipped = new Set(['node_modules', 'dist', 'dist-test', 'generated', 'test', 'coverage', 'arch', 'lint']);
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesBelow(join(folder, entry.name));
    return /\.tsbuildinfo$/.test(entry.name) || !entry.isFile() ? [] : [join(folder, entry.name)];
  });
}

// ---- steps ----

/** Runs a command, shows that it is alive every ten seconds, and its output only when it fails. */
function step(title, command, args, explain) {
  say(`${title}…`);
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const env = { ...process.env, PATH: `${bin}${isWindows ? ';' : ':'}${process.env.PATH ?? ''}` };
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: isWindows && command === 'npm.cmd' });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => { output = (output + chunk).slice(-20_000); });
  const alive = setInterval(() => say(`  … ${seconds()} s`), 10_000);
  return new Promise((done, fail) => {
    child.on('error', (error) => { output += error.message; });
    child.on('close', (code) => {
      clearInterval(alive);
      if (code === 0) return done(say(`  listo (${seconds()} s)`));
      process.stderr.write(`${output.split('\n').slice(-40).join('\n')}\n`);
      fail(new Stop(explain(output)));
    });
  });
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('hex');
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

// ---- a Konbit that already runs ----

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Same rule as the launcher's lock: the id lives and was born when the lock says. */
function runningUrl() {
  try {
    const { pid, born, url } = JSON.parse(read(join(home, 'lock.json')) ?? 'null') ?? {};
    if (!pid || !isAlive(pid)) return null;
    const stat = read(`/proc/${pid}/stat`);
    const bornNow = stat ? stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] : '';
    return bornNow === born ? url : null;
  } catch {
    return null;
  }
}

function refuseWhileRunning() {
  const url = runningUrl();
  if (url) throw new Stop(`Konbit ya está funcionando con la carpeta ${home}: ábralo en ${url}, o deténgalo (Ctrl+C en su ventana) antes de continuar.`);
}

// ---- reset ----

const stateNames = /^(postgres|postgres\.(new|password|log)|postgres-18(\.new)?|(keys|secrets|accounts|run|lock|demo[\w-]*)\.json|logs)$/;

async function reset() {
  refuseWhileRunning();
  const names = existsSync(home) ? readdirSync(home).filter((name) => stateNames.test(name)) : [];
  if (names.length === 0) return say(`No hay datos que borrar en ${home}.`);
  if (process.stdin.isTTY && process.stdout.isTTY && !(await confirmed())) return say('No se borró nada.');
  await stopLeftPostgres();
  for (const name of names) rmSync(join(home, name), { recursive: true, force: true });
  say(`Se borraron los datos de ${home}. "npm start" empieza de nuevo.`);
}

async function confirmed() {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Se borrarán todos los datos y las claves de ${home}. Escriba "borrar" para continuar: `);
  terminal.close();
  return answer.trim().toLowerCase() === 'borrar';
}

/** A killed launcher leaves its database alive; its files may not vanish under it. */
async function stopLeftPostgres() {
  const pid = Number((read(join(home, 'postgres', 'postmaster.pid')) ?? '').split('\n')[0]);
  const name = read(`/proc/${pid}/comm`);
  if (!pid || !isAlive(pid) || (name !== null && !name.startsWith('postgres'))) return;
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && existsSync(join(home, 'postgres', 'postmaster.pid')); i += 1) await new Promise((next) => setTimeout(next, 100));
}

// ---- launch ----

function launch() {
  // The sign-in calls the gateway by its public name, whose certificate may be the office's own.
  const trust = process.env.KONBIT_TLS_CERT ? { NODE_EXTRA_CA_CERTS: process.env.KONBIT_TLS_CERT } : {};
  const child = spawn(node24(), ['--max-semi-space-size=4', '--max-old-space-size=256', join(root, 'infra/local/dist/launcher.js')], {
    cwd: root, env: { ...process.env, ...trust, NODE_ENV: 'production' }, stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGINT' ? 'SIGTERM' : signal));
  child.on('exit', (code) => process.exit(code ?? 1));
  // npm runs scripts in a shell that dies of a signal without passing it on: an orphan stops as if it had been told.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event) setInterval(() => { if (process.ppid !== parent) child.kill('SIGTERM'); }, 250).unref();
}

async function main() {
  requireTools();
  if (process.argv.includes('--reset')) return reset();
  refuseWhileRunning();
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  await install();
  await build();
  launch();
}

main().catch((error) => {
  const sentence = error instanceof Stop ? error.message
    : error.code === 'EACCES' || error.code === 'EPERM' ? `Este usuario no tiene permiso para usar ${error.path ?? root}: déle permiso o use una copia propia de Konbit.`
      : error.code === 'ENOSPC' ? `No queda espacio en el disco de ${error.path ?? root}: libere espacio y vuelva a iniciar.`
        : `No se pudo iniciar: ${error.message}`;
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 1;
});
