import { copyLog, LogInUseError } from '@konbit/messaging';
import { StartError } from '../start-error.js';
import { ensureTopics, tellKafka } from './topics.js';

export interface MoveLogOptions {
  brokers: readonly string[];
  busOwnerUrl: string;
  say: (sentence: string) => void;
  /** How long brokers may take to answer. */
  patienceMs?: number;
}

/** Makes the topics and brings the events of the Postgres log there, as far as it is not done; nothing when there are none. Throws `StartError` with what to do. */
export async function moveLog({ brokers, busOwnerUrl, say, patienceMs = 0 }: MoveLogOptions): Promise<void> {
  await ensureTopics({ brokers }, patienceMs);
  try {
    const copied = await copyLog({ brokers, busOwnerUrl, onBegin: (events) => say(`Copiando a Kafka ${events} eventos del registro de Postgres…`) });
    if (copied > 0) say(`Eventos copiados a Kafka: ${copied}.`);
  } catch (error) {
    if (error instanceof LogInUseError) throw new StartError('Hay servicios que todavía usan el registro de Postgres: deténgalos y vuelva a intentar, así ningún evento queda atrás.', { cause: error });
    throw tellKafka(error, brokers);
  }
}
