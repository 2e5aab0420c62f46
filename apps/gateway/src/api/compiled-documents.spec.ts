import { ApolloServer, type GraphQLResponse } from '@apollo/server';
import { buildSchema, parse } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import DataLoader from 'dataloader';
import { compiledDocuments } from './compiled-documents.js';
import { schemaText } from './schema-text.js';
import { TrustedDocuments } from './trusted-documents.js';

const typeDefs = `#graphql
  input Choice @oneOf { one: Int two: Int }
  type Leaf { name: String! size: Int }
  type Node { id: Int! leaf: Leaf sure: Leaf! loaded: String leafName: String leaves: [Leaf!] }
  type Query { nodes: [Node]! node: Node choose(choice: Choice!): Int missing(at: Int): String }
  type Mutation { step(at: Int!): Int }
`;

class Loaded {
  readonly batches: number[] = [];
  readonly steps: string[] = [];
  readonly names = new DataLoader<number, string>((keys) => {
    this.batches.push(keys.length);
    return Promise.resolve(keys.map((key) => (key === 2 ? new Error('no name') : `n${key}`)));
  });
}

const node = (id: number) => ({
  id, leaf: () => ({ name: `l${id}`, size: id === 1 ? 'large' : id }), sure: () => (id === 3 ? null : { name: 'sure' }), leafName: () => Promise.resolve(`p${id}`),
  leaves: id === 1 ? [{ name: 'a' }, null] : () => [{ name: 'b' }],
});
const resolvers = {
  Query: {
    nodes: async () => await Promise.resolve([1, 2, 3].map(node)), node: () => new Error('returned'), choose: (_: unknown, { choice }: { choice: { one?: number; two?: number } }) => choice.one ?? choice.two ?? null,
    missing: (_: unknown, args: object) => Object.keys(args).join(),
  },
  Node: { loaded: ({ id }: { id: number }, _: unknown, { names }: Loaded) => names.load(id) },
  Mutation: {
    step: async (_: unknown, { at }: { at: number }, { steps }: Loaded) => {
      steps.push(`begin ${at}`);
      await Promise.resolve();
      steps.push(`end ${at}`);
      return at;
    },
  },
};

interface Told { answer: unknown; status: number | undefined; batches: number[]; steps: string[] }

async function told(server: ApolloServer<Loaded>, query: string, variables: Record<string, unknown> = {}): Promise<Told> {
  const contextValue = new Loaded();
  const { body, http }: GraphQLResponse = await server.executeOperation({ query, variables }, { contextValue });
  const { errors, data } = (body as Extract<typeof body, { kind: 'single' }>).singleResult;
  const sorted = errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions?.['code'] })).toSorted((a, b) => String(a.path).localeCompare(String(b.path)));
  return { answer: { data, errors: sorted }, status: http.status, batches: contextValue.batches, steps: contextValue.steps };
}

describe('a compiled document', () => {
  const settings = { typeDefs, resolvers, includeStacktraceInErrorResponses: false };
  const walked = new ApolloServer<Loaded>(settings);
  const compiled = new ApolloServer<Loaded>({ ...settings, plugins: [compiledDocuments((formatted) => formatted)] });
  afterAll(() => Promise.all([walked.stop(), compiled.stop()]));

  it.each<[string, string, Record<string, unknown>]>([
    ['fields that are values, functions and promises', '{ nodes { id again: id leaf { name } leafName } }', {}],
    ['an error of one field beside its neighbours', '{ nodes { id loaded leaf { size } } }', {}],
    ['a null that climbs to what may be null', '{ nodes { id sure { name } leaves { name } } }', {}],
    ['an error that was returned, not thrown', '{ node { id } nodes { id } }', {}],
    ['fields left out by a condition', 'query($yes: Boolean!) { nodes { id @skip(if: $yes) leaf @include(if: $yes) { name } } }', { yes: false }],
    ['an argument that nobody gave', 'query($at: Int) { missing(at: $at) }', {}],
    ['a choice of one', 'query($c: Choice!) { choose(choice: $c) }', { c: { two: 2 } }],
    ['a choice of two, refused', 'query($c: Choice!) { choose(choice: $c) }', { c: { one: 1, two: 2 } }],
    ['a variable of another type, refused', 'query($at: Int) { missing(at: $at) }', { at: 'x' }],
    ['a variable that is missing, refused', 'query($c: Choice!) { choose(choice: $c) }', {}],
    ['mutations, one after the other', 'mutation { a: step(at: 1) b: step(at: 2) }', {}],
  ])('answers as a walked one: %s', async (_what, query, variables) => {
    const expected = await told(walked, query, variables);
    expect(await told(compiled, query, variables)).toEqual(expected);
  });

  it('asks a loader once for all rows', async () => {
    expect((await told(compiled, '{ nodes { loaded } }')).batches).toEqual([3]);
  });

  it('answers the operation that was asked for, of two in one text', async () => {
    const query = 'query A { missing } query B { nodes { id } }';
    for (const operationName of ['A', 'B', 'A']) {
      const { body } = await compiled.executeOperation({ query, operationName }, { contextValue: new Loaded() });
      expect(Object.keys((body as { singleResult: { data: object } }).singleResult.data)).toEqual([operationName === 'A' ? 'missing' : 'nodes']);
    }
  });

  it('is each one of the web app', () => {
    const schema = buildSchema(schemaText());
    const walkedOnes = TrustedDocuments.fromFile(false).texts.filter((text) => !isCompiledQuery(compileQuery(schema, parse(text))));
    expect(walkedOnes).toEqual([]);
  });
});
