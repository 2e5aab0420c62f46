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

  it.each([
    ['a quote inside a quote', 'invalid value "Wideline "La Flaca" Joseph" here', /Wideline|Flaca|Joseph/],
    ['brackets inside brackets', 'Key (name)=(Wideline (Joseph) Pierre) is there', /Wideline|Joseph|Pierre/],
    ['a RUN with its dots', 'no person with 44.000.001-0 found', /44|000|001/],
    ['a phone', 'cannot call +56 9 0000 0777 now', /56|0777/],
    ['an e-mail', 'no mailbox wideline@correo.example there', /wideline|correo/],
    ['a passport', 'document ZZ999111X refused', /ZZ999/],
    ['a token', 'bad token eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln', /eyJ|c2ln/],
    ['an object', 'unexpected {"givenNames": Wideline} in body', /Wideline/],
  ])('is told without %s', (_what, message, planted) => {
    expect(withoutValues(message)).not.toMatch(planted);
  });

  it('of the database is told by its code alone: its words may hold a row', () => {
    const error = Object.assign(new Error('no room for Wideline Joseph'), { code: 'P0001', detail: 'Failing row contains (Wideline)', constraint: 'person_check' });
    expect(JSON.stringify(errorFields(error))).not.toMatch(/Wideline|Joseph/);
    expect(errorFields(error)).toMatchObject({ errorCode: 'P0001', constraint: 'person_check' });
  });

  it('shows places, and no line of a message that looks like one', () => {
    const { frames } = errorFields(new Error('first\n    at Wideline Joseph')) as { frames: string };
    expect(frames).toContain('logger.spec');
    expect(frames).not.toContain('Wideline');
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
