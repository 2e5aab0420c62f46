import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { casesRpc, directoryRpc, referralsRpc } from '@konbit/contracts';
import { RpcClient } from '@konbit/platform';
import { staffCtx, type TestDatabases, testDatabases } from '@konbit/testing';
import { freePorts } from './given-gateway.js';

export const serviceNames = ['cases', 'referrals', 'directory'] as const;
export type AskedService = (typeof serviceNames)[number];
type Message = { type: string; message?: string };

const apps = join(import.meta.dirname, '../..');

/** The three services as processes, as they ship, over fresh databases. */
export class GivenServices {
  private readonly children: ChildProcess[] = [];

  private constructor(readonly databases: TestDatabases, private readonly ports: Record<AskedService, number>) {}

  /** `env` says whose tokens they believe, and where the keys file is. */
  static async start(env: Record<string, string>): Promise<GivenServices> {
    const [cases, referrals, directory] = await freePorts(3) as [number, number, number];
    const given = new GivenServices(await testDatabases(serviceNames), { cases, referrals, directory });
    const ports = { CASES_RPC_PORT: String(cases), REFERRALS_RPC_PORT: String(referrals), DIRECTORY_RPC_PORT: String(directory) };
    for (const name of serviceNames) await given.launch(name, { ...env, ...ports, ...given.databases.env(name) });
    return given;
  }

  /** One harmless question with this token; rejects with the service's refusal. */
  async ask(service: AskedService, token: string): Promise<unknown> {
    const ctx = staffCtx({ token });
    if (service === 'cases') return await asked(new RpcClient(casesRpc, { port: this.ports.cases }), (cases) => cases.call(ctx, 'cases.caseFiles', { personIds: [] }));
    if (service === 'referrals') return await asked(new RpcClient(referralsRpc, { port: this.ports.referrals }), (referrals) => referrals.call(ctx, 'referrals.byIds', { ids: [] }));
    return await asked(new RpcClient(directoryRpc, { port: this.ports.directory }), (directory) => directory.call(ctx, 'directory.offeringsByIds', { ids: [] }));
  }

  /** Causes of the refusals in a service's audit, oldest first. */
  async causes(service: AskedService): Promise<string[]> {
    const rows = await this.databases.asOwner<{ details: { cause: string } }>(service, `select details from audit where action = 'rpc.refused' order by pos`);
    return rows.map(({ details }) => details.cause);
  }

  async stop(): Promise<void> {
    for (const child of this.children.filter(({ exitCode }) => exitCode === null)) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    await this.databases.drop();
  }

  private async launch(name: AskedService, env: Record<string, string>): Promise<void> {
    const child = fork(join(apps, name, 'dist/main.js'), { env: { ...process.env, NODE_OPTIONS: '', ...env }, stdio: 'ignore' });
    this.children.push(child);
    const [message] = (await once(child, 'message')) as [Message];
    if (message.type !== 'ready') throw new Error(`${name}: ${message.message ?? 'did not start'}`);
  }
}

async function asked<C extends { close(): void }>(client: C, ask: (client: C) => Promise<unknown>): Promise<unknown> {
  try {
    return await ask(client);
  } finally {
    client.close();
  }
}
