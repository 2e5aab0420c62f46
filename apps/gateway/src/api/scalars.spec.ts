import { scalars } from './scalars.js';

describe('the scalars of the API', () => {
  it('take a UUID, an instant and a day as text', () => {
    expect(scalars.UUID.parseValue('0193a000-0000-7000-8000-000000000001')).toBe('0193a000-0000-7000-8000-000000000001');
    expect(scalars.Instant.parseValue('2026-11-24T12:00:00-03:00')).toBe('2026-11-24T12:00:00-03:00');
    expect(scalars.Day.parseValue('1990-03-01')).toBe('1990-03-01');
  });

  it('refuse everything else', () => {
    for (const value of ['x', '', 7, null, '0193A000-0000-7000-8000-00000000000G']) expect(() => scalars.UUID.parseValue(value)).toThrow('UUID');
    for (const value of ['2026-11-24', '2026-13-01T00:00:00Z', 'ayer']) expect(() => scalars.Instant.parseValue(value)).toThrow('Instant');
    for (const value of ['1990-02-30', '1990-3-1', '1990-03-01T00:00:00Z']) expect(() => scalars.Day.parseValue(value)).toThrow('Day');
  });
});
