import { DomainError } from '../errors/domain-error.js';
import { refusalOf } from '../errors/refusal.js';
import { errorFields, withoutValues } from './error-fields.js';
import { JsonLog, silentLog } from './logger.js';

const linesOf = (work: (log: JsonLog) => void): Record<string, unknown>[] => {
  const lines: string[] = [];
  work(new JsonLog('cases', (line) => lines.push(line)));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
};

describe('a log line', () => {
  it('is one JSON object with level, service and message', () => {
    expect(linesOf((log) => log.warn('relay is late', { topic: 'cases.events', ageMs: 1200 }))[0])
      .toMatchObject({ level: 'warn', service: 'cases', message: 'relay is late', topic: 'cases.events', ageMs: 1200 });
  });

  it('drops every field that is not on the list, and every value that is not plain', () => {
    const [line] = linesOf((log) => log.info('read', { givenName: 'Wideline', runValue: '12345678-5', code: { nested: 'Wideline' }, count: 2 }));
    expect(JSON.stringify(line)).not.toContain('Wideline');
    expect(line).toMatchObject({ count: 2 });
  });
});

describe('an unexpected error', () => {
  it('is told without what stands in quotes, brackets or long numbers', () => {
    expect(withoutValues('invalid input syntax for type uuid: "Wideline Joseph"')).toBe('invalid input syntax for type uuid: …');
    expect(withoutValues('Key (name)=(Wideline) is there, phone 987654321')).not.toMatch(/Wideline|987654321/);
  });

  it('keeps its code, constraint and place', () => {
    const error = Object.assign(new Error('duplicate key'), { driverError: { code: '23505', constraint: 'person_pkey', table: 'person' } });
    expect(errorFields(error)).toMatchObject({ error: 'Error', errorCode: '23505', constraint: 'person_pkey', table: 'person' });
    expect(errorFields(error)['frames']).toContain('logger.spec');
  });

  it('answers INTERNAL with an id that stands in the log, never its text', () => {
    const lines: string[] = [];
    const refusal = refusalOf(new Error('boom "Wideline"'), new JsonLog('cases', (line) => lines.push(line)));
    expect(refusal.code).toBe('INTERNAL');
    expect(JSON.stringify(refusal)).not.toContain('boom');
    expect(lines[0]).toContain(refusal.details.errorId);
    expect(lines[0]).not.toContain('Wideline');
  });

  it('is no unexpected one when it is a refusal', () => {
    expect(refusalOf(new DomainError('VERSION_CONFLICT', { version: 3 }), silentLog)).toEqual({ code: 'VERSION_CONFLICT', details: { version: 3 } });
  });
});
