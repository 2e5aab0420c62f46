import { buildSchema, getOperationAST, parse } from 'graphql';
import { costOf } from './cost-limit.js';
import { limits } from './graphql-options.js';
import { schemaText } from './schema-text.js';
import { TrustedDocuments } from './trusted-documents.js';

/** Rows that the screens ask for where it is not 25. */
const sizes: Record<string, number> = { ReferPlaces: 100, PersonHistory: 100, ForwardPlaces: 60, AccessLog: 50 };
const schema = buildSchema(schemaText());

function cost(text: string, variables: Record<string, unknown> = {}): number {
  const document = parse(text);
  return costOf({ schema, document, operation: getOperationAST(document)!, variables });
}

function nameOf(text: string): string {
  return /\w+ (\w+)/.exec(text)?.[1] ?? '';
}

describe('the cost of a document', () => {
  it('is one for each object', () => {
    expect(cost('{ viewer { sub name roles actingBranch { name organisation { name } } } }')).toBe(3);
  });

  it('is multiplied by the size of a page once, also where it comes by a variable or by its default', () => {
    const list = (size: string): string => `{ referrals(box: "sent", ${size}) { edges { node { id state } } } }`;
    expect(cost(list('first: 10'))).toBe(10 * 3);
    expect(cost(`query($n: Int) ${list('last: $n')}`, { n: 20 })).toBe(20 * 3);
    expect(cost(`query($n: Int = 7) ${list('first: $n')}`)).toBe(7 * 3);
  });

  it('is multiplied for a list without a size by the rows we know of it, or by five', () => {
    expect(cost('{ branches { name } }')).toBe(100);
    expect(cost('{ viewer { branches { name } } }')).toBe(1 + 5);
  });

  it('grows with lists in lists, also through fragments', () => {
    const inner = 'person { referrals(first: 100) { edges { node { id } } } }';
    const nested = 100 * (1 + 1 + 1 + 1 + 100 * 3);
    expect(cost(`{ referrals(box: "sent", first: 100) { edges { node { ${inner} } } } }`)).toBe(nested);
    expect(cost(`{ referrals(box: "sent", first: 100) { ...A } } fragment A on ReferralConnection { edges { node { ... on Referral { ...B } } } } fragment B on Referral { ${inner} }`)).toBe(nested + 2 * 100);
    expect(nested).toBeGreaterThan(limits.cost);
  });

  it('is counted soon, and is large, where fragments double at each step', () => {
    const steps = Array.from({ length: 60 }, (_, at) => `fragment F${at} on Viewer { ...F${at + 1} ...F${at + 1} }`).join(' ');
    const startedAt = performance.now();
    expect(cost(`{ viewer { ...F0 } } ${steps} fragment F60 on Viewer { sub }`)).toBeGreaterThan(2 ** 59);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});

describe('the most expensive document of the web app', () => {
  it('stays below the half of the limit with the pages that the screens ask for', () => {
    const costs = TrustedDocuments.fromFile(false).texts.map((text) => [cost(text, { first: sizes[nameOf(text)] ?? 25 }), nameOf(text)] as const).toSorted(([a], [b]) => b - a);
    process.stdout.write(`most expensive documents: ${costs.slice(0, 5).map(([each, name]) => `${name} ${each}`).join(', ')}; limit ${limits.cost}\n`);
    expect(costs[0]![0]).toBeLessThan(limits.cost / 2);
  });
});
