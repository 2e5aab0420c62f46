import { DomainError, silentLog } from '@konbit/platform';
import { GraphQLError } from 'graphql';
import { formatError, requestError, statusOf } from './api-errors.js';

const format = formatError(silentLog);
const outside = (error: unknown, code?: string) => format({ message: 'secret table', path: ['person'], ...(code ? { extensions: { code } } : {}) }, error);

describe('an error on its way out', () => {
  it('keeps code, state and available actions of a refusal', () => {
    const refused = new DomainError('VERSION_CONFLICT', { state: 'accepted', version: 4, availableActions: [] });
    expect(outside(new GraphQLError('x', { originalError: refused }), 'INTERNAL_SERVER_ERROR')).toEqual({
      message: 'VERSION_CONFLICT', path: ['person'], extensions: { code: 'VERSION_CONFLICT', state: 'accepted', version: 4, availableActions: [] },
    });
  });

  it('drops whatever else hangs on a refusal', () => {
    const refused = new DomainError('VERSION_CONFLICT', { version: 4, ...{ tenantId: 't', givenNames: 'Rose' } });
    expect(outside(new GraphQLError('x', { originalError: refused }), 'INTERNAL_SERVER_ERROR').extensions).toEqual({ code: 'VERSION_CONFLICT', version: 4 });
  });

  it('names a field by its path in the data of the command', () => {
    const refused = new DomainError('INVALID_INPUT', { fields: [{ path: 'data.person.givenNames', code: 'TOO_LONG' }, { path: 'person.birthYear', code: 'BIRTH_YEAR_INVALID' }] });
    expect(outside(new GraphQLError('x', { originalError: refused }), 'INTERNAL_SERVER_ERROR').extensions?.['fields']).toEqual([
      { path: 'person.givenNames', code: 'TOO_LONG' }, { path: 'person.birthYear', code: 'BIRTH_YEAR_INVALID' },
    ]);
  });

  it('hides what nobody foresaw behind an id', () => {
    const shown = outside(new GraphQLError('x', { originalError: new Error('relation "person" does not exist') }), 'INTERNAL_SERVER_ERROR');
    expect(shown).toEqual({ message: 'INTERNAL', path: ['person'], extensions: { code: 'INTERNAL', errorId: expect.any(String) } });
  });

  it('calls a request that cannot run an invalid input', () => {
    expect(outside(new GraphQLError('Cannot query field "x"'), 'GRAPHQL_VALIDATION_FAILED').extensions).toEqual({ code: 'INVALID_INPUT' });
  });

  it('suggests no name of the schema to somebody who guesses', () => {
    const { message } = format({ message: 'Field "commandID" is not defined by type "MoveInput". Did you mean "commandId"?', extensions: { code: 'BAD_USER_INPUT' } }, new GraphQLError('x'));
    expect(message).toBe('Field "commandID" is not defined by type "MoveInput".');
  });

  it.each([
    ['Variable "$input" got invalid value "Rose" at "input.person.birthYear"; Int cannot represent non-integer value: "Rose"', 'Variable "$input" got an invalid value at "input.person.birthYear"'],
    ['Variable "$input" got invalid value { name: "Rose" }; Field "name" of required type "String!" was not provided.', 'Variable "$input" got an invalid value'],
    ['Int cannot represent non-integer value: "Rose"', 'Int cannot represent non-integer value'],
  ])('names the place of a wrong value and not what was typed: %s', (message, shown) => {
    expect(format({ message, extensions: { code: 'BAD_USER_INPUT' } }, new GraphQLError('x')).message).toBe(shown);
  });

  it('refuses a whole request with the status of its code', () => {
    expect(requestError(new DomainError('UNAUTHENTICATED')).extensions).toMatchObject({ code: 'UNAUTHENTICATED', http: { status: 401 } });
    expect([statusOf('RATE_LIMITED'), statusOf('UNAVAILABLE'), statusOf('SLOT_TAKEN')]).toEqual([429, 503, 500]);
  });
});
