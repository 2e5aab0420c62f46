import { auditServer } from 'graphql-http';
import { type GivenGateway, givenGateway } from './given-gateway.js';

/** GET is closed, so that no page of another site can ask: what a GET may do stays a notice. */
const closedByDesign = ['5A70', '6A70', 'D6D5'];

describe('GraphQL over HTTP', () => {
  let given: GivenGateway;
  let results: Awaited<ReturnType<typeof auditServer>>;
  beforeAll(async () => {
    given = await givenGateway();
    const cookie = `__Host-konbit=${(await given.signedIn()).cookie('__Host-konbit')}`;
    const fetchFn = (url: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> => (
      fetch(url, { ...init, headers: { ...init.headers, cookie, 'x-konbit-csrf': '1', origin: given.url } }));
    results = await auditServer({ url: `${given.url}/graphql`, fetchFn });
  });
  afterAll(() => given.stop());
  const told = (...status: string[]) => results.flatMap((result) => (result.status !== 'ok' && status.includes(result.status) ? [`${result.id} ${result.name}: ${result.reason}`] : []));

  it('is kept: of the 61 audits none is an error, none a warning', () => {
    expect(results).toHaveLength(61);
    expect(told('error', 'warn')).toEqual([]);
  });

  it('is kept in all that it allows, but for GET', () => {
    expect(told('notice').map((line) => line.slice(0, 4)).toSorted()).toEqual(closedByDesign);
  });
});
