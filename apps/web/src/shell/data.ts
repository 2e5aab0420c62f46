import { keepPreviousData, QueryCache, QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { AppError } from './app-error.js';
import { createGraphqlClient, documentName, type GraphqlDocument } from './graphql.js';
import { actingBranchId, endSession } from './session.js';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { topics?: readonly string[] };
    defaultError: AppError;
  }
}

/** Sends one operation; see `createGraphqlClient`. */
export const request = createGraphqlClient({ fetch: (...call) => fetch(...call), branch: actingBranchId, onSessionEnded: endSession });

const retried = new Set(['UNAVAILABLE', 'DEADLINE_EXCEEDED']);
const forgets: ReadonlySet<string> = new Set(['ACCESS_WITHDRAWN', 'NOT_FOUND', 'FORBIDDEN_ACTION']);

const againAfterMs = 3000;

export const queryClient = new QueryClient({
  // A reader who may no longer see a thing keeps no copy of it, on the screen or behind it.
  queryCache: new QueryCache({ onError: (error, query) => { if (forgets.has(error.code) && query.state.data !== undefined) query.setState({ data: undefined, dataUpdatedAt: 0 }); } }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (count, error) => count < 2 && retried.has(error.code),
      // A hint comes once: what it asked again for and got no answer is asked until there is one.
      refetchInterval: ({ state: { error } }) => (error && retried.has(error.code) ? againAfterMs : false),
      refetchOnWindowFocus: true,
    },
  },
});

interface DataOptions {
  /**
   * What the answer is about: `referral` (any), `referral:ID` (that one), `attendance`, `person`, `need`, `consent`, `timeline`…
   * A hint `konbit.referrals.referral.accepted.v1` about 7 touches `referral` and `referral:7`, and `timeline` a moment later.
   */
  topics: readonly string[];
  enabled?: boolean;
  /** Keeps the old rows on screen while other filters load. */
  keep?: boolean;
}

/** Reads by a document; the answer is renewed by hints and after commands. */
export function useData<Result, Variables>(document: GraphqlDocument<Result, Variables>, variables: Variables, options: DataOptions): UseQueryResult<Result, AppError> {
  return useQuery<Result, AppError>({
    queryKey: [documentName(document), variables, actingBranchId()],
    queryFn: ({ signal }) => request(document, variables, signal),
    enabled: options.enabled ?? true,
    placeholderData: options.keep ? keepPreviousData : undefined,
    meta: { topics: options.topics },
  });
}

/** Asks again for everything on screen that is about these topics; hidden tabs wait until they are looked at. */
export function touch(topics: readonly string[]): Promise<void> {
  const touched = new Set(topics);
  return queryClient.invalidateQueries({
    predicate: (query) => query.meta?.topics?.some((topic) => touched.has(topic)) ?? false,
    refetchType: globalThis.document?.hidden ? 'none' : 'active',
  });
}

/** Asks again for everything on screen. */
export function touchAll(): Promise<void> {
  return queryClient.invalidateQueries({ refetchType: globalThis.document?.hidden ? 'none' : 'active' });
}

/** Some access ended: what no screen shows is forgotten, and every screen asks again, hidden tabs too. */
export function forgetUnseen(): Promise<void> {
  queryClient.removeQueries({ predicate: (query) => query.getObserversCount() === 0 });
  return queryClient.invalidateQueries({ refetchType: 'active' });
}
