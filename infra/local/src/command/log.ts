import { brokersOf } from '@konbit/messaging';
import { moveLog } from '../kafka/move-log.js';
import { migrateBus } from '../postgres/bus.js';
import type { CommandContext } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit log copy`: what `npm start` and `prepare` do by themselves, for an office that starts its services in another way. */
export async function logCommand({ ownerUrl, print }: CommandContext, [action]: string[]): Promise<ExitCode> {
  if (action !== 'copy') throw new UsageError('Use "log copy".');
  const [brokers, busOwnerUrl] = [brokersOf(), ownerUrl('bus')];
  await migrateBus(busOwnerUrl);
  await moveLog({ brokers, busOwnerUrl, say: print });
  print('Los eventos están en Kafka: inicie los servicios con KONBIT_EVENTS=kafka.');
  return ExitCode.ok;
}
