import { createRequire } from 'node:module';
import { type Log, withoutValues } from '@konbit/platform';
import type * as KafkaJs from 'kafkajs';
import { type KafkaSecurity, kafkaSecurity } from './kafka-security-config.js';

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  throttleCheckTimeoutId: NodeJS.Timeout | null | undefined;
  checkPendingRequests: () => void;
  scheduleCheckPendingRequests: () => void;
}

const require = createRequire(import.meta.url);
const soonestMs = 10;

/** The client library, loaded when it is first needed: a process on the Postgres log carries none of it. */
export function kafkajs(): typeof KafkaJs {
  restIdleQueues();
  return require('kafkajs') as typeof KafkaJs;
}

/**
 * kafkajs 2.2.4 arms a timer of negative length after each answer, also when nothing waits: an idle client never rests
 * and Node warns (tulios/kafkajs#1704, #1751). Only a queue in which something waits needs to be looked at later.
 */
function restIdleQueues(): void {
  const { prototype } = require('kafkajs/src/network/requestQueue') as { prototype: RequestQueue };
  prototype.scheduleCheckPendingRequests = function lookLater(this: RequestQueue): void {
    if (this.pending.length === 0 || this.throttleCheckTimeoutId) return;
    this.throttleCheckTimeoutId = setTimeout(() => {
      this.throttleCheckTimeoutId = null;
      this.checkPendingRequests();
    }, Math.max(soonestMs, this.throttledUntil - Date.now()));
  };
}

/** A client whose every call ends: at most four attempts of five seconds, then whoever asked decides. All of a process show themselves alike. */
export function kafkaClient(brokers: readonly string[], log: Log, security: KafkaSecurity | null = kafkaSecurity()): KafkaJs.Kafka {
  const { Kafka, logLevel } = kafkajs();
  return new Kafka({
    clientId: 'konbit', brokers: [...brokers], connectionTimeout: 3000, requestTimeout: 5000,
    retry: { retries: 3, initialRetryTime: 100, maxRetryTime: 2000 },
    ...(security && { ssl: { ca: [security.ca] } }),
    ...(security?.sign && { sasl: { mechanism: 'scram-sha-512' as const, ...security.sign } }),
    logLevel: logLevel.ERROR,
    logCreator: () => ({ namespace, log: { message, error } }) => log.warn('kafka client', { context: namespace, reason: withoutValues(typeof error === 'string' ? error : message) }),
  });
}

/** Waits for the end of a client, but not for ever: a close may hang while the client reconnects. */
export async function capped(closing: Promise<unknown>, limitMs = 5000): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { limit = setTimeout(resolve, limitMs); });
  await Promise.race([closing.catch(() => undefined), late]);
  clearTimeout(limit);
}

/** Whether brokers have not answered, in place of an answer that refuses. */
export function isSilence(error: unknown): boolean {
  return error instanceof Error && /^KafkaJS(?!SASL)/.test(error.name) && kafkaErrorType(error) === null;
}

/** The broker's own word for what went wrong, such as ILLEGAL_GENERATION. */
export function kafkaErrorType(error: unknown): string | null {
  if (error === null || typeof error !== 'object') return null;
  if ('type' in error && typeof error.type === 'string') return error.type;
  if ('errors' in error && Array.isArray(error.errors)) return kafkaErrorType(error.errors[0]);
  return 'cause' in error ? kafkaErrorType(error.cause) : null;
}
