import { moveCommands } from '@konbit/contracts';
import { buildSchema, parse, validate } from 'graphql';
import { limitRules, limits } from './graphql-options.js';
import { schemaText } from './schema-text.js';
import { TrustedDocuments } from './trusted-documents.js';

const schema = buildSchema(schemaText());

describe('the documents of the web app', () => {
  it('all fit the schema and the limits', () => {
    const refused = TrustedDocuments.fromFile(false).texts.flatMap((text) => validate(schema, parse(text, { maxTokens: limits.tokens })).map(({ message }) => `${message} in ${text.slice(0, 60)}`));
    expect(refused).toEqual([]);
    const tooMuch = TrustedDocuments.fromFile(false).texts.filter((text) => validate(schema, parse(text), limitRules()).length > 0);
    expect(tooMuch).toEqual([]);
  });
});

describe('the schema', () => {
  it('has one member of move for each command of the table', () => {
    expect(Object.keys((schema.getType('MoveInput') as unknown as { getFields(): object }).getFields()).toSorted()).toEqual([...moveCommands].toSorted());
  });

  it('lets each list be sliced as Relay says', () => {
    const connections = ['Person.timeline', 'Person.referrals', 'Query.queue', 'Query.referrals'];
    for (const name of connections) {
      const [type, field] = name.split('.') as [string, string];
      const { args } = (schema.getType(type) as unknown as { getFields(): Record<string, { args: { name: string }[] }> }).getFields()[field]!;
      expect([name, args.map((arg) => arg.name)]).toEqual([name, expect.arrayContaining(['first', 'after', 'last', 'before'])]);
    }
  });
});
