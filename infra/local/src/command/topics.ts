import { brokersOf } from '@konbit/messaging';
import { ensureTopics } from '../kafka/topics.js';
import type { CommandContext } from './context.js';
import { ExitCode, UsageError } from './exit-code.js';

/** `konbit topics create [partitions] [copies]`: makes the topics of Kafka once; again it only checks them. */
export async function topicsCommand({ print }: CommandContext, [action, partitions, copies]: string[]): Promise<ExitCode> {
  if (action !== 'create') throw new UsageError('Use "topics create [particiones] [copias]".');
  const asked = { ...(partitions !== undefined && { partitions: whole(partitions) }), ...(copies !== undefined && { replication: whole(copies) }) };
  const topics = await ensureTopics({ brokers: brokersOf(), ...asked });
  print(`Temas listos: ${topics.join(', ')}.`);
  return ExitCode.ok;
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new UsageError(`"${text}" no es un número de 1 a 999.`);
  return Number(text);
}
