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

/** Types of the API's own scalars in the browser. */
export const scalars = { UUID: 'string', Instant: 'string', Day: 'string' };

/** client-preset: documents are strings, the bundle carries their hashes only, the gateway the texts. */
export const clientPreset = {
  preset: 'client',
  presetConfig: { fragmentMasking: false, persistedDocuments: { mode: 'replaceDocumentWithHash', hashAlgorithm: 'sha256' } },
  config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true, strictScalars: true, scalars, importExtension: '.js', emitLegacyCommonJSImports: false },
};
