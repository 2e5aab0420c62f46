import type { Ctx } from '@konbit/platform';
import type { FastifyRequest } from 'fastify';
import type { LiveSession } from '../sign-in/session.js';

/** What resolvers of one request share; loaders hang on it, so nothing outlives the request. */
export interface ApiContext {
  req: FastifyRequest;
  session: LiveSession;
  /** Replaced when a sensitive command refreshes the token. */
  ctx: Ctx;
}

/** The longest one operation may take, all its calls together. */
export const operationDeadlineMs = 8000;
export const branchHeader = 'x-konbit-branch';
export const csrfHeader = 'x-konbit-csrf';
