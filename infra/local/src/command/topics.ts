import { brokersOf, createKafkaTopics } from '@konbit/messaging';
import { type CommandContext, operatedServices } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit topics create [partitions] [copies]`: makes the topics of Kafka once; again it only checks them. */
export async function topicsCommand({ print }: CommandContext, [action, partitions = '6', copies = '3']: string[]): Promise<ExitCode> {
  if (action !== 'create') throw new UsageError('Use "topics create [particiones] [copias]".');
  const topics = operatedServices.map((service) => `${service}.events`);
  const wanted = { partitions: whole(partitions), replication: whole(copies) };
  await createKafkaTopics({ brokers: brokersOf(), topics, ...wanted });
  print(`Temas listos: ${topics.join(', ')}; ${wanted.partitions} particiones, ${wanted.replication} copias.`);
  return ExitCode.ok;
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new UsageError(`"${text}" no es un número de 1 a 999.`);
  return Number(text);
}
