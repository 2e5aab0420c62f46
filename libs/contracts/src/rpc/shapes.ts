import { z } from 'zod';

/** Shapes that several maps share. */
export const uuid = z.uuid();
export const instant = z.iso.datetime();
export const code = z.string().min(1).max(60);

/** Envelope of every command (DESIGN §3); `data` is refined by each command. */
export const envelopeFields = {
  commandId: uuid,
  expectedVersion: z.int().min(0).optional(),
  at: z.iso.datetime({ offset: true }).optional(),
  channel: z.enum(['app', 'link', 'phone', 'import']).default('app'),
  actingFor: z.literal('person').optional(),
  wish: z.enum(['in_person', 'phone', 'message']).optional(),
};

/** Answer of a command: the gateway resolves the object by loader. */
export const effect = z.object({ id: uuid, version: z.int(), state: z.string() });
export type Effect = z.infer<typeof effect>;

/** A slice of a list: exactly one of first and last; cursors are opaque (STANDARDS §4). */
export const pageArgs = z.object({
  first: z.int().min(0).max(100).optional(), after: z.string().max(500).optional(),
  last: z.int().min(0).max(100).optional(), before: z.string().max(500).optional(),
});
export type PageArgs = z.infer<typeof pageArgs>;

export const connectionOf = <T extends z.ZodType>(node: T) => z.object({
  edges: z.array(z.object({ cursor: z.string(), node })),
  pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), startCursor: z.string().nullable(), endCursor: z.string().nullable() }),
});

export const byIds = z.object({ ids: z.array(uuid).max(100) });
