import { resolverOf } from './resolver-of.js';

interface Values { name: string; document: { value: string } }
const resolve = (faults: { path: string; code: string }[]): unknown => resolverOf<Values>(() => faults)({ name: 'Ana', document: { value: '1' } }, undefined, { fields: {}, shouldUseNativeValidation: undefined });

describe('a form checked by a plain function', () => {
  it('passes its values when nothing is wrong', () => expect(resolve([])).toEqual({ values: { name: 'Ana', document: { value: '1' } }, errors: {} }));

  it('puts each code where its path says, the first one of a field', () => {
    expect(resolve([{ path: 'document.value', code: 'EMPTY' }, { path: 'document.value', code: 'TOO_LONG' }, { path: 'name', code: 'NAME_REQUIRED' }])).toEqual({
      values: {}, errors: { document: { value: { type: 'check', message: 'EMPTY' } }, name: { type: 'check', message: 'NAME_REQUIRED' } },
    });
  });
});
