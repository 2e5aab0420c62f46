/** What a part that does not work keeps from working: the process itself, only what people ask of it, or nothing that cannot wait. */
type Stops = 'process' | 'requests' | 'nothing';

/** How a part stands, in the words of an operator. */
export const healthCodes = {
  OK: { stops: 'nothing', means: 'works' },
  DATABASE_DOWN: { stops: 'process', means: 'its database does not answer' },
  LOG_REFUSES: { stops: 'nothing', means: 'the event log does not take its events, which wait in the outbox: the topic is missing, or its role may not write it' },
  LOG_DOWN: { stops: 'nothing', means: 'the event log does not answer: events wait in the outbox and go out when it is back' },
  RELAY_STOPPED: { stops: 'process', means: 'nothing moves its events to the log' },
  KEYS_MISSING: { stops: 'requests', means: 'the sign-in does not give its keys, so that no token can be checked' },
  STOPPING: { stops: 'requests', means: 'it is stopping: what has begun is finished, nothing new is taken' },
  NO_ANSWER: { stops: 'process', means: 'the service does not answer its calls' },
} as const satisfies Record<string, { stops: Stops; means: string }>;

export type HealthCode = keyof typeof healthCodes;
