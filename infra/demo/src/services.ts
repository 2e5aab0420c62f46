import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { casesService } from '@konbit/cases';
import { casesRpc, directoryRpc, referralsRpc } from '@konbit/contracts';
import { directoryService } from '@konbit/directory';
import {
  type Clock, JsonLog, type LocalCallers, localRpc, NestLog, PlatformModule, prepareDatabase, type RpcCaller, serviceConfig, type ServiceDefinition,
} from '@konbit/platform';
import { referralsService } from '@konbit/referrals';
import { type DemoConfig, signInToLogAs } from './config.js';

/** The services' own classes in this process, with a clock of the demonstration's; events leave by the outbox as always. */
export interface DemoServices {
  cases: RpcCaller<typeof casesRpc>;
  referrals: RpcCaller<typeof referralsRpc>;
  directory: RpcCaller<typeof directoryRpc>;
  close(): Promise<void>;
}

/** Opens the services over the databases of the environment. */
export async function openServices(config: DemoConfig, clock: Clock): Promise<DemoServices> {
  signInToLogAs('directory', config);
  const directoryApp = await openService(directoryService, clock, {});
  const directory = localRpc(directoryRpc, controllersOf(directoryApp));
  signInToLogAs('cases', config);
  const casesApp = await openService(casesService, clock, {});
  const cases = localRpc(casesRpc, controllersOf(casesApp));
  signInToLogAs('referrals', config);
  const referralsApp = await openService(referralsService, clock, { cases });
  const referrals = localRpc(referralsRpc, controllersOf(referralsApp));
  return {
    cases, referrals, directory,
    close: async () => {
      await referralsApp.close();
      await casesApp.close();
      await directoryApp.close();
    },
  };
}

class DemoRoot {}

async function openService(definition: ServiceDefinition, clock: Clock, callers: LocalCallers): Promise<INestApplicationContext> {
  const log = new JsonLog(`demo-${definition.name}`);
  const config = serviceConfig(definition.name);
  const vault = await prepareDatabase(config, definition.migrations, log);
  const root = { module: DemoRoot, imports: [PlatformModule.forService({ config, log, vault, clock, callers }), definition.module] };
  return NestFactory.createApplicationContext(root, { logger: new NestLog(log), abortOnError: false });
}

function controllersOf(app: INestApplicationContext): object[] {
  return [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()].map((wrapper) => wrapper.instance));
}
