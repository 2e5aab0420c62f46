import { createRequire } from 'node:module';
import { capped, kafkaErrorType, kafkajs } from './kafka-client.js';

interface Queue { pending: unknown[]; throttledUntil: number; throttleCheckTimeoutId: NodeJS.Timeout | null; checkPendingRequests: () => void; scheduleCheckPendingRequests: () => void }

describe('the request queue of the Kafka client', () => {
  const queueWith = (pending: unknown[]): Queue => {
    kafkajs();
    const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as { prototype: Queue };
    return Object.assign(Object.create(prototype) as Queue, { pending, throttledUntil: -1, throttleCheckTimeoutId: null });
  };

  it('sets no timer while nothing waits', () => {
    const queue = queueWith([]);
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });

  it('looks again, once, when something waits', async () => {
    const queue = queueWith(['request']);
    const looked = new Promise<void>((resolve) => { queue.checkPendingRequests = resolve; });
    queue.scheduleCheckPendingRequests();
    const timer = queue.throttleCheckTimeoutId;
    queue.scheduleCheckPendingRequests();
    expect(queue.throttleCheckTimeoutId).toBe(timer);
    await looked;
    expect(queue.throttleCheckTimeoutId).toBeNull();
  });
});

describe('an error of the Kafka client', () => {
  it('tells the word of the broker however deep it is wrapped', () => {
    const inner = Object.assign(new Error('inner'), { type: 'ILLEGAL_GENERATION' });
    expect(kafkaErrorType(new Error('outer', { cause: new Error('middle', { cause: inner }) }))).toBe('ILLEGAL_GENERATION');
    expect(kafkaErrorType(new Error('plain'))).toBeNull();
    expect(kafkaErrorType(null)).toBeNull();
  });
});

describe('the end of a client', () => {
  it('is waited for, but not for ever, and its failure is nobody\'s', async () => {
    await expect(capped(new Promise(() => undefined), 5)).resolves.toBeUndefined();
    await expect(capped(Promise.reject(new Error('gone')))).resolves.toBeUndefined();
  });
});
