import { TrustedDocuments } from './trusted-documents.js';

const known = new Map([['abc', 'query Known { viewer { sub } }']]);
const production = new TrustedDocuments(known, false);
const development = new TrustedDocuments(known, true);
const unknown = { refused: 'DOCUMENT_UNKNOWN' };

describe('the documents that may run', () => {
  it('finds the text of a known hash, however it is named', () => {
    for (const body of [{ documentId: 'abc' }, { documentId: 'sha256:abc' }, { extensions: { persistedQuery: { sha256Hash: 'abc' } } }]) {
      expect(production.choose(body)).toEqual({ text: 'query Known { viewer { sub } }' });
    }
  });

  it('refuses an unknown hash, also one that brings its own text', () => {
    expect(production.choose({ documentId: 'nope' })).toEqual(unknown);
    expect(production.choose({ documentId: 'nope', query: '{ viewer { sub } }' })).toEqual(unknown);
    expect(development.choose({ documentId: 'nope', query: '{ viewer { sub } }' })).toEqual(unknown);
  });

  it('runs free text in development alone', () => {
    expect(production.choose({ query: '{ viewer { sub } }' })).toEqual(unknown);
    expect(development.choose({ query: '{ viewer { sub } }' })).toEqual({ text: '{ viewer { sub } }' });
  });

  it('refuses a batch and anything that is no request', () => {
    for (const body of [[{ documentId: 'abc' }], 'abc', null, undefined]) expect(production.choose(body)).toEqual(unknown);
  });
});
