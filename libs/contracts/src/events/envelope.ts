import { z } from 'zod';

/** CloudEvents 1.0.2 attributes of every event (STANDARDS §2); `subject` is the aggregate id and the log's key. */
export const envelopeHeaders = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().min(1),
  type: z.string().regex(/^konbit\.[a-z]+\.[a-z-]+\.[a-z-]+\.v\d+$/),
  subject: z.uuid(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json'),
  dataschema: z.string().min(1),
  aggversion: z.int().min(1),
  tenant: z.uuid(),
  audience: z.array(z.uuid()),
  traceparent: z.string().optional(),
});
export type EnvelopeHeaders = z.infer<typeof envelopeHeaders>;

/** A fact a service publishes: its type, the closed shape of its data, and one sample of it. */
export interface EventContract<T extends z.ZodObject = z.ZodObject> {
  type: string;
  schema: T;
  sample: z.infer<T>;
}

/** Declares an event; producers validate by the closed schema, consumers strip what they do not know. */
export function defineEvent<T extends z.ZodObject>(type: string, schema: T, sample: z.infer<T>): EventContract<T> {
  return { type, schema, sample };
}

export type EventData<C extends EventContract> = z.infer<C['schema']>;
