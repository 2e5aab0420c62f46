/** What `npm run codegen` reads and writes, relative to the root. */
export const paths = {
  sdl: 'apps/gateway/src',
  schema: 'apps/gateway/schema.graphql',
  moveInputs: 'apps/gateway/src/referrals/move-inputs.graphql',
  documents: 'apps/web/src',
  client: 'apps/web/src/gql/',
  manifest: 'apps/gateway/persisted-documents.json',
  history: 'libs/contracts/history',
  reference: 'docs/reference',
};

/** Releases of the contracts that offices run, oldest first, each with the fingerprint of its files in the history: they never change. */
export const publishedReleases = { '0.1.0': '96a6c9a69681f282937dc35702a49e2f0a07c70b3818f276a311ac251c91391c' };

/** Where the history keeps what differs from the last published release. Publishing it: add it above and raise this. */
export const nextRelease = '0.2.0';

/** Types of the API's own scalars in the browser. */
export const scalars = { UUID: 'string', Instant: 'string', Day: 'string' };

/** client-preset: documents are strings, the bundle carries their hashes only, the gateway the texts. */
export const clientPreset = {
  preset: 'client',
  presetConfig: { fragmentMasking: false, persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' } },
  config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars, importExtension: '.js', emitLegacyCommonJSImports: false },
};
