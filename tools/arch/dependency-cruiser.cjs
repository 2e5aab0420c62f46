// The house's dependency rules. `arch.mjs` runs them; `bad/<rule>` holds one offender for each and `arch.spec.mjs` proves that it is reported.
const services = 'cases|referrals|directory|reports';
const apps = `${services}|gateway|web`;

// Unbuilt or undeclared packages stay unresolved: their bare names are matched beside the paths they would have.
const anyApp = [`^apps/(${apps})/`, `^@konbit/(${apps})(/|$)`];
const ours = '^(apps|libs|infra|bench|chaos|e2e|tools)/|^@konbit/';

// Roles of the files in an aggregate folder (not `migrations`, and not `seeding`, which reads files) (`person.service.ts`); a file without one (`person.ts`) is a core.
const edgeRoles = 'rpc|consumer|module|controller|resolver|loaders';
const serviceRoles = 'service|queries|projection';
const entityRoles = 'entity';
const aggregateFile = `^apps/(${services})/src/(?!migrations/|seeding/)[^/]+/`;
const core = `${aggregateFile}[^/.]+[.]ts$`;
const spec = '[.](spec|int-spec)[.]tsx?$';

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-circular', 'A cycle has no bottom: nothing in it can be read, tested or deleted alone.', {}, { circular: true }),

    rule('no-app-to-app', 'Services meet by RPC and events, never by import.',
      { path: '^apps/([^/]+)/' },
      { path: anyApp, pathNot: ['^apps/$1/', '^@konbit/$1(/|$)'] }),

    rule('no-lib-to-app', 'A library and the launcher know no app. Only infra/demo drives the services\' own classes.',
      { path: '^(libs|infra)/', pathNot: '^infra/demo/' },
      { path: anyApp }),

    rule('contracts-is-a-leaf', 'Contracts are read by everybody, the browser included: they import zod and themselves.',
      { path: '^libs/contracts/src/', pathNot: spec },
      { pathNot: ['^libs/contracts/src/', '^node_modules/zod/', '^zod(/|$)'] }),

    // contracts ← platform ← messaging ← infra/local ← testing
    ...[
      ['^libs/platform/', ['libs/messaging', 'infra/local']],
      ['^libs/messaging/(?!test/)', ['infra/local']],
    ].map(([from, above]) => rule('layers-point-down', 'A lower layer is used without the higher ones.',
      { path: from },
      { path: above.flatMap((dir) => [`^${dir}/`, `^@konbit/${dir.split('/')[1]}(/|$)`]) })),

    rule('web-knows-contracts-only', 'The browser gets no server code: of ours, contracts alone.',
      { path: '^apps/web/' },
      { path: ours, pathNot: ['^apps/web/', '^libs/contracts/src/((forms|format)/)?index[.]ts$', '^@konbit/contracts(/(forms|format))?$'] }),

    rule('lib-doors-only', 'A library shows what its index exports (contracts also `forms` and `format`); the rest may move at any time.',
      { path: '^(apps|libs|infra|bench|chaos|e2e|tools)/([^/]+)/' },
      { path: ['^libs/[^/]+/', '^infra/local/', '^@konbit/(contracts|platform|messaging|testing|criteria|matching|local)/.+'],
        pathNot: ['^$1/$2/', '^(libs/[^/]+|infra/local)/src/index[.]ts$', '^libs/contracts/src/(forms|format)/index[.]ts$', '^@konbit/contracts/(forms|format)$'] }),

    rule('pure-core', 'A core decides from what it is given: contracts, the engines and other cores. No Nest, no database, no network, no disk.',
      { path: core },
      { pathNot: [
        '^libs/(contracts|criteria|matching)/', '^@konbit/(contracts|criteria|matching)$',
        core,
      ] }),

    rule('pure-engine', 'criteria and matching work without Konbit and without any package.',
      { path: '^libs/(criteria|matching)/src/', pathNot: spec },
      { path: '.', pathNot: '^libs/$1/src/' }),

    rule('entity-below-service', 'A row knows cores and rows, not who loads it.',
      { path: `${aggregateFile}.*[.](${entityRoles})[.]ts$` },
      { path: [`^apps/.*[.](${serviceRoles}|${edgeRoles})[.]ts$`, '^apps/[^/]+/src/(app[.]module|main)[.]ts$'] }),

    rule('service-below-edges', 'A service does not know through which edge it is called.',
      { path: `${aggregateFile}.*[.](${serviceRoles})[.]ts$` },
      { path: [`^apps/.*[.](${edgeRoles})[.]ts$`, '^apps/[^/]+/src/(app[.]module|main)[.]ts$'] }),

    rule('testing-only-in-tests', 'What ships never loads the test harness.',
      { path: '^(apps|libs|infra)/', pathNot: [spec, '^(apps|libs|infra)/[^/]+/test/', '^libs/testing/'] },
      { path: ['^libs/testing/', '^@konbit/testing(/|$)', '^@nestjs/testing', 'node_modules/(@nestjs/testing|fast-check|@jest)/', '^@jest/'] }),

    rule('oracles-only-in-tests', 'Solvers and rule engines of other makers judge ours in tests; the harness asks them, nothing else does.',
      { path: '^(apps|libs|infra|bench|chaos|e2e|tools)/', pathNot: '^libs/testing/src/criteria/' },
      { path: ['(^|node_modules/)(z3-solver|logic-solver|feelin)(/|$)'] }),

    // The typed documents name a package that holds types alone.
    rule('no-unresolved', 'An import that resolves to nothing escapes every other rule.', {}, { couldNotResolve: true, pathNot: '^@graphql-typed-document-node/core$' }),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '(^|/)dist(-test)?/'] },
    exclude: { path: ['^(apps|libs|infra)/[^/]+/dist(-test)?/', '^(bench|chaos|e2e)/dist(-test)?/', '^tools/(arch|lint)/bad/'] },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    detectJSDocImports: false,
  },
};
