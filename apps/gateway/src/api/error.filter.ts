import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { GqlContextType } from '@nestjs/graphql';
import type { ErrorCode } from '@konbit/contracts';
import { DomainError, type Log, type Metrics, refusalOf } from '@konbit/platform';
import type { FastifyReply } from 'fastify';
import { outwardDetails, statusOf } from './api-errors.js';

const codes: Readonly<Record<number, ErrorCode>> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN_ACTION', 404: 'NOT_FOUND', 413: 'PAYLOAD_TOO_LARGE', 429: 'RATE_LIMITED' };

/** Errors of HTTP answers in the form of GraphQL's; those of resolvers go to `formatError` untouched. */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  constructor(private readonly log: Log, private readonly metrics: Metrics) {}

  catch(error: unknown, host: ArgumentsHost): unknown {
    // graphql-js takes a returned Error as thrown; Nest would log each refusal as a fault.
    if (host.getType<GqlContextType>() === 'graphql') return error instanceof Error ? error : new Error('something thrown that is no Error');
    const { code, details } = refusalOf(asRefusal(error), this.log);
    this.metrics.refused(code);
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return undefined;
    void reply.code(error instanceof HttpException ? error.getStatus() : statusOf(code)).send({ errors: [{ message: code, extensions: { code, ...outwardDetails(details) } }] });
    return undefined;
  }
}

function asRefusal(error: unknown): unknown {
  if (!(error instanceof HttpException) || error.getStatus() >= 500) return error;
  return new DomainError(codes[error.getStatus()] ?? 'INVALID_INPUT');
}
