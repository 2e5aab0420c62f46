import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { casesRpc, newId, type ReferralEventData, referralEventType, referralEvents } from '@konbit/contracts';
import { buildHeaders, type OutboxRow, PostgresEventLog } from '@konbit/messaging';
import { codeId, type Ctx, Database, DomainError, localRpc, PlatformModule, type RpcAnswer, type RpcCaller, type RpcRequest, silentLog, type ServiceConfig, TokenVerifier, Vault } from '@konbit/platform';
import { eventually, FixedClock, testDatabases, type TestDatabases } from '@konbit/testing';
import { AccessRpc } from '../dist/access/access.rpc.js';
import { AppModule, casesService } from '../dist/app.module.js';
import { AttendanceRpc } from '../dist/attendance/attendance.rpc.js';
import { CaseFileRpc } from '../dist/case-file/case-file.rpc.js';
import { ConsentRpc } from '../dist/consent/consent.rpc.js';
import { DuplicateRpc } from '../dist/duplicate/duplicate.rpc.js';
import { IndicatorRpc } from '../dist/indicator/indicator.rpc.js';
import { NoticeRpc } from '../dist/notice/notice.rpc.js';
import { OversightRpc } from '../dist/oversight/oversight.rpc.js';
import { PersonRpc } from '../dist/person/person.rpc.js';
import { TimelineRpc } from '../dist/timeline/timeline.rpc.js';
import { anIntake, type Desk, desks, type IntakeChanges } from './given.js';

type Calls = typeof casesRpc;
type CallName = keyof Calls['calls'];
type App = Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;

export const tenant = codeId('05101');
/** A Tuesday, noon in Valparaíso. */
export const noon = new Date('2026-11-24T15:00:00.000Z');

/** The service's own classes on a real database and a real log; calls go to the controllers, tokens are not asked for. */
export class World {
  readonly clock = new FixedClock(noon);
  private readonly versions = new Map<string, number>();
  private told = 0;

  constructor(
    readonly databases: TestDatabases, private readonly app: App, private readonly log: PostgresEventLog, private readonly rpc: RpcCaller<Calls>, clock: FixedClock,
  ) {
    this.clock = clock;
  }

  get db(): Database {
    return this.app.get(Database, { strict: false });
  }

  call<N extends CallName>(ctx: Ctx, name: N, input: object): Promise<RpcAnswer<Calls, N>> {
    return this.rpc.call(ctx, name, input as RpcRequest<Calls, N>);
  }

  /** A person admitted at a desk: the ids that were used. */
  async admitted(desk: Desk = desks.mig, changes: IntakeChanges = {}) {
    const input = anIntake(changes);
    const answer = await this.call(desk.ctx, 'cases.intake', input);
    return { ...input.data, version: answer.version, needId: input.data.needs[0]!.needId };
  }

  async person(ctx: Ctx, id: string) {
    return (await this.call(ctx, 'cases.byIds', { ids: [id], purpose: 'desk' })).persons[0]!;
  }

  /** Puts a fact of a referral on the log as `referrals` would, and waits until this service has applied it. */
  async tell(referralId: string, fact: string, data: Partial<ReferralEventData>): Promise<OutboxRow> {
    const row = this.rowOf(referralId, fact, data);
    await this.publish(row);
    await this.applied(referralId, row.aggVersion);
    return row;
  }

  async publish(row: OutboxRow): Promise<void> {
    await this.log.append([row]);
  }

  async applied(key: string, version: number): Promise<void> {
    await eventually(async () => (await this.rows('select 1 from consumer_key where key = $1 and last_version >= $2', [key, version])).length === 1, `version ${version} of ${key} applied`);
  }

  /** A referral of a person from the migration desk to OMIL. */
  async sent(person: { personId: string; recordId: string; needId?: string }, data: Partial<ReferralEventData> = {}): Promise<string> {
    const referralId = newId();
    await this.tell(referralId, 'sent', {
      personId: person.personId, recordId: person.recordId, ...(person.needId !== undefined && { needId: person.needId }), fieldGroups: ['identity', 'contact'],
      basis: { kind: 'legal_function', id: codeId('LEY-18695-4') }, ...data,
    });
    return referralId;
  }

  rows<R extends object = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.databases.asOwner<R & Record<string, unknown>>('cases', sql, values) as Promise<R[]>;
  }

  /** Types of the events that an aggregate published, in order, from the outbox and the log together. */
  async eventsOf(key: string): Promise<string[]> {
    const [waiting, sent] = [
      await this.rows<{ type: string; v: number }>('select type, agg_version as v from outbox where key = $1', [key]),
      await this.databases.asOwner<{ type: string; v: number }>('bus', 'select type, agg_version as v from bus_log where key = $1', [key]),
    ];
    const byVersion = new Map([...waiting, ...sent].map((row) => [row.v, row.type]));
    return [...byVersion].sort(([a], [b]) => a - b).map(([, type]) => type.replace('konbit.cases.', ''));
  }

  /** Branches that each event of an aggregate goes to, in order. */
  async audiencesOf(key: string): Promise<string[][]> {
    const sql = (table: string): string => `select headers, agg_version as v from ${table} where key = $1`;
    const [waiting, sent] = [
      await this.rows<{ headers: { audience: string[] }; v: number }>(sql('outbox'), [key]),
      await this.databases.asOwner<{ headers: { audience: string[] }; v: number }>('bus', sql('bus_log'), [key]),
    ];
    const byVersion = new Map([...waiting, ...sent].map((row) => [row.v, row.headers.audience]));
    return [...byVersion].sort(([a], [b]) => a - b).map(([, audience]) => audience);
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.log.close();
    await this.databases.drop();
  }

  private rowOf(referralId: string, fact: string, data: Partial<ReferralEventData>): OutboxRow {
    const aggVersion = (this.versions.get(referralId) ?? 0) + 1;
    this.versions.set(referralId, aggVersion);
    this.told += 1;
    const full = { ...referralEvents[fact]!.sample, ...parties, ...data, transactionId: newId(), at: this.clock.now().toISOString() };
    const event = { type: referralEventType(fact), subject: referralId, data: full, audience: [] };
    const id = newId();
    const headers = buildHeaders(event, { id, at: this.clock.now(), version: aggVersion, tenant, trace: null });
    return {
      pos: String(this.told), eventId: id, topic: 'referrals.events', key: referralId, type: event.type, aggVersion, payload: JSON.stringify(full), headers: JSON.stringify(headers),
    };
  }
}

const parties: Partial<ReferralEventData> = {
  originOrg: desks.mig.branch.orgId, originBranch: desks.mig.branch.id, ownerOrg: desks.omil.branch.orgId, ownerBranch: desks.omil.branch.id, serviceId: codeId('OML-02'), needCode: 'work',
};

/** Starts the service as it ships, but for its socket. `env` is the environment it reads. */
export async function startWorld(env: NodeJS.ProcessEnv): Promise<World> {
  const databases = await testDatabases(['cases', 'referrals'], { migrations: { cases: casesService.migrations } });
  Object.assign(env, databases.env('cases'));
  const clock = new FixedClock(noon);
  const verifier = new TokenVerifier({ issuer: 'http://localhost/none', audience: 'none' });
  const platform = PlatformModule.forService({ config: configOf(databases), log: silentLog, vault: testVault, clock, verifier });
  class RootModule {}
  const app = await NestFactory.createApplicationContext({ module: RootModule, imports: [platform, AppModule] }, { logger: false });
  const controllers = [AccessRpc, AttendanceRpc, CaseFileRpc, ConsentRpc, DuplicateRpc, IndicatorRpc, NoticeRpc, OversightRpc, PersonRpc, TimelineRpc].map((type) => app.get<object>(type, { strict: false }));
  const log = new PostgresEventLog({ busUrl: databases.busUrl('referrals') });
  return new World(databases, app, log, localRpc(casesRpc, controllers), clock);
}

export const testVault = new Vault({
  aes: [{ id: 'k1', key: Buffer.alloc(32, 1).toString('base64') }], hmac: [{ id: 'h1', key: Buffer.alloc(32, 2).toString('base64') }],
});

/** The code a call is refused with, or what it answered. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  return (await refused(call)).code;
}

export async function refused(call: Promise<unknown>): Promise<{ code: string; details: DomainError['details'] }> {
  return call.then((answer) => ({ code: `answered ${JSON.stringify(answer)}`, details: {} }), (error: unknown) => {
    if (error instanceof DomainError) return { code: error.code, details: error.details };
    throw error;
  });
}

function configOf(databases: TestDatabases): ServiceConfig {
  return {
    name: 'cases', databaseUrl: databases.url('cases'), ownerDatabaseUrl: databases.ownerUrl('cases'), rpcPorts: {}, keysFile: '',
    tenantCut: '05101', tenant, home: null, isDev: true, oidc: { issuer: 'http://localhost/none', audience: 'none', jwksUri: undefined },
  };
}
