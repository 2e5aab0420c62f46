import { errorCodes } from '@konbit/contracts';
import { identifierCodes, intakeData, moveData } from '@konbit/contracts/forms';
import { errorWords, unknownFault } from './error-words.js';
import { formWords } from './form-words.js';
import { messageOf, sentence } from './sentence.js';

/** Codes a schema answers for values that are wrong in every way. */
function codesOf(schema: { safeParse: (value: unknown) => { error?: { issues: { message: string }[] } } }, value: unknown): string[] {
  return schema.safeParse(value).error?.issues.map((issue) => issue.message) ?? [];
}

describe('sentences for what went wrong', () => {
  it('every code of the server has a sentence of its own', () => {
    const without = errorCodes.filter((code) => !errorWords[code]);
    expect(without).toEqual([]);
    expect(new Set(errorCodes.map((code) => errorWords[code].id)).size).toBe(errorCodes.length);
  });

  it('every verdict on an identifier has a sentence', () => {
    expect(identifierCodes.filter((code) => !formWords[code])).toEqual([]);
  });

  it('"Invalid input" reaches nobody: every code of the intake has a sentence', () => {
    const long = 'a'.repeat(3000);
    const wrong = { needs: [], person: { givenNames: '', firstSurname: long, birthYear: 1991.5, birthDate: 'x', nationality: '', language: 'x', identifiers: [{ id: 'x', type: '', value: long }] } };
    const codes = codesOf(intakeData, wrong).filter((code) => /^[A-Z_]+$/.test(code));
    expect(codes.length).toBeGreaterThan(5);
    expect(codes.filter((code) => messageOf(code) === unknownFault)).toEqual([]);
  });

  it('every code of a move\'s data has a sentence', () => {
    const wrong = { text: 'a'.repeat(3000), reasonCode: 'a'.repeat(100), startsAt: 'x', reviewOn: 'x', appointmentId: 'x', poolComuna: 'x' };
    const codes = Object.values(moveData).flatMap((schema) => codesOf(schema, wrong)).filter((code) => /^[A-Z_]+$/.test(code));
    expect(codes.filter((code) => messageOf(code) === unknownFault)).toEqual([]);
  });

  it('a code nobody knows still says something to the person', () => {
    expect(sentence('SOMETHING_NEW')).toBe('Revise este dato.');
    expect(sentence('Invalid input')).toBe('Revise este dato.');
  });

  it('a screen may say it in better words', () => {
    expect(sentence('REASON_REQUIRED', { REASON_REQUIRED: { id: 'x', message: 'Diga por qué la anula.' } })).toBe('Diga por qué la anula.');
  });

  it('sentences are short, end in a point and say "usted" things', () => {
    for (const { message = '' } of [...Object.values(errorWords), ...Object.values(formWords)]) {
      expect(message).toMatch(/[.»]$/);
      for (const part of message.split(/[.:;]/)) expect(part.split(/\s+/).length).toBeLessThanOrEqual(21);
    }
  });
});
