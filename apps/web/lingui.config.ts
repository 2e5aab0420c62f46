import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

// Spanish is the source. A missing text is never filled in silently: the screen shows the Spanish one, marked lang="es".
export default defineConfig({
  sourceLocale: 'es',
  locales: ['es', 'ht', 'pt', 'en'],
  fallbackLocales: false,
  orderBy: 'message',
  // Without line numbers a change of code does not change every catalogue.
  format: formatter({ lineNumbers: false }),
  catalogs: [{ path: '<rootDir>/src/i18n/locales/{locale}', include: ['<rootDir>/src'], exclude: ['**/*.spec.ts', '**/gql/**'] }],
  macro: { corePackage: ['@lingui/core/runtime-macro'], jsxPackage: ['@lingui/react/macro'] },
});
