import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { casesService } from '@konbit/cases';
import { casesRpc, referralsRpc } from '@konbit/contracts';
import {
  type Clock, JsonLog, type LocalCallers, localRpc, NestLog, PlatformModule, prepareDatabase, type RpcCaller, serviceConfig, type ServiceDefinition,
} from '@konbit/platform';
import { referralsService } from '@konbit/referrals';

/** The services' own classes in this process, with a clock of the demonstration's; events leave by the outbox as always. */
export interface DemoServices {
  cases: RpcCaller<typeof casesRpc>;
  referrals: RpcCaller<typeof referralsRpc>;
  close(): Promise<void>;
}

/** Opens both services over the databases of the environment. */
export async function openServices(clock: Clock): Promise<DemoServices> {
  const casesApp = await openService(casesService, clock, {});
  const cases = localRpc(casesRpc, controllersOf(casesApp));
  const referralsApp = await openService(referralsService, clock, { cases: cases as LocalCallers['cases'] & object });
  const referrals = localRpc(referralsRpc, controllersOf(referralsApp));
  return {
    cases, referrals,
    close: async () => {
      await referralsApp.close();
      await casesApp.close();
    },
  };
}

class DemoRoot {}

async function openService(definition: ServiceDefinition, clock: Clock, callers: LocalCallers): Promise<INestApplicationContext> {
  const log = new JsonLog(`demo-${definition.name}`);
  // Each service signs in to the log as itself; one process holds two of them.
  process.env['BUS_DATABASE_URL'] = process.env[`${definition.name.toUpperCase()}_BUS_DATABASE_URL`];
  const config = serviceConfig(definition.name);
  const vault = await prepareDatabase(config, definition.migrations, log);
  const root = { module: DemoRoot, imports: [PlatformModule.forService({ config, log, vault, clock, callers }), definition.module] };
  return NestFactory.createApplicationContext(root, { logger: new NestLog(log), abortOnError: false });
}

function controllersOf(app: INestApplicationContext): object[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.instance as object));
}
