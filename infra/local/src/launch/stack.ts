import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { JsonLog, Sealer, codeId } from '@konbit/platform';
import { freePorts } from '../free-port.js';
import { moveLog } from '../kafka/move-log.js';
import { migrateBus } from '../postgres/bus.js';
import { type DatabaseService, bootstrapDatabases } from '../postgres/databases.js';
import { type RunningPostgres, startPostgres } from '../postgres/postgres.js';
import { accountsFromFile } from '../sign-in/accounts.js';
import { demoSignIn } from '../sign-in/demo-accounts.js';
import { startSignIn } from '../sign-in/sign-in.js';
import { StartError, textOf } from '../start-error.js';
import { accountsPath, ensureAdmin } from './accounts-file.js';
import { loadDemoData } from './demo-data.js';
import { waitHealthy } from './health.js';
import type { LaunchConfig } from './launch-config.js';
import { startRetention } from './retention.js';
import { LogFile } from './log-file.js';
import { signInPort } from './ports.js';
import { writeRunFile } from './run-file.js';
import { type Secrets, demoMode, ensureKeysFile, loadSecrets, rememberSignInPort } from './secrets.js';
import { type StackFacts, audience, clientId, loaderEnv, serviceEnv } from './service-env.js';
import { ServiceProcess } from './service-process.js';

export interface StackOptions {
  config: LaunchConfig;
  say: (sentence: string) => void;
  /** Which services to run; all of them when absent. */
  services?: readonly DatabaseService[];
}

const allServices: readonly DatabaseService[] = ['directory', 'cases', 'referrals', 'gateway'];
const sealedServices = ['CASES', 'REFERRALS', 'DIRECTORY'] as const;
/** Young generations that hold a few requests: smaller ones cost a third of the CPU, larger ones only memory (bench: worklist, start). */
const nodeFlags = ['--max-semi-space-size=16', '--max-old-space-size=256'];

/** Database, sign-in, sealers and services of one home, as one thing that starts and stops. */
export class Stack {
  private readonly config: LaunchConfig;
  private readonly say: (sentence: string) => void;
  private readonly started: { name: string; stop: () => Promise<void> }[] = [];
  private readonly services: ServiceProcess[] = [];
  private postgres: RunningPostgres | null = null;
  private facts: StackFacts | null = null;
  private readonly ending = new AbortController();
  private starting: Promise<void> = Promise.resolve();
  private reviving: Promise<void> = Promise.resolve();
  private readonly startedAt = new Date().toISOString();
  /** Known once the state folder was read. */
  demo = false;
  /** Password of the account made at this start, to be shown once. */
  adminPassword: string | null = null;

  constructor(private readonly options: StackOptions) {
    this.config = options.config;
    this.say = options.say;
  }

  /** Starts everything in order; throws `StartError` with one sentence. */
  start(): Promise<void> {
    this.starting = this.open();
    return this.starting;
  }

  /** Ends services first, then what they lean on; all within ten seconds. */
  async stop(): Promise<void> {
    this.ending.abort();
    await Promise.all(this.services.map((service) => service.stop(5_000)));
    for (const { stop } of this.started.reverse()) await stop().catch((error: unknown) => this.say(textOf(error)));
    await this.starting.catch(() => undefined);
    await this.reviving;
    await this.postgres?.stop();
  }

  private async open(): Promise<void> {
    const secrets = loadSecrets(this.config.home, this.config.demo ?? true);
    this.demo = demoMode(this.config.demo, secrets.demo);
    const keysFile = ensureKeysFile(this.config.home, existsSync(this.dataDir));
    this.postgres = await this.openPostgres();
    this.continueUnlessStopping();
    const databaseUrls = await bootstrapDatabases(this.postgres.adminUrl);
    await migrateBus(databaseUrls['BUS_OWNER_DATABASE_URL'] ?? '');
    await this.openLog(databaseUrls['BUS_OWNER_DATABASE_URL'] ?? '');
    const issuer = await this.openSignIn(secrets);
    const [cases = 0, referrals = 0, directory = 0] = await freePorts(3);
    this.facts = { config: this.config, secrets, demo: this.demo, keysFile, databaseUrls, issuer, rpcPorts: { cases, referrals, directory } };
    this.say('Iniciando los servicios…');
    await this.openServices(this.facts);
  }

  private async openLog(busOwnerUrl: string): Promise<void> {
    const { kafkaBrokers } = this.config;
    if (!kafkaBrokers) return;
    this.say('Revisando los temas de Kafka…');
    await moveLog({ brokers: kafkaBrokers, busOwnerUrl, say: this.say });
    this.continueUnlessStopping();
  }

  private get stopping(): boolean {
    return this.ending.signal.aborted;
  }

  private continueUnlessStopping(): void {
    if (this.stopping) throw new StartError('Inicio interrumpido.');
  }

  private get dataDir(): string {
    return join(this.config.home, 'postgres');
  }

  private log(name: string): LogFile {
    return new LogFile(join(this.config.home, 'logs', `${name}.log`));
  }

  private openPostgres(port?: number): Promise<RunningPostgres> {
    const log = this.log('postgres');
    log.rotateIfFull();
    return startPostgres({
      dataDir: this.dataDir, log: log.path, onProgress: this.say, onExit: () => { this.reviving = this.revivePostgres(); },
      ...(port !== undefined && { port }),
    });
  }

  /** The same port again: the urls that the services hold stay true. */
  private async revivePostgres(): Promise<void> {
    const port = this.postgres?.port;
    for (let pauseMs = 500; !this.stopping; pauseMs = Math.min(pauseMs * 2, 30_000)) {
      this.say('La base de datos se detuvo: se inicia de nuevo…');
      try {
        const revived = await this.openPostgres(port);
        await this.keepRevived(revived);
        return;
      } catch (error) {
        this.say(textOf(error));
        await wait(pauseMs, undefined, { signal: this.ending.signal }).catch(() => undefined);
      }
    }
  }

  private async keepRevived(revived: RunningPostgres): Promise<void> {
    this.postgres = revived;
    if (this.stopping) {
      await revived.stop();
      return;
    }
    this.say('La base de datos funciona otra vez.');
    this.writeRun();
  }

  private async openSignIn(secrets: Secrets): Promise<string> {
    this.say('Iniciando el inicio de sesión…');
    const { config } = this;
    const port = await signInPort(config.signInPort, secrets.signInPort, config.host);
    rememberSignInPort(config.home, secrets, port);
    const own = new URL(config.publicUrl);
    const issuer = config.signInUrl ?? `${config.tls ? 'https' : 'http'}://${own.hostname}:${port}`;
    const demo = this.demo ? await demoSignIn() : null;
    if (!demo) this.adminPassword = await ensureAdmin(config.home);
    const log = this.log('sign-in');
    const signIn = await startSignIn({
      issuer, host: config.host, port, tenant: codeId(config.tenantCut),
      keys: { signing: secrets.signingKeys, cookies: secrets.cookieKeys },
      accounts: demo?.accounts ?? accountsFromFile(accountsPath(config.home)),
      gateway: gatewayAddresses(config, secrets),
      log: (event, details) => log.write(`${JSON.stringify({ time: new Date().toISOString(), event, ...details })}\n`),
      ...(config.tls && { tls: config.tls }),
      ...(demo && { demo: demo.hints }),
    });
    this.started.push({ name: 'sign-in', stop: () => signIn.stop() });
    return issuer;
  }

  /** Side by side: none of them needs another in order to listen, and a second start stays short. */
  private async openServices(facts: StackFacts): Promise<void> {
    const wanted = this.options.services ?? allServices;
    const gateway = wanted.includes('gateway') ? this.openService('gateway', facts) : Promise.resolve();
    const others = Promise.all(wanted.filter((name) => name !== 'gateway').map((name) => this.openService(name, facts)));
    await Promise.all([gateway, others.then(() => this.openBehindServices(facts))]);
    this.continueUnlessStopping();
    if (wanted.includes('gateway')) await waitHealthy(this.config.publicUrl, this.config);
  }

  private async openService(name: DatabaseService, facts: StackFacts): Promise<void> {
    const entry = join(this.config.root, 'apps', name, 'dist/main.js');
    if (!existsSync(entry)) throw new StartError(`Falta compilar el servicio ${name}: ejecute "npm run build" y vuelva a iniciar.`);
    const service = new ServiceProcess({
      name, entry, env: serviceEnv(facts, name), execArgv: nodeFlags, log: this.log(name), say: this.say, onChange: () => { this.writeRun(); },
    });
    this.services.push(service);
    this.continueUnlessStopping();
    await service.start();
    this.say(`  ${labels[name]}: listo`);
  }

  private async openBehindServices(facts: StackFacts): Promise<void> {
    this.continueUnlessStopping();
    this.openSealers(facts.databaseUrls);
    this.openRetention(facts.databaseUrls);
    if (this.demo) await this.loadDemo(facts);
  }

  private openSealers(urls: Readonly<Record<string, string>>): void {
    const present = sealedServices.filter((service) => this.services.some(({ name }) => name === service.toLowerCase()));
    const log = this.log('sealer');
    for (const service of present) {
      const sealer = new Sealer({ ownerUrl: urls[`${service}_OWNER_DATABASE_URL`] ?? '', log: new JsonLog(service.toLowerCase(), (line) => { log.write(`${line}\n`); }) });
      sealer.start();
      this.started.push({ name: 'sealer', stop: async () => { await sealer.stop(); } });
    }
  }

  private openRetention(urls: Readonly<Record<string, string>>): void {
    const log = this.log('retention');
    this.started.push({ name: 'retention', stop: startRetention({ urls, log: new JsonLog('retention', (line) => { log.write(`${line}\n`); }) }) });
  }

  private loadDemo(facts: StackFacts): Promise<void> {
    return loadDemoData({
      root: this.config.root, env: loaderEnv(facts), log: this.log('demo'), say: this.say,
      onSpawn: (kill) => { this.started.push({ name: 'demo', stop: () => { kill(); return Promise.resolve(); } }); },
    });
  }

  private writeRun(): void {
    if (!this.facts || !this.postgres || this.stopping) return;
    const owners = Object.entries(this.facts.databaseUrls).filter(([name]) => name.endsWith('_OWNER_DATABASE_URL'));
    writeRunFile(this.config.home, {
      pid: process.pid, startedAt: this.startedAt, url: this.config.publicUrl, issuer: this.facts.issuer, postgresPid: this.postgres.pid,
      kafkaBrokers: this.config.kafkaBrokers,
      services: this.services.map(({ name, pid, state, restarts }) => ({ name, pid, state, restarts })), databaseUrls: Object.fromEntries(owners),
    });
  }
}

const labels: Readonly<Record<DatabaseService, string>> = {
  directory: 'directorio de servicios', cases: 'fichas y atenciones', referrals: 'derivaciones', gateway: 'aplicación web',
};

function gatewayAddresses({ publicUrl, host, port, tls }: LaunchConfig, { clientSecret }: Secrets): Parameters<typeof startSignIn>[0]['gateway'] {
  const inside = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    url: publicUrl, clientId, clientSecret, audience,
    redirectUri: `${publicUrl}/auth/callback`,
    postLogoutRedirectUris: [publicUrl, `${publicUrl}/`, `${publicUrl}/auth/signed-out`],
    backChannelLogoutUri: `${tls ? publicUrl : `http://${inside}:${port}`}/auth/backchannel-logout`,
  };
}
