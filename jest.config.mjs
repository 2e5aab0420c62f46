import { existsSync } from 'node:fs';

// Tests run the compiled output (ESM): no transform stands between the test and what ships.
const common = {
  testEnvironment: 'node',
  transform: {},
  moduleFileExtensions: ['js', 'mjs', 'cjs', 'json'],
  modulePathIgnorePatterns: ['<rootDir>/tools/(arch|lint)/bad/', '<rootDir>/.konbit/', '<rootDir>/apps/web/dist/app/'],
};

// jest refuses every lane when one names a missing file: without the harness the unit lane still runs, and `int` fails by its own tests.
const harness = (file) => (existsSync(new URL(`./libs/testing/dist/${file}`, import.meta.url)) ? `<rootDir>/libs/testing/dist/${file}` : undefined);

export default {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: ['<rootDir>/{libs,apps,infra,chaos}/**/dist/**/*.spec.js', '<rootDir>/libs/criteria/dist-test/**/*.spec.js', '<rootDir>/tools/**/*.spec.mjs'],
      testPathIgnorePatterns: ['/node_modules/', 'int-spec'],
    },
    {
      ...common,
      displayName: 'int',
      testMatch: ['<rootDir>/{libs,apps,infra}/**/dist-test/**/*.int-spec.js'],
      globalSetup: harness('jest-global-setup.js'),
      globalTeardown: harness('jest-global-teardown.js'),
    },
    {
      ...common,
      displayName: 'full',
      testMatch: ['<rootDir>/{libs,apps,infra,chaos}/**/dist-test/**/*.full-spec.js'],
      globalSetup: harness('jest-full-setup.js'),
      globalTeardown: harness('jest-full-teardown.js'),
    },
  ],
};
