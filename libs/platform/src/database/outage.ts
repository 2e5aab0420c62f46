import { DomainError } from '../errors/domain-error.js';

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
const connectionLost = /terminated|Connection ended|timeout exceeded when trying to connect|Client has encountered a connection error/i;

interface Coded { name?: unknown; code?: unknown; message?: unknown; driverError?: unknown }

/** The refusal that a failing database stands for, or null when the error says something else. */
export function outageOf(error: unknown): DomainError | null {
  if (error instanceof DomainError || typeof error !== 'object' || error === null) return null;
  const driver = ((error as Coded).driverError ?? error) as Coded;
  const code = typeof driver.code === 'string' ? driver.code : '';
  if (code === '57014') return new DomainError('DEADLINE_EXCEEDED', { cause: 'STATEMENT_TIMEOUT' }, { cause: error });
  const isReleased = typeof driver.name === 'string' && /^QueryRunner.*AlreadyReleasedError$/.test(driver.name);
  const lost = isReleased || code.startsWith('08') || code.startsWith('57P') || code === '53300' || code === '25P03' || networkCodes.has(code);
  if (lost || (code === '' && typeof driver.message === 'string' && connectionLost.test(driver.message))) {
    return new DomainError('UNAVAILABLE', { cause: 'DATABASE_UNAVAILABLE' }, { cause: error });
  }
  return null;
}
