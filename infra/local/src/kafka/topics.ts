import { setTimeout as wait } from 'node:timers/promises';
import { createKafkaTopics, kafkaErrorType, type KafkaTopicOptions, type TopicFlaw, UnsoundTopicError } from '@konbit/messaging';
import { operatedServices } from '../operated-services.js';
import { StartError } from '../start-error.js';

const topics = operatedServices.map((service) => `${service}.events`);
const pauseMs = 2000;

/**
 * Makes the topics of the services on Kafka, or checks them again (BACKBONE §3.8); answers their names.
 * Brokers that do not answer are asked again until `patienceMs` has passed; throws `StartError` with what to do.
 */
export async function ensureTopics(options: Omit<KafkaTopicOptions, 'topics'>, patienceMs = 0): Promise<readonly string[]> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    try {
      await createKafkaTopics({ ...options, topics });
      return topics;
    } catch (error) {
      if (error instanceof UnsoundTopicError) throw new StartError(`El tema ${error.topic} ${flawText(error.flaw)}`, { cause: error });
      const told = tellKafka(error, options.brokers);
      if (told === error || Date.now() >= giveUpAt) throw told;
      await wait(pauseMs);
    }
  }
}

function flawText({ what, found, wanted }: TopicFlaw): string {
  if (what === 'partitions') return `tiene ${found} particiones y se pidieron ${wanted}: otro número cambia de lugar las claves, por eso hace falta un tema nuevo.`;
  if (what === 'copies') return `tiene ${found} copias y se pidieron ${wanted}: agréguelas con kafka-reassign-partitions y vuelva a intentar.`;
  return `tiene ${found}, con lo que se pueden perder eventos confirmados: póngalo en ${wanted} con kafka-configs y vuelva a intentar.`;
}

/** What a client of Kafka threw, as a sentence that says what to do; other errors come back unchanged. */
export function tellKafka(error: unknown, brokers: readonly string[]): unknown {
  if (!(error instanceof Error && /^KafkaJS/.test(error.name))) return error;
  const refused = kafkaErrorType(error);
  const where = `Kafka (${brokers.join(', ')})`;
  if (/SASL/.test(error.name)) return new StartError(`${where} no aceptó al usuario: revise KONBIT_KAFKA_USER y KONBIT_KAFKA_PASSWORD_FILE, y vuelva a intentar.`, { cause: error });
  if (/certificate/.test(error.message)) return new StartError(`${where} mostró un certificado que nadie avala: revise KONBIT_KAFKA_TLS_CA y vuelva a intentar.`, { cause: error });
  if (refused === null) return new StartError(`${where} no responde: inicie los brokers o corrija KONBIT_KAFKA_BROKERS, y vuelva a intentar.`, { cause: error });
  return new StartError(`${where} no aceptó lo que Konbit le pidió (${refused}): revise que todos los brokers estén en marcha y vuelva a intentar.`, { cause: error });
}
