import { createServer } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Effect, type MoveCommand, newId, type ReferralMove, referralsRpc, type Role } from '@konbit/contracts';
import {
  branchOf, codeId, type Ctx, DomainError, newTrace, RpcClient, type RpcServer, type RunningService, serviceConfig, silentLog, staffCtx, startService, TokenVerifier,
} from '@konbit/platform';
import { eventually, FixedClock, testDatabases, type TestDatabases, TestIssuer } from '@konbit/testing';
import { referralsService } from '../dist/app.module.js';
import { Script, serveCases } from './cases-stand-in.js';
import { commune, type Fact, home, publish } from './directory-facts.js';

export const services = { work: codeId('OML-02'), bank: codeId('OML-01') };
export const branches = { desk: codeId('BR-IMV-MIG-CENTRAL'), omil: codeId('BR-OMIL-VALPO'), dideco: codeId('BR-DIDECO-PLATAFORMA'), health: codeId('BR-DEMO-SALUD-A'), closed: codeId('BR-CLOSED') };
export const noon = new Date('2026-11-24T15:00:00.000Z');

/** Who calls, by the names of the demo accounts. */
const accounts: Record<string, { roles: Role[]; branch: string; cut?: string }> = {
  meson: { roles: ['adviser'], branch: 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL' }, meson2: { roles: ['adviser'], branch: 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL' },
  omil: { roles: ['omil_officer'], branch: 'ORG-IMV-OMIL/BR-OMIL-VALPO' }, omil2: { roles: ['omil_officer'], branch: 'ORG-IMV-OMIL/BR-OMIL-VALPO' },
  dideco: { roles: ['social_worker'], branch: 'ORG-IMV-DIDECO/BR-DIDECO-PLATAFORMA' }, salud: { roles: ['external_counterpart'], branch: 'ORG-DEMO-SALUD/BR-DEMO-SALUD-A' },
  stranger: { roles: ['omil_officer'], branch: 'ORG-IMV-OMIL/BR-OMIL-VALPO', cut: '13101' },
};

type Data<C extends MoveCommand> = Extract<ReferralMove, { command: C }>['data'];
export interface PublishedEvent { type: string; agg_version: number; payload: Record<string, unknown>; headers: { audience: string[]; tenant: string } }
interface Extra { referralId?: string; commandId?: string; expectedVersion?: number; actingFor?: 'person'; wish?: 'phone' }

/** The service as it ships, on a real database, with `cases` behind a real socket and the directory known. */
export class World {
  readonly clock = new FixedClock(noon);
  readonly script = new Script();
  private cases: RpcServer | null = null;

  constructor(
    readonly databases: TestDatabases, readonly issuer: TestIssuer, private readonly folder: string, private readonly ports: { cases: number; referrals: number },
  ) {}

  service!: RunningService;
  client!: RpcClient<typeof referralsRpc>;

  async start(env: NodeJS.ProcessEnv): Promise<void> {
    const keys = { aes: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }], hmac: [{ id: 'h1', key: Buffer.alloc(32, 2).toString('base64') }] };
    await writeFile(join(this.folder, 'keys.json'), JSON.stringify(keys));
    Object.assign(env, this.databases.env('referrals'), this.issuer.env(), {
      CASES_RPC_PORT: String(this.ports.cases), REFERRALS_RPC_PORT: String(this.ports.referrals), KONBIT_KEYS_FILE: join(this.folder, 'keys.json'), KONBIT_DEV: '1',
    });
    await this.startCases();
    this.service = await startService(referralsService, { config: serviceConfig('referrals', env), log: silentLog, clock: this.clock });
    this.client = new RpcClient(referralsRpc, { port: this.ports.referrals });
    await this.publish('directory', commune);
    await eventually(async () => (await this.rows('select 1 from offering')).length === 4, 'the directory is known');
  }

  async startCases(): Promise<void> {
    this.cases = await serveCases(this.script, new TokenVerifier(this.verifierOptions()), this.ports.cases);
  }

  async stopCases(): Promise<void> {
    await this.cases?.close();
    this.cases = null;
  }

  async stop(): Promise<void> {
    this.client.close();
    await this.service.stop();
    await this.stopCases();
    await this.issuer.stop();
    await this.databases.drop();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A request of one of the accounts, or of another role at a branch. */
  async as(name: string, other: { roles?: Role[]; branch?: string | null } = {}): Promise<Ctx> {
    const account = accounts[name] ?? { roles: [], branch: 'ORG-IMV-MIG/BR-IMV-MIG-CENTRAL' };
    const tenant = codeId(account.cut ?? '05101');
    const roles = other.roles ?? account.roles;
    const claim = other.branch === undefined ? account.branch : other.branch;
    const held = claim === null ? [] : [claim];
    const token = await this.issuer.token({ sub: name, tenant, roles, branches: held });
    const actingBranch = claim === null ? null : branchOf(claim);
    return staffCtx({ kind: 'staff', sub: name, tenant, roles, branches: actingBranch ? [actingBranch] : [] }, { actingBranch, token, trace: newTrace(), forMs: 20_000 });
  }

  /** One command through the socket. */
  async move<C extends MoveCommand>(name: string | Ctx, command: C, data: Data<C>, extra: Extra & { referralId: string }): Promise<Effect> {
    const ctx = typeof name === 'string' ? await this.as(name) : name;
    return this.client.call(ctx, 'referrals.move', { commandId: newId(), command, data, ...extra } as ReferralMove);
  }

  /** A referral from the desk to OMIL. */
  async sent(data: Data<'send'> = {}, extra: Extra = {}): Promise<Effect & { personId: string }> {
    const request = this.request(data);
    const effect = await this.move('meson', 'send', request, { referralId: newId(), ...extra });
    return { ...effect, personId: request.personId ?? '' };
  }

  request(data: Data<'send'> = {}): Data<'send'> {
    return {
      personId: newId(), recordId: newId(), serviceId: services.work, needId: newId(), needCode: 'work', needText: 'Busca trabajo de bodega', priority: 'routine',
      basis: { kind: 'legal_function', normCode: 'LEY-18695-4' }, fieldGroups: ['identity', 'contact'],
      ...(data.poolComuna === undefined && { destinationBranchId: branches.omil }), ...data,
    };
  }

  async publish(topic: 'directory' | 'cases', facts: readonly Fact[]): Promise<void> {
    await publish(this.databases.busUrl(topic), `${topic}.events`, facts);
  }

  /** Rows of this service's database, as its owner. */
  rows(sql: string, values: unknown[] = []): Promise<Record<string, never>[]> {
    return this.databases.asOwner('referrals', sql, values);
  }

  /** Events of one referral on the log, in order. */
  async events(referralId: string): Promise<PublishedEvent[]> {
    return this.databases.asOwner('bus', 'select type, agg_version, payload, headers from bus_log where key = $1 order by off', [referralId]);
  }

  /** The same once so many have arrived. */
  async eventsOf(referralId: string, count: number): Promise<PublishedEvent[]> {
    await eventually(async () => (await this.events(referralId)).length >= count, `${count} events of the referral`);
    return this.events(referralId);
  }

  private verifierOptions() {
    return { issuer: this.issuer.issuer, audience: this.issuer.audience, jwksUri: this.issuer.jwksUri };
  }
}

/** Starts it all; `env` is the environment of the process, which the service reads. */
export async function startWorld(env: NodeJS.ProcessEnv): Promise<World> {
  const [databases, issuer, folder] = await Promise.all([testDatabases(['referrals']), TestIssuer.start(), mkdtemp(join(tmpdir(), 'konbit-referrals-'))]);
  const world = new World(databases, issuer, folder, { cases: await freePort(), referrals: await freePort() });
  await world.start(env);
  return world;
}

/** The code a call is refused with, or what it answered. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then((answer) => `answered ${JSON.stringify(answer)}`, (error: unknown) => (error instanceof DomainError ? error.code : String(error)));
}

export { home };

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const address = server.address();
  await new Promise<void>((resolve) => { server.close(() => resolve()); });
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
