// House rules that no published plugin knows. Each has an offender in `bad/<name>` that `lint.spec.mjs` proves caught.

/** One rule: what it looks for (esquery), what it tells the author, where it holds and where it does not, with the reason. */
export const restrictions = {
  'format-in-one-place': {
    message: 'Dates, numbers and case are written by libs/contracts/src/format or the calendar of libs/platform: engines disagree on Creole and Chilean Spanish.',
    selectors: ['MemberExpression[object.name="Intl"]', 'TSQualifiedName[left.name="Intl"]', 'MemberExpression[property.name=/^toLocale/]'],
    in: ['apps/**', 'libs/**', 'infra/**'],
    except: ['libs/contracts/src/format/**', 'libs/platform/src/calendar*', 'libs/platform/src/calendar/**'],
  },
  'data-in-tenant': {
    message: 'Data is read and written through Database.inTenant(ctx, tx => …): a repository or a query runner of its own goes around the municipality wall.',
    selectors: [
      'CallExpression[callee.property.name=/^(getRepository|getTreeRepository|getMongoRepository|createQueryRunner)$/]',
      'CallExpression[callee.object.name=/[dD]ataSource$/][callee.property.name=/^(query|transaction)$/]',
      'CallExpression[callee.object.property.name=/[dD]ataSource$/][callee.property.name=/^(query|transaction)$/]',
      'ImportDeclaration[source.value="typeorm"] > ImportSpecifier[imported.name=/^(Repository|BaseEntity|QueryRunner)$/]',
      'ImportDeclaration[source.value="@nestjs/typeorm"] > ImportSpecifier[imported.name=/^(InjectRepository|InjectDataSource|InjectEntityManager)$/]',
    ],
    in: ['apps/**', 'libs/**', 'infra/**'],
    // Migrations run as owner, before any tenant; a test looks at rows as an operator would.
    except: ['libs/platform/src/database*', 'libs/platform/src/database/**', '**/migrations/**', '**/test/**', 'libs/testing/**'],
  },
  'together-in-transactions': {
    message: 'Statements of one transaction that do not wait for each other go through together() of libs/platform: Promise.all ends the transaction under a statement still to come (docs/adr/0025).',
    selectors: ['CallExpression[callee.object.name="Promise"][callee.property.name=/^(all|any|race)$/]'],
    in: ['apps/{cases,directory,referrals}/src/**', 'libs/messaging/src/{command,commit,dispatcher,event-handlers,version-gate}.ts'],
    // Files are read there, before any transaction.
    except: ['apps/directory/src/seeding/seed-file.ts'],
  },
  'outbox-by-commit': {
    message: 'Only commit() of libs/messaging writes the outbox and the aggregate version: that keeps position order and lock order one (BACKBONE §3.2).',
    selectors: ['Literal', 'TemplateElement'].map((node) => `${node}[${node === 'Literal' ? 'value' : 'value.raw'}=/(insert\\s+into|delete\\s+from|update|truncate)\\s+("?public"?\\.)?"?outbox\\b/i]`),
    in: ['apps/**', 'libs/**', 'infra/**'],
    except: ['libs/messaging/**'],
  },
  'environment-in-config': {
    message: 'The environment is read once, in config.ts, where a bad value is refused by the name of its variable.',
    selectors: ['MemberExpression[object.name="process"][property.name="env"]', 'ImportDeclaration[source.value=/^(node:)?process$/] > ImportSpecifier[imported.name="env"]'],
    in: ['apps/**', 'libs/**', 'infra/**'],
    // The launcher makes the environment of its children; tests read where their cluster is.
    except: ['**/config.ts', '**/*-config.ts', '**/*.config.{ts,mjs,js}', 'infra/local/**', 'libs/testing/**', '**/*.{spec,int-spec,full-spec}.ts', '**/test/**'],
  },
  'no-sleep-in-tests': {
    message: 'A test waits for what it expects: eventually(() => …, \'what\') of @konbit/testing. A fixed wait is slow on a fast day and red on a slow one.',
    selectors: [
      'NewExpression[callee.name="Promise"] CallExpression[callee.name="setTimeout"]',
      'ImportDeclaration[source.value=/^(node:)?timers\\u002Fpromises$/]',
      'CallExpression[callee.property.name="waitForTimeout"]',
    ],
    in: ['**/*.{spec,int-spec,full-spec,e2e}.{ts,tsx,mjs}'],
    except: [],
  },
  'no-kafka-transport': {
    message: 'Events go through the EventLog of libs/messaging. Nest\'s Kafka transport blocks a partition for ever on one throwing handler (docs/adr/0002).',
    selectors: [
      'MemberExpression[object.name="Transport"][property.name="KAFKA"]',
      'ImportDeclaration[source.value="@nestjs/microservices"] > ImportSpecifier[imported.name=/Kafka/]',
      'ImportDeclaration[source.value="kafkajs"]',
    ],
    in: ['apps/**', 'libs/**', 'infra/**'],
    except: ['libs/messaging/src/event-log-kafka.ts', 'libs/messaging/src/kafka-*.ts', 'libs/messaging/test/**'],
  },
  'gateway-only-tails': {
    message: 'The gateway hears events for live hints alone: it publishes nothing, consumes nothing, applies no command.',
    selectors: ['ImportDeclaration[source.value="@konbit/messaging"] > ImportSpecifier[imported.name!=/^(EventLog|LogAddress|logAddress|openEventLog|StoredEvent|Stop)$/]'],
    in: ['apps/gateway/**'],
    except: [],
  },
  'named-doors': {
    message: 'A door names what it shows. `export *` hides what a library promises, and an index inside a library is a second door.',
    selectors: ['ExportAllDeclaration'],
    in: ['apps/**', 'libs/**', 'infra/**'],
    except: ['apps/web/src/gql/**'],
  },
  'comments-for-readers': {
    message: 'Comments speak about the code as it is: at most two lines, no TODO without an issue number, no switched-off rule.',
    selectors: [],
    comments: [/\b(TODO|FIXME|XXX|HACK)\b(?!\(#\d+\))/, /\b(previously|used to be|eslint-disable|ts-ignore|ts-nocheck)\b/i],
    in: ['apps/**', 'libs/**', 'infra/**', 'tools/**', 'bench/**', 'chaos/**', 'e2e/**'],
    except: ['tools/lint/restrictions.mjs', 'tools/lint/lint.spec.mjs'],
  },
};

function ruleOf({ message, selectors, comments = [] }) {
  return {
    meta: { type: 'problem', schema: [] },
    create: (context) => ({
      ...Object.fromEntries(selectors.map((selector) => [selector, (node) => context.report({ node, message })])),
      Program: () => {
        for (const comment of comments.length > 0 ? context.sourceCode.getAllComments() : []) {
          if (comments.some((pattern) => pattern.test(comment.value))) context.report({ loc: comment.loc, message });
        }
      },
    }),
  };
}

const plugin = { rules: Object.fromEntries(Object.entries(restrictions).map(([name, rule]) => [name, ruleOf(rule)])) };

/** The restrictions as flat-config blocks, one for each rule. */
export const restrictionBlocks = Object.entries(restrictions).map(([name, { in: files, except }]) => ({
  name: `konbit/${name}`,
  files,
  ignores: except,
  plugins: { konbit: plugin },
  rules: { [`konbit/${name}`]: 'error' },
}));
