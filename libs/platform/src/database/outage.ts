import { DomainError } from '../errors/domain-error.js';

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'ENOENT']);
const connectionLost = /Connection terminated|Connection ended|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error/i;

interface Coded { name?: unknown; code?: unknown; message?: unknown; driverError?: unknown }

/** Whether a statement failed only because another one of its transaction had failed before it. */
export function isEcho(error: unknown): boolean {
  return driverErrorOf(error)?.code === '25P02';
}

/** The refusal that a failing database stands for, or null when the error says something else. */
export function outageOf(error: unknown): DomainError | null {
  const driver = driverErrorOf(error);
  if (driver === null) return null;
  const code = typeof driver.code === 'string' ? driver.code : '';
  if (code === '57014') return new DomainError('DEADLINE_EXCEEDED', { cause: 'STATEMENT_TIMEOUT' }, { cause: error });
  if (code === '53100') return new DomainError('UNAVAILABLE', { cause: 'DISK_FULL' }, { cause: error });
  const isReleased = typeof driver.name === 'string' && /^QueryRunner.*AlreadyReleasedError$/.test(driver.name);
  const lost = isReleased || code.startsWith('08') || code.startsWith('57P') || code.startsWith('53') || code === '25P03' || networkCodes.has(code);
  if (lost || (code === '' && typeof driver.message === 'string' && connectionLost.test(driver.message))) {
    return new DomainError('UNAVAILABLE', { cause: 'DATABASE_UNAVAILABLE' }, { cause: error });
  }
  return null;
}

function driverErrorOf(error: unknown): Coded | null {
  if (error instanceof DomainError || typeof error !== 'object' || error === null) return null;
  return ((error as Coded).driverError ?? error);
}
