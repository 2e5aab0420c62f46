import { checkIdentifierForm, fieldOfIdentifier, toIdentifier } from './identifier-form.js';

describe('a document added to a person', () => {
  it.each([
    [{ type: '', value: 'AB123456', country: '' }, 'type', 'IDENTIFIER_TYPE_REQUIRED'], [{ type: 'RUN', value: '', country: '' }, 'value', 'EMPTY'],
    [{ type: 'RUN', value: '12.345.678-9', country: '' }, 'value', 'DV_MISMATCH'], [{ type: 'PASAPORTE', value: 'HT0000031', country: '' }, 'country', 'MISSING_COUNTRY'],
    [{ type: 'SIN_DOCUMENTO', value: ' ', country: '' }, 'value', 'MISSING_REASON'],
  ])('%j is refused at %s', (values, path, code) => expect(checkIdentifierForm(values)).toEqual([{ path, code }]));

  it('a doubt passes', () => expect(checkIdentifierForm({ type: 'RUN', value: '12.345-5', country: '' })).toEqual([]));

  it('is sent by its type', () => {
    expect(toIdentifier({ type: 'RUN', value: ' 12.345.678-5 ', country: 'HTI' }, 'i')).toEqual({ id: 'i', type: 'RUN', value: '12.345.678-5' });
    expect(toIdentifier({ type: 'PASAPORTE', value: 'HT0000031', country: 'HTI' }, 'i')).toEqual({ id: 'i', type: 'PASAPORTE', value: 'HT0000031', country: 'HTI' });
    expect(toIdentifier({ type: 'SIN_DOCUMENTO', value: 'Lo perdió', country: 'HTI' }, 'i')).toEqual({ id: 'i', type: 'SIN_DOCUMENTO', value: '', reason: 'Lo perdió' });
  });

  it('a refusal lands in its box', () => {
    expect(['identifier.value', 'identifier.country', '0.type', 'identifier'].map(fieldOfIdentifier)).toEqual(['value', 'country', 'type', 'value']);
  });
});
