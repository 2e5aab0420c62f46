import { readFileSync } from 'node:fs';
import { countryCodes } from './countries.js';
import { countryNamesEs, countryNamesHt } from './country-names.js';
import { checkDigit, checkIdentifier, displayIdentifier, identifierCodes, maskIdentifier, proposeCheckDigit } from './identifier.js';

interface Vector { id: string; type: string; input: string; country?: string; reason?: string; expect: string; errorCode: string | null; normalised: string | null }
interface Mask { id: string; type: string; normalised: string; display: string; masked: string }

const file = JSON.parse(readFileSync(new URL('../../../../seed/identifier-vectors.json', import.meta.url), 'utf8')) as { records: Vector[]; masks: Mask[]; errorCodes: Record<string, string> };

describe('identifier check', () => {
  it('knows every code of the vectors', () => {
    expect(file.records).toHaveLength(75);
    expect(Object.keys(file.errorCodes).filter((code) => !(identifierCodes as readonly string[]).includes(code))).toEqual([]);
  });

  it.each(file.records)('$id: $type "$input" is $expect $errorCode', (vector) => {
    expect(checkIdentifier({ type: vector.type, value: vector.input, country: vector.country, reason: vector.reason }))
      .toEqual({ expect: vector.expect, normalised: vector.normalised, code: vector.errorCode });
  });

  it('refuses a type outside the list', () => {
    expect(checkIdentifier({ type: 'toString', value: '1' })).toEqual({ expect: 'invalid', normalised: null, code: 'UNKNOWN_TYPE' });
  });

  it('refuses a RUN of nine digits that is no IPE as too long', () => {
    expect(checkIdentifier({ type: 'RUN', value: '209.999.002-9' }).code).toBe('TOO_LONG');
  });

  it('keeps an IPE that does not begin with 1, with a warning', () => {
    const body = '209999002';
    expect(checkIdentifier({ type: 'IPE', value: `${body}-${checkDigit(body)}` })).toMatchObject({ expect: 'warn', code: 'MALFORMED' });
  });

  it('proposes the split of a number without its dash and never a wrong one', () => {
    expect(proposeCheckDigit('123456785')).toBe('12.345.678-5');
    expect(proposeCheckDigit('123456786')).toBeNull();
    expect(proposeCheckDigit('hola')).toBeNull();
  });
});

describe('identifier on screen', () => {
  it.each(file.masks)('$id: $type shows and hides', (mask) => {
    expect(displayIdentifier(mask.type, mask.normalised)).toBe(mask.display);
    expect(maskIdentifier(mask.type, mask.normalised)).toBe(mask.masked);
  });

  it.each([['RUN', '6-K', '***-*'], ['PASAPORTE', 'HTI:AB123', 'A****3'], ['OTRO', 'AB', '****'], ['NIP', 'HC-2026/0042', 'HC****42']])(
    'hides most of a %s %s', (type, normalised, masked) => expect(maskIdentifier(type, normalised)).toBe(masked));
});

describe('countries', () => {
  it('lists the 249 codes of ISO 3166-1, each with both names', () => {
    expect(new Set(countryCodes).size).toBe(249);
    expect(countryCodes.filter((code) => countryNamesEs[code] === code || countryNamesHt[code] === code)).toEqual([]);
    expect([countryNamesEs['HTI'], countryNamesHt['HTI'], countryNamesHt['DOM']]).toEqual(['Haití', 'Ayiti', 'Repiblik Dominikèn']);
  });
});
