import tseslint from 'typescript-eslint';
import { restrictionBlocks } from './restrictions.mjs';

const typescript = ['**/*.{ts,tsx}'];
const tests = ['**/*.{spec,int-spec}.{ts,tsx,mjs}', '**/test/**/*.ts', 'libs/testing/**/*.ts', 'e2e/**'];
const size = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

/** The whole lint configuration, for the tree (or a bad example) whose types these projects describe. */
export function konbitConfig({ root, projects }) {
  return [
    { ignores: ['**/node_modules/', '**/dist/', '**/dist-test/', '**/generated/', '**/.konbit/', 'apps/web/src/gql/', 'tools/arch/bad/', 'tools/lint/bad/'] },
    { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
    ...tseslint.configs.strictTypeChecked.map((block) => ({ ...block, files: typescript })),
    {
      files: typescript,
      languageOptions: { parserOptions: { project: projects, tsconfigRootDir: root } },
      rules: typedRules,
    },
    { files: ['**/*.{mjs,cjs,js}'], languageOptions: { ecmaVersion: 2024, sourceType: 'module' } },
    { files: ['**/*.cjs'], languageOptions: { sourceType: 'commonjs' } },
    { files: ['**/*.{ts,tsx,mjs,cjs,js}'], rules: textureRules },
    { files: ['**/*.tsx'], rules: { 'max-lines-per-function': size(80) } },
    { files: tests, rules: testRules },
    // A migration is one text of SQL: it is written once and read from top to bottom.
    { files: ['**/migrations/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
    ...restrictionBlocks,
  ];
}

const typedRules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
  // An index that the line above proves needs `!` under noUncheckedIndexedAccess.
  '@typescript-eslint/no-non-null-assertion': 'off',
  // Nest modules and messages are classes that only carry a decorator.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true, allowEmpty: true }],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-confusing-void-expression': 'off',
  // A flag that a callback moves looks constant to it, and a check of what comes from outside looks needless.
  '@typescript-eslint/no-unnecessary-condition': 'off',
  // An interface may promise what one of its implementations has at hand.
  '@typescript-eslint/require-await': 'off',
  // Methods of our ports are bound by their objects; options of Nest are classes that everybody gives as literals.
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  '@typescript-eslint/no-generated-empty-object-type': 'off',
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unnecessary-type-arguments': 'off',
  '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  // Marked so by their makers to be noticed: plain http on loopback, and event types that React keeps under another name.
  '@typescript-eslint/no-deprecated': ['error', { allow: [
    { from: 'package', package: 'openid-client', name: 'allowInsecureRequests' },
    { from: 'package', package: '@types/react', name: ['FormEvent', 'FormEventHandler'] },
    { from: 'package', package: 'react', name: ['FormEvent', 'FormEventHandler'] },
  ] }],
  // React event handlers may be async; a promise nobody awaits is still caught by no-floating-promises.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
};

const textureRules = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': size(40),
  'no-console': 'off',
  'no-else-return': 'error',
  'no-debugger': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
};

const testRules = {
  'max-lines': ['error', { max: 500 }],
  'max-lines-per-function': 'off',
  // Rows of a real database and JSON answers arrive untyped; a test that reads them fails by itself.
  '@typescript-eslint/no-unnecessary-type-assertion': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
};
