import type { PersonPageQuery } from '../gql/graphql.js';

/** A person as the ficha reads them. */
export type PersonFacts = PersonPageQuery['person'];
