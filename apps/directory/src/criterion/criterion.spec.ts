import { decideDeclaration, type GivenTable, type KnownVersion } from './criterion.js';

const table = (when: object[]): GivenTable => ({ vocabulary: '1.0.0', rules: [{ id: 'r1', when: [], effect: { outcome: 'ACCEPT' } }, { id: 'r2', when, effect: { outcome: 'REFER' } }] as GivenTable['rules'], otherwise: { outcome: 'UNDECLARED' } });
const open = { validFrom: '2026-12-01', validTo: null };
const before = (validTo: string | null, withdrawnAt: Date | null = null): KnownVersion => ({ version: 1, validFrom: '2026-01-01', validTo, withdrawnAt });

describe('a declared criterion', () => {
  it('says which facts it asks, each once', () => {
    expect(decideDeclaration(null, open, table([{ fact: 'passport', in: ['valid'] }, { fact: 'age', from: 18 }]))).toMatchObject({ factKeys: ['age', 'passport'] });
  });
  it('names the cell that is wrong, counted from 0', () => {
    expect(decideDeclaration(null, open, table([{ fact: 'age', from: 18 }, { fact: 'passport', in: ['lost'] }]))).toEqual({ refused: 'INVALID_INPUT', fields: [{ path: 'rules.1.when.1', code: 'UNKNOWN_VALUE' }] });
  });
  it('ends after it began', () => {
    expect(decideDeclaration(null, { validFrom: '2026-12-01', validTo: '2026-12-01' }, table([]))).toEqual({ refused: 'INVALID_INPUT', fields: [{ path: 'validTo', code: 'VALIDITY_INVALID' }] });
  });
  it('leaves no day without a version, and may be back-dated', () => {
    expect(decideDeclaration(before('2026-11-01'), open, table([]))).toEqual({ refused: 'DATE_HOLE', fields: [{ path: 'validFrom', code: 'DATE_HOLE' }] });
    for (const newest of [before('2026-12-01'), before(null), before('2026-11-01', new Date())]) expect(decideDeclaration(newest, open, table([]))).toHaveProperty('criterion');
    expect(decideDeclaration(before(null), { validFrom: '2025-06-01', validTo: null }, table([]))).toHaveProperty('criterion');
  });
});
